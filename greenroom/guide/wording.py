"""What keeps a page of the guide from being published: unsafe words, missing parts, a review that is overdue. Pure.

It reads English, in which every page is written first. It finds what is plain and proves nothing: people read too.
**Source** of the rules: World Health Organization, Preventing suicide: a resource for media professionals, 2023;
Samaritans' guidelines for reporting; docs/safety.md, S1 to S6 and S17.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from greenroom.core.topics import Topic
from greenroom.guide.choices import LIMITS

NOT_FOR_YOU = "not-for-you"
PROMISE = "promise"


class Rule(str, Enum):
    """Why a page is held back."""

    METHOD = "method"
    AMOUNT = "amount"
    CRIME_WORD = "crime_word"
    SUCCESS_WORD = "success_word"
    ONE_CAUSE = "one_cause"
    ROMANCE = "romance"
    THE_DEAD = "the_dead"
    SCALE_WORD = "scale_word"
    FIGURE_WITHOUT_SAMPLE = "figure_without_sample"
    DIAGNOSIS = "diagnosis"
    CURE = "cure"
    PEOPLE_FIRST = "people_first"
    NO_SOURCE = "no_source"
    NO_LIMITS = "no_limits"
    NOT_FOR_WHOM = "not_for_whom"
    REVIEW_OVERDUE = "review_overdue"


EXPLANATIONS: dict[Rule, str] = {
    Rule.METHOD: "Never name or show a method or a place (S3). Leave it out.",
    Rule.AMOUNT: "Never give an amount of a substance (S3). Leave it out.",
    Rule.CRIME_WORD: "Suicide is no crime: write “died by suicide” (S4).",
    Rule.SUCCESS_WORD: "An attempt neither succeeds nor fails: write “suicide attempt” (S4).",
    Rule.ONE_CAUSE: "No death has one cause (S5). Leave the cause out.",
    Rule.ROMANCE: "Suffering is not the price of art (S5). Leave the myth out.",
    Rule.THE_DEAD: "No names or lists of people who died (S5).",
    Rule.SCALE_WORD: "Never make it sound usual or without end (S6): no “epidemic”, no “normal in music”.",
    Rule.FIGURE_WITHOUT_SAMPLE: "A figure needs its sample and year beside it (S6), and what helps after it.",
    Rule.DIAGNOSIS: "The guide makes no diagnosis (S17). Say what somebody may feel, not what they have.",
    Rule.CURE: "Nothing here cures, and nothing is certain. Say what was found.",
    Rule.PEOPLE_FIRST: "The page names danger, and no topic of it puts people to reach above the text (S1). Add one.",
    Rule.NO_SOURCE: "A page needs a source with its date.",
    Rule.NO_LIMITS: "A page needs its limits: who was studied, what nobody knows.",
    Rule.NOT_FOR_WHOM: "A page needs a callout {#not-for-you}: when it is not right for somebody.",
    Rule.REVIEW_OVERDUE: "The day on which it was to be read again is past.",
}

_SELF = r"(?:him|her|them|your|my|it)sel(?:f|ves)"
_PATTERNS: dict[Rule, str] = {
    Rule.METHOD: rf"""
        \bhang(?:ed|ing|s)?\s+{_SELF} | \bnooses?\b | \bgunshots?\b | \b(?:shot|shoot|drown(?:ed|ing)?)\s+{_SELF}
        | \bjump(?:ed|ing|s)?\s+(?:off|from|out\sof)\b | \bwrists?\b(?=.{{0,20}}\b(?:cut|slit|slash))
        | \b(?:cut|slit|slash)\w*\s+(?:\w+\s+)?wrists? | \bcarbon\smonoxide\b | \bfirearms?\b | \brazors?\b
        | \b(?:took|swallow\w*)\s+(?:an?\s+)?(?:overdose|pills|tablets)\b | \btak(?:e|ing)\s+an\s+overdose\b
        """,
    Rule.AMOUNT: r"\b\d+(?:[.,]\d+)?\s?(?:mg|milligrams?|grams?|pills|tablets|shots\sof)\b",
    Rule.CRIME_WORD: r"\bcommit(?:s|ted|ting)?\s+suicide\b",
    Rule.SUCCESS_WORD: r"""
        \b(?:un)?successful(?:ly)?\s+(?:suicide|attempt) | \bfailed\s+(?:suicide|attempt)
        | \b(?:suicide|attempt)\s+(?:failed|succeeded) | \bcomplet(?:e|ed|ing)\s+suicide\b
        """,
    Rule.ONE_CAUSE: r"""
        \b(?:tour(?:ing)?|fame|industry|business|pressure|label|press)\s+(?:has\s+)?(?:killed|drove)\b
        | \bdrove\s+(?:him|her|them)\s+to\b | \bbecause\s+of\s+(?:the\s+)?(?:tour|fame|industry)\b.{0,30}\bsuicide
        """,
    Rule.ROMANCE: r"""
        \b27\s+club\b | \btortured\s+(?:artist|genius|soul)s?\b
        | \bprice\s+of\s+(?:fame|genius|art)\b | \bthe\s+only\s+way\s+out\b
        """,
    Rule.THE_DEAD: r"\b(?:like|such\sas|suicides?\sof|deaths?\sof|lost)\s+(?-i:[A-Z][a-z]+\s[A-Z][a-z]+)",
    Rule.SCALE_WORD: r"\bepidemic\b|\bsuicide\s+wave\b|\bnormal\s+in\s+(?:music|this\s+business)\b|\bskyrocket\w*",
    Rule.DIAGNOSIS: r"""
        \byou\s+(?:have|suffer\s+from|are)\s+(?:an?\s+)?(?:depress|bipolar|ptsd|addict|alcoholic|anorexi)\w*
        """,
    Rule.CURE: r"(?<!\bno\s)(?<!\bnot\sa\s)\bcures?\b|\bguarantee[sd]?\b|\balways\s+works\b|\bnever\s+fails\b",
}
_RULES = {rule: re.compile(pattern, re.IGNORECASE | re.VERBOSE) for rule, pattern in _PATTERNS.items()}
# Readers see the words of a link and not its target.
_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_FIGURE = re.compile(
    r"\b\d+(?:\.\d+)?\s?(?:%|per\s?cent\b)|\b(?:one|two|three|\d+)\s+(?:in|out\s+of)\s+(?:\w+\s)?\d+", re.IGNORECASE
)
_SAMPLE = re.compile(
    r"\b\d[\d,]+\s+(?:\w+\s+){0,3}(?:people|musicians|adults|players|students|papers|studies|workers)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DANGER = re.compile(
    r"\bsuicid\w*|\bself-harm\w*|\boverdos\w*|\bsexual(?:ly)?\s(?:assault|violence)\w*|\brap(?:e|ed)\b", re.I
)
# Pages about these show people to reach above the text (S1). Of substances, because such pages speak of overdose.
PEOPLE_FIRST_TOPICS = frozenset(
    {
        Topic.SUICIDE,
        Topic.CRISIS,
        Topic.SELF_HARM,
        Topic.ABUSE,
        Topic.DOMESTIC_VIOLENCE,
        Topic.SEXUAL_VIOLENCE,
        Topic.HARASSMENT,
        Topic.SUBSTANCE_USE,
    }
)


@dataclass(frozen=True)
class Finding:
    """`block`: the id of the block; the promise and what belongs to no block have names too. `excerpt`: the words."""

    rule: Rule
    block: str
    excerpt: str

    @property
    def explanation(self) -> str:
        return EXPLANATIONS[self.rule]


def findings(
    promise: str, blocks: Mapping[str, str], topics: Sequence[Topic], source_count: int, review_due: date, on: date
) -> list[Finding]:
    """Return what holds a page back on a day. `blocks`: {id: English Markdown}."""
    written = {block: _LINK_TARGET.sub("]", text) for block, text in {PROMISE: promise, **blocks}.items()}
    found = [finding for block, text in written.items() for finding in _in_text(block, text)]
    found += _missing(blocks, source_count, review_due, on)
    danger = next((match for text in written.values() if (match := _DANGER.search(text))), None)
    if danger and not PEOPLE_FIRST_TOPICS.intersection(topics):
        found.append(Finding(Rule.PEOPLE_FIRST, PROMISE, danger.group()))
    return found


def _in_text(block: str, text: str) -> Iterator[Finding]:
    for rule, pattern in _RULES.items():
        for match in pattern.finditer(text):
            yield Finding(rule, block, " ".join(match.group().split()))
    figure = _FIGURE.search(text)
    if figure and not (_SAMPLE.search(text) and _YEAR.search(text)):
        yield Finding(Rule.FIGURE_WITHOUT_SAMPLE, block, figure.group())


def _missing(blocks: Mapping[str, str], source_count: int, review_due: date, on: date) -> Iterator[Finding]:
    if not source_count:
        yield Finding(Rule.NO_SOURCE, "sources", "")
    if not blocks.get(LIMITS):
        yield Finding(Rule.NO_LIMITS, LIMITS, "")
    if not blocks.get(NOT_FOR_YOU):
        yield Finding(Rule.NOT_FOR_WHOM, NOT_FOR_YOU, "")
    if review_due < on:
        yield Finding(Rule.REVIEW_OVERDUE, "review_due", review_due.isoformat())
