"""Makes the weights of the classifier out of the phrases under `data/search`. Needs the extra `train`; the service
does not.

The same phrases and seed give the same weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.neural_network import MLPClassifier

from greenroom.search import classifier, phrases
from greenroom.search.classifier import BUCKETS, Classifier, Floats, Head, Layers
from greenroom.search.encoder import Encoder, Vector
from greenroom.search.phrases import Labelled, Risk

SEED = 20261125
HIDDEN_UNITS = {Head.TOPIC: 256, Head.RISK: 128}
# What a text can be beside a topic: a name, a kind of help, small talk.
OTHER = "other"
# Said by a helpline about itself, or by anybody about anything: no topic to learn by meaning.
_NOT_LEARNED = {"crisis", "emotional_support"}
# In these, danger is near: their phrases teach nothing about the absence of danger.
_NEAR_DANGER = {"suicide", "self_harm", "abuse", "domestic_violence", "sexual_violence", "psychosis", *_NOT_LEARNED}
# The vectors are short numbers; the layers learn faster from larger ones.
_STRETCH = np.float32(10)


@dataclass(frozen=True)
class Material:
    """What there is to learn from: texts with their topics, with their risks."""

    topics: list[Labelled]
    risks: list[Labelled]


def material(*, with_other_hands: bool) -> Material:
    """Return the phrases to learn from; without those of other hands, these can be used to measure."""
    topics = [phrase for phrase in phrases.topic_phrases() if phrase.label not in _NOT_LEARNED]
    messages = phrases.messages()
    if with_other_hands:
        topics = topics + phrases.other_hands("topics")
        messages = messages + phrases.other_hands("messages")
    harmless = [Labelled(one.text, one.language, OTHER) for one in messages if one.label == Risk.NONE]
    calm = [
        Labelled(one.text, one.language, Risk.DISTRESS.value)
        for one in topics
        if one.label not in _NEAR_DANGER and " " in one.text
    ]
    return Material(topics + harmless, messages + calm)


def train(learned: Material, encoder: Encoder) -> Classifier:
    """Return a classifier that has learned from phrases."""
    every = [*learned.topics, *learned.risks]
    vectors = _Vectors(encoder)
    centre = vectors.of(learned.topics).mean(axis=0)
    return Classifier(
        {
            Head.TOPIC: _layers(learned.topics, [one.label for one in learned.topics], vectors, centre, Head.TOPIC),
            Head.RISK: _layers(learned.risks, [one.label for one in learned.risks], vectors, centre, Head.RISK),
            Head.LANGUAGE: _letters_only(every, [one.language for one in every]),
        },
        centre,
    )


class _Vectors:
    """The vectors of texts, each made once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encode = cache(encoder.encode)

    def of(self, texts: Sequence[Labelled]) -> Floats:
        return np.stack([self._encode(one.text) for one in texts])


def _layers(texts: list[Labelled], labels: list[str], vectors: _Vectors, centre: Vector, head: Head) -> Layers:
    learner = MLPClassifier(  # type: ignore[no-untyped-call] # the package carries no types
        (HIDDEN_UNITS[head],),
        alpha=1e-3,
        batch_size=256,
        learning_rate_init=1e-3,
        max_iter=12,
        tol=0,
        n_iter_no_change=100,
        random_state=SEED,
    )
    _fit(learner, (vectors.of(texts) - centre) * _STRETCH, labels)
    letters = _letters_only(texts, labels)
    hidden, output = (
        np.vstack([weights, bias]).astype(np.float32)
        for weights, bias in zip(learner.coefs_, learner.intercepts_, strict=True)
    )
    hidden[:-1] *= _STRETCH
    return Layers(letters.answers, letters.letters, letters.letters_scale, letters.letters_bias, hidden, output)


def _letters_only(texts: list[Labelled], labels: list[str]) -> Layers:
    """One layer over the letters, its weights rounded to whole numbers up to 127 and a scale."""
    learner = MLPClassifier(  # type: ignore[no-untyped-call] # the package carries no types
        (),
        alpha=1e-5,
        batch_size=512,
        learning_rate_init=5e-3,
        max_iter=14,
        tol=0,
        n_iter_no_change=100,
        random_state=SEED,
    )
    _fit(learner, letters_matrix(texts), labels)
    weights = learner.coefs_[0]
    scale = float(np.abs(weights).max()) / 127
    return Layers(
        tuple(learner.classes_),
        np.round(weights / scale).astype(np.int8),
        scale,
        learner.intercepts_[0].astype(np.float32),
        np.zeros((0, 0), np.float32),
        np.zeros((0, 0), np.float32),
    )


def _fit(learner: MLPClassifier, inputs: object, labels: list[str]) -> None:
    learner.fit(inputs, labels)


def letters_matrix(texts: Sequence[Labelled]) -> sparse.csr_matrix:
    """Return one row a text: how often each run of letters stands in it, of length 1."""
    rows: list[npt.NDArray[np.float32]] = []
    places: list[npt.NDArray[np.int64]] = []
    ends = [0]
    for one in texts:
        found, times = np.unique(classifier.features(one.text), return_counts=True)
        weights = times.astype(np.float32)
        rows.append(weights / max(np.float32(np.sqrt((weights**2).sum())), np.float32(1e-9)))
        places.append(found)
        ends.append(ends[-1] + len(found))
    return sparse.csr_matrix(  # type: ignore[no-untyped-call] # the package carries no types
        (np.concatenate(rows), np.concatenate(places), np.array(ends)), shape=(len(texts), BUCKETS), dtype=np.float32
    )


def save(trained: Classifier) -> None:
    """Write the weights to where the service reads them."""
    stored: dict[str, object] = {"centre": trained.centre.astype(np.float16)}
    for head, layers in trained.layers.items():
        stored |= {
            f"{head.value}_answers": np.array(" ".join(layers.answers)),
            f"{head.value}_letters": layers.letters,
            f"{head.value}_letters_scale": np.array(layers.letters_scale),
            f"{head.value}_letters_bias": layers.letters_bias,
            f"{head.value}_hidden": layers.hidden.astype(np.float16),
            f"{head.value}_output": layers.output.astype(np.float16),
        }
    np.savez_compressed(classifier.weights_path(), **stored)  # type: ignore[arg-type] # the stub wants arrays, these are
