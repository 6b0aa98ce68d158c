"""When somebody answers on one day in one place: «18:00–02:00», in the time of that place, not the line's own."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_time
from django.utils.translation import gettext as _

from greenroom.directory import opening_hours
from greenroom.directory.choices import ANSWERED_CHANNELS
from greenroom.edition.documents import ContactDocument

# What goes on from the evening before belongs to that evening, unless it lasts past this time of the morning.
MORNING = time(6)

Window = tuple[datetime, datetime]


def told_hours(
    contacts: Iterable[ContactDocument], holidays_of: str | None, zone: str, day: date, language: str
) -> str:
    """Say when somebody answers on a day, in the time of a place; a night belongs to the day on which it begins.

    `holidays_of`: the country whose public holidays count. What is not known is said too.
    """
    midnight, next_midnight = (_midnight(day + timedelta(days=offset), zone) for offset in (0, 1))
    answers = [
        opening_hours.open_windows(
            contact.hours, contact.zone, midnight - timedelta(days=1), next_midnight + timedelta(days=1), holidays_of
        )
        for contact in contacts
        if contact.channel in ANSWERED_CHANNELS
    ]
    known = [windows for windows in answers if windows is not None]
    if not known:
        return _("Hours not known")
    windows = list(_of_day(_joined(window for windows in known for window in windows), midnight, next_midnight))
    if windows == [(midnight, next_midnight)]:
        return _("Open day and night")
    if not windows:
        return _("Hours not known") if len(known) < len(answers) else _("Closed")
    return ", ".join(f"{_clock(since, language)}–{_clock(until, language)}" for since, until in windows)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def _of_day(windows: Iterable[Window], midnight: datetime, next_midnight: datetime) -> Iterator[Window]:
    """Yield what belongs to a day, in the day's own time."""
    place = midnight.tzinfo
    for since, until in windows:
        is_of_night_before = since < midnight and until <= datetime.combine(midnight.date(), MORNING, place)
        if since >= next_midnight or until <= midnight or is_of_night_before:
            continue
        lasts_past_night = until > datetime.combine(next_midnight.date(), MORNING, place)
        end = next_midnight if lasts_past_night else until
        yield max(since, midnight).astimezone(place), end.astimezone(place)


def _joined(windows: Iterable[Window]) -> list[Window]:
    """Return windows in order, those that touch or overlap as one."""
    joined: list[Window] = []
    for since, until in sorted(windows):
        if joined and since <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], until))
        else:
            joined.append((since, until))
    return joined


def _clock(local: datetime, language: str) -> str:
    return str(format_time(local, "HH:mm", locale=language))
