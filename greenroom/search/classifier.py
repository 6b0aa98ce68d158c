"""What a text is about, how near danger it sounds and which language it is in, as probabilities.

Two witnesses, both trained on the phrases under `data/search` (`training`): letters (runs of two to five, which need
nothing but the text) and, where the encoder is installed, meaning. They are asked together.
"""

import zlib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from django.conf import settings

from greenroom.core import words
from greenroom.search.encoder import Vector

Floats = npt.NDArray[np.float32]

BUCKETS = 1 << 16
_LONGEST_RUN = 5
# A text this long has said what it is about; the rest costs time.
_MOST_FEATURES = 900


class Head(str, Enum):
    """A question that is answered about a text."""

    TOPIC = "topic"
    RISK = "risk"
    LANGUAGE = "language"


# How much the letters count beside the meaning, in log-probability, and how unlikely they can make an answer; chosen on
# phrases held out from training.
LETTERS_SHARE = {Head.TOPIC: 1.7, Head.RISK: 1.2}
_LEAST_LETTERS = np.float32(-7)


@dataclass(frozen=True, eq=False)
class Layers:
    """One head. `letters`: (BUCKETS, answers), with a scale; `hidden`, `output`: the two layers over the encoder's
    vector, weights with the bias in the last row. Both layers are empty for a head that looks at letters only.
    """

    answers: tuple[str, ...]
    letters: npt.NDArray[np.int8]
    letters_scale: float
    letters_bias: Floats
    hidden: Floats
    output: Floats


@dataclass(frozen=True, eq=False)
class Classifier:
    """`rarity`: (BUCKETS,), how much each run of letters counts, the rare ones more (inverse document frequency).
    `centre`: the mean vector of the training phrases, taken off every vector.
    """

    layers: dict[Head, Layers]
    rarity: Floats
    centre: Vector

    def probabilities(self, head: Head, letters: npt.NDArray[np.int64], vector: Vector | None) -> dict[str, float]:
        """Return {answer: probability}, the likeliest first. `letters` are a text's `features`."""
        layers = self.layers[head]
        logits: Floats = self._of_letters(layers, letters)
        if vector is not None and layers.hidden.size:
            by_letters = np.maximum(_log_softmax(logits), _LEAST_LETTERS).astype(np.float32)
            logits = _of_meaning(layers, vector - self.centre) + np.float32(LETTERS_SHARE[head]) * by_letters
        chances = np.exp(_log_softmax(logits))
        return {layers.answers[place]: float(chances[place]) for place in np.argsort(-chances)}

    def _of_letters(self, layers: Layers, letters: npt.NDArray[np.int64]) -> Floats:
        places, weights = weighed(letters, self.rarity)
        sums: Floats = weights @ layers.letters[places].astype(np.float32)
        return sums * np.float32(layers.letters_scale) + layers.letters_bias


def weighed(letters: npt.NDArray[np.int64], rarity: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """Return the places of a text's letters, each once, and what each counts: its times by its rarity, of length 1."""
    places, times = np.unique(letters, return_counts=True)
    weights: Floats = times.astype(np.float32) * rarity[places]
    length = np.float32(np.sqrt((weights**2).sum()))
    return places, weights / length if length else weights


def features(text: str) -> npt.NDArray[np.int64]:
    """Return the letters of a text as places in a table of BUCKETS: its words, and the runs of letters within them."""
    found: list[str] = []
    for run in words.runs_of(text):
        edged = f" {run} "
        shortest = 1 if words.is_unspaced(run) else 2
        found.append(edged)
        for length in range(shortest, _LONGEST_RUN + 1):
            found += [edged[start : start + length] for start in range(len(edged) - length + 1)]
        if len(found) > _MOST_FEATURES:
            break
    return np.array([zlib.crc32(piece.encode()) % BUCKETS for piece in found[:_MOST_FEATURES]], dtype=np.int64)


def _of_meaning(layers: Layers, vector: Vector) -> Floats:
    hidden = np.maximum(np.append(vector, np.float32(1)) @ layers.hidden, 0)
    logits: Floats = np.append(hidden, np.float32(1)) @ layers.output
    return logits


def _log_softmax(logits: Floats) -> Floats:
    shifted = logits - logits.max()
    chances: Floats = shifted - np.log(np.exp(shifted).sum())
    return chances


def weights_path() -> Path:
    """Return where the trained weights lie."""
    return Path(settings.DATA_DIR) / "search" / "classifier.npz"


@cache
def shipped_classifier() -> Classifier:
    """Return the classifier with the shipped weights, opened once."""
    with np.load(weights_path(), allow_pickle=False) as stored:
        return Classifier(
            {
                head: Layers(
                    answers=tuple(str(stored[f"{head.value}_answers"]).split()),
                    letters=stored[f"{head.value}_letters"],
                    letters_scale=float(stored[f"{head.value}_letters_scale"]),
                    letters_bias=stored[f"{head.value}_letters_bias"].astype(np.float32),
                    hidden=stored[f"{head.value}_hidden"].astype(np.float32),
                    output=stored[f"{head.value}_output"].astype(np.float32),
                )
                for head in Head
            },
            stored["rarity"].astype(np.float32),
            stored["centre"].astype(np.float32),
        )
