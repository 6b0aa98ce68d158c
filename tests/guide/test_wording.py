from datetime import date

import pytest

from greenroom.core.topics import Topic
from greenroom.guide.wording import EXPLANATIONS, Finding, Rule, findings

ON, DUE = date(2026, 11, 25), date(2027, 11, 25)
WHOLE = {"limits": "Nobody asked musicians.", "not-for-you": "- You are about to drive."}


def rules(text: str, *topics: Topic) -> list[Rule]:
    return [found.rule for found in findings(text, WHOLE, topics, 1, DUE, ON)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("She committed suicide after the show.", Rule.CRIME_WORD),
        ("It was a failed suicide attempt.", Rule.SUCCESS_WORD),
        ("He completed suicide.", Rule.SUCCESS_WORD),
        ("They hanged themselves.", Rule.METHOD),
        ("A fan jumped off the balcony.", Rule.METHOD),
        ("He took pills.", Rule.METHOD),
        ("Two pills are too many: 500 mg is enough.", Rule.AMOUNT),
        ("The tour killed him.", Rule.ONE_CAUSE),
        ("She is in the 27 club.", Rule.ROMANCE),
        ("Artists like Jane Example died young.", Rule.THE_DEAD),
        ("There is an epidemic of stress.", Rule.SCALE_WORD),
        ("Panic is normal in music.", Rule.SCALE_WORD),
        ("Some 73% feel low.", Rule.FIGURE_WITHOUT_SAMPLE),
        ("One in 4 feels low.", Rule.FIGURE_WITHOUT_SAMPLE),
        ("You have depression.", Rule.DIAGNOSIS),
        ("Breathing cures panic.", Rule.CURE),
    ],
)
def test_unsafe_words_are_found(text: str, rule: Rule) -> None:
    assert rule in rules(text, Topic.SUICIDE)


@pytest.mark.parametrize(
    "text",
    [
        "A colleague died by suicide.",
        "Ask about a suicide attempt in plain words.",
        "Hang your coat up and jump into the van.",
        "Do not take pills to sleep before you drive.",
        "In a British survey of 2019, 73% of 1,490 people in music told of stress. Sleep and rest help.",
        "This is no cure.",
        "You have a bad night behind you.",
        "You are tired.",
        "Look like John on a good day.",
        "Put both wrists on the table.",
        "[Ask](chapter:they-committed-suicide) in plain words.",
    ],
)
def test_plain_words_are_let_be(text: str) -> None:
    assert rules(text, Topic.SUICIDE) == []


def test_a_page_that_names_danger_needs_a_topic_that_puts_people_first() -> None:
    assert rules("She thought of suicide.", Topic.STRESS) == [Rule.PEOPLE_FIRST]
    assert rules("She thought of suicide.", Topic.STRESS, Topic.CRISIS) == []


def test_what_is_missing_is_found() -> None:
    found = findings("Words.", {}, [Topic.STRESS], 0, date(2026, 11, 24), ON)

    assert [one.rule for one in found] == [
        Rule.NO_SOURCE,
        Rule.NO_LIMITS,
        Rule.NOT_FOR_WHOM,
        Rule.REVIEW_OVERDUE,
    ]


def test_a_review_is_due_after_its_day_and_not_on_it() -> None:
    assert findings("Words.", WHOLE, [Topic.STRESS], 1, ON, ON) == []


def test_a_finding_says_where_and_why() -> None:
    (found,) = findings("Words.", WHOLE | {"why": "They  committed\nsuicide."}, [Topic.SUICIDE], 1, DUE, ON)

    assert found == Finding(Rule.CRIME_WORD, "why", "committed suicide")
    assert "died by suicide" in found.explanation


def test_every_rule_explains_itself() -> None:
    assert set(EXPLANATIONS) == set(Rule)
