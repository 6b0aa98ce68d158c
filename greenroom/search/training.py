"""Makes the weights of the classifier out of the phrases under `data/search`. Needs the extra `train`; the service
does not.

The same phrases and seed give the same weights.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from greenroom.search import classifier, phrases, terms
from greenroom.search.classifier import BUCKETS, Classifier, Floats, Head, Layers
from greenroom.search.encoder import Encoder
from greenroom.search.phrases import Labelled, Risk

SEED = 20261125
HIDDEN_UNITS = {Head.TOPIC: 256, Head.RISK: 128}
# Said by a helpline about itself, or by anybody about anything: no topic to learn by meaning.
_NOT_LEARNED = {"crisis", "emotional_support"}
# In these, danger is near: their phrases teach nothing about the absence of danger.
_NEAR_DANGER = {"suicide", "self_harm", "abuse", "domestic_violence", "sexual_violence", "psychosis", *_NOT_LEARNED}
# What is said with these is said in danger, or for somebody who may be.
_GRAVE = {"suicide", "self_harm"}
# There are far more calm phrases about topics than messages: so many of them teach what is no danger.
_ONE_OF_CALM = 12
_ONE_OF_REQUESTS = 30
# Few phrases are of other hands, and they are most like what is still unseen.
_OTHER_HANDS_TIMES = 3
# What is about work in music by itself: said «on tour», it may be about something else.
_OF_MUSIC = {"touring", "performance_anxiety", "creative_block", "career"}
# The vectors are short numbers; the layers learn faster from larger ones.
_STRETCH = np.float32(10)


@dataclass(frozen=True)
class Material:
    """What there is to learn from: texts with their topics, with their risks."""

    topics: list[Labelled]
    risks: list[Labelled]


def material(*, with_other_hands: bool) -> Material:
    """Return the phrases to learn from; without those of other hands, these can be used to measure."""
    ours, messages = phrases.topic_phrases(), phrases.messages()
    theirs, their_messages = phrases.other_hands("topics"), phrases.other_hands("messages")
    topics = [phrase for phrase in ours if phrase.label not in _NOT_LEARNED]
    if with_other_hands:
        topics = topics + theirs * _OTHER_HANDS_TIMES
        messages = messages + their_messages * _OTHER_HANDS_TIMES
    beside_music = phrases.in_context([one for one in topics if one.label not in _OF_MUSIC])
    harmless = [Labelled(one.text, one.language, phrases.OTHER) for one in messages if one.label == Risk.NONE]
    calm = [one for one in topics if one.label not in _NEAR_DANGER and " " in one.text]
    grave = [one for one in topics if one.label in _GRAVE and " " in one.text]
    risks = [
        *messages,
        *(Labelled(one.text, one.language, Risk.DISTRESS.value) for one in calm[::_ONE_OF_CALM]),
        *(Labelled(one.text, one.language, Risk.HIGH.value) for one in grave),
        *(Labelled(one.text, one.language, Risk.NONE.value) for one in terms.plain_requests()[::_ONE_OF_REQUESTS]),
    ]
    return Material(topics + beside_music + harmless, risks)


def train(learned: Material, encoder: Encoder) -> Classifier:
    """Return a classifier that has learned from phrases."""
    every = [*learned.topics, *learned.risks]
    vectors = _Vectors(encoder)
    centre = vectors.of(learned.topics).mean(axis=0)
    rarity = _rarity(every)
    heads = {
        Head.TOPIC: (learned.topics, [one.label for one in learned.topics]),
        Head.RISK: (learned.risks, [one.label for one in learned.risks]),
        Head.LANGUAGE: (every, [one.language for one in every]),
    }
    return Classifier(
        {
            head: _layers(
                labels,
                _letters_matrix(texts, rarity),
                (vectors.of(texts) - centre) * _STRETCH if head in HIDDEN_UNITS else None,
                HIDDEN_UNITS.get(head, 0),
            )
            for head, (texts, labels) in heads.items()
        },
        rarity,
        centre,
    )


class _Vectors:
    """The vectors of texts, each made once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encode = cache(encoder.encode)

    def of(self, texts: Sequence[Labelled]) -> Floats:
        return np.stack([self._encode(one.text) for one in texts])


