"""Refusals: a code for programs and tests, a sentence for the person who asked."""

from django.utils.functional import Promise


class ActionRefused(Exception):
    """A deed was refused and nothing was changed.

    `code` is stable and holds no personal data; `sentence` is translated and fit for the person who asked.
    """

    def __init__(self, code: str, sentence: str | Promise) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)
