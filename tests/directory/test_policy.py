from datetime import date, timedelta

import pytest

from greenroom.directory import policy
from greenroom.directory.choices import Audience, Kind, Status, Topic
from greenroom.directory.policy import Freshness

TODAY = date(2026, 11, 24)
YESTERDAY = date(2026, 11, 23)
TOMORROW = date(2026, 11, 25)

CHECKED_MONTHLY = [Kind.EMERGENCY, Kind.CRISIS_LINE, Kind.WARMLINE, Kind.TEXT_LINE, Kind.CHAT]
CHECKED_QUARTERLY = [
    Kind.MUSIC_SUPPORT,
    Kind.PEER_SUPPORT,
    Kind.THERAPY,
    Kind.FUND,
    Kind.INFORMATION,
    Kind.DIRECTORY,
]


def test_every_kind_has_a_rhythm() -> None:
    assert set(CHECKED_MONTHLY) | set(CHECKED_QUARTERLY) == set(Kind)


@pytest.mark.parametrize("kind", CHECKED_MONTHLY)
@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (0, Freshness.FRESH),
        (30, Freshness.FRESH),
        (31, Freshness.DUE),
        (90, Freshness.DUE),
        (91, Freshness.DUE),
        (180, Freshness.DUE),
        (181, Freshness.STALE),
    ],
)
def test_where_somebody_calls_in_need_is_checked_monthly(kind: Kind, age: int, expected: Freshness) -> None:
    assert policy.freshness(kind, TODAY - timedelta(days=age), TODAY) is expected


@pytest.mark.parametrize("kind", CHECKED_QUARTERLY)
@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (0, Freshness.FRESH),
        (30, Freshness.FRESH),
        (31, Freshness.FRESH),
        (90, Freshness.FRESH),
        (91, Freshness.DUE),
        (180, Freshness.DUE),
        (181, Freshness.STALE),
    ],
)
def test_everything_else_is_checked_quarterly(kind: Kind, age: int, expected: Freshness) -> None:
    assert policy.freshness(kind, TODAY - timedelta(days=age), TODAY) is expected


@pytest.mark.parametrize("kind", list(Kind))
def test_what_was_never_checked_is_stale(kind: Kind) -> None:
    assert policy.freshness(kind, None, TODAY) is Freshness.STALE


@pytest.mark.parametrize("kind", [Kind.CRISIS_LINE, Kind.WARMLINE, Kind.TEXT_LINE, Kind.CHAT])
def test_a_line_for_everyone_about_suicide_is_general(kind: Kind) -> None:
    assert policy.is_general_line(kind, [Audience.EVERYONE], [Topic.SUICIDE]) is True


@pytest.mark.parametrize("kind", [Kind.EMERGENCY, *CHECKED_QUARTERLY])
def test_what_is_no_line_is_no_general_line(kind: Kind) -> None:
    assert policy.is_general_line(kind, [Audience.EVERYONE], [Topic.SUICIDE]) is False


@pytest.mark.parametrize(
    ("audiences", "expected"),
    [
        ([], True),
        ([Audience.EVERYONE], True),
        ([Audience.EVERYONE, Audience.YOUTH], True),
        ([Audience.YOUTH], False),
        ([Audience.VETERANS, Audience.FAMILY], False),
    ],
)
def test_a_line_for_some_people_is_not_general(audiences: list[Audience], expected: bool) -> None:
    assert policy.is_general_line(Kind.CRISIS_LINE, audiences, [Topic.SUICIDE]) is expected


@pytest.mark.parametrize(
    ("topics", "expected"),
    [
        ([Topic.SUICIDE], True),
        ([Topic.CRISIS], True),
        ([Topic.EMOTIONAL_SUPPORT], True),
        ([Topic.EMOTIONAL_SUPPORT, Topic.LONELINESS, Topic.GRIEF], True),
        ([], False),
        ([Topic.LONELINESS, Topic.SUICIDE], False),
        ([Topic.DOMESTIC_VIOLENCE, Topic.SUICIDE], False),
        ([Topic.GAMBLING], False),
        ([Topic.CRISIS, Topic.DOMESTIC_VIOLENCE], False),
        ([Topic.CRISIS, Topic.SUBSTANCE_USE], False),
        ([Topic.EMOTIONAL_SUPPORT, Topic.ALCOHOL], False),
        ([Topic.EMOTIONAL_SUPPORT, Topic.EATING], False),
        ([Topic.CRISIS, Topic.DOMESTIC_VIOLENCE, Topic.SUICIDE], True),
        ([Topic.SUICIDE, Topic.SUBSTANCE_USE], True),
    ],
)
def test_a_line_mainly_for_one_situation_is_not_general(topics: list[Topic], expected: bool) -> None:
    assert policy.is_general_line(Kind.CRISIS_LINE, [Audience.EVERYONE], topics) is expected


ABUSE = [Topic.ABUSE, Topic.DOMESTIC_VIOLENCE, Topic.SEXUAL_VIOLENCE, Topic.HARASSMENT]


@pytest.mark.parametrize("topic", list(Topic))
def test_a_page_about_violence_is_one_to_hide(topic: Topic) -> None:
    assert policy.is_about_abuse([Topic.CRISIS, topic]) is (topic in ABUSE)


def test_a_page_about_nothing_in_particular_is_not_about_abuse() -> None:
    assert policy.is_about_abuse([]) is False


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.ACTIVE, True),
        (Status.REDUCED, True),
        (Status.CLOSING, True),
        (Status.PAUSED, False),
        (Status.CLOSED, False),
    ],
)
def test_nobody_is_sent_to_a_service_that_rests(status: Status, expected: bool) -> None:
    assert policy.is_offered(status, None, None, TODAY) is expected


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "expected"),
    [
        (YESTERDAY, None, True),
        (TODAY, None, True),
        (TOMORROW, None, False),
        (None, TOMORROW, True),
        (None, TODAY, True),
        (None, YESTERDAY, False),
        (TODAY, TODAY, True),
        (YESTERDAY, TOMORROW, True),
        (TOMORROW, TOMORROW, False),
        (YESTERDAY, YESTERDAY, False),
    ],
)
def test_a_service_is_offered_from_its_first_to_its_last_day(
    valid_from: date | None, valid_to: date | None, expected: bool
) -> None:
    assert policy.is_offered(Status.ACTIVE, valid_from, valid_to, TODAY) is expected


def test_a_paused_service_is_not_offered_within_its_days() -> None:
    assert policy.is_offered(Status.PAUSED, YESTERDAY, TOMORROW, TODAY) is False