def _rarity(texts: Sequence[Labelled]) -> Floats:
    """Return how rare each run of letters is: the smoothed logarithm of texts by texts with it, plus one."""
    with_it = np.zeros(BUCKETS, np.int64)
    for one in texts:
        with_it[np.unique(classifier.features(one.text))] += 1
    return (np.log((1 + len(texts)) / (1 + with_it)) + 1).astype(np.float32)


def _letters_matrix(texts: Sequence[Labelled], rarity: Floats) -> sparse.csr_matrix:
    """Return one row a text: what each of its runs of letters counts."""
    rows = [classifier.weighed(classifier.features(one.text), rarity) for one in texts]
    ends = np.cumsum([0, *(len(places) for places, _ in rows)])
    return sparse.csr_matrix(  # type: ignore[no-untyped-call] # the package carries no types
        (np.concatenate([weights for _, weights in rows]), np.concatenate([places for places, _ in rows]), ends),
        shape=(len(texts), BUCKETS),
        dtype=np.float32,
    )


def _layers(labels: list[str], letters: sparse.csr_matrix, vectors: Floats | None, hidden_units: int) -> Layers:
    answers, numbers = np.unique(labels, return_inverse=True)
    weights, bias = _letters_layer(letters, numbers, len(answers))
    hidden, output = _meaning_layers(vectors, labels, hidden_units) if vectors is not None else (_NOTHING, _NOTHING)
    scale = float(np.abs(weights).max()) / 127
    return Layers(tuple(map(str, answers)), np.round(weights / scale).astype(np.int8), scale, bias, hidden, output)


_NOTHING = np.zeros((0, 0), np.float32)


def _meaning_layers(vectors: Floats, labels: list[str], hidden_units: int) -> tuple[Floats, Floats]:
    learner = MLPClassifier(  # type: ignore[no-untyped-call] # the package carries no types
        (hidden_units,), alpha=0.05, batch_size=256, max_iter=12, tol=0, n_iter_no_change=100, random_state=SEED
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it stops after twelve rounds on purpose
        learner.fit(vectors, labels)
    hidden, output = (
        np.vstack([weights, bias]).astype(np.float32)
        for weights, bias in zip(learner.coefs_, learner.intercepts_, strict=True)
    )
    hidden[:-1] *= _STRETCH
    return hidden, output


def _letters_layer(letters: sparse.csr_matrix, numbers: npt.NDArray[np.int64], answers: int) -> tuple[Floats, Floats]:
    """Return weights (BUCKETS, answers) and bias of a softmax, learned with steps that shrink for what comes often.

    **Source**: Duchi, Hazan, Singer, Adaptive Subgradient Methods, JMLR 12 (2011).
    """
    random = np.random.default_rng(SEED)
    weights = np.zeros((BUCKETS, answers), np.float32)
    seen = np.full_like(weights, 1e-6)
    bias = np.zeros(answers, np.float32)
    wanted = np.eye(answers, dtype=np.float32)[numbers]
    for _ in range(_ROUNDS):
        order = random.permutation(letters.shape[0])
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            rows = letters[batch] * _LETTERS_STRETCH
            wrong = _softmax(rows @ weights + bias) - wanted[batch]
            places = np.unique(rows.indices)
            slope = (rows[:, places].T @ wrong) / len(batch) + _DECAY * weights[places]
            seen[places] += slope * slope
            weights[places] -= _STEP * slope / np.sqrt(seen[places])
            bias -= 0.05 * _STEP * wrong.mean(axis=0)
    return weights * _LETTERS_STRETCH, bias


_ROUNDS, _BATCH, _STEP, _DECAY, _LETTERS_STRETCH = 10, 256, 0.02, 1e-6, np.float32(6)


def _softmax(logits: Floats) -> Floats:
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = chances / chances.sum(axis=1, keepdims=True)
    return shares


def save(trained: Classifier) -> None:
    """Write the weights to where the service reads them."""
    stored: dict[str, object] = {
        "centre": trained.centre.astype(np.float16),
        "rarity": trained.rarity.astype(np.float16),
    }
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
