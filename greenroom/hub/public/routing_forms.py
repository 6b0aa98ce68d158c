"""A routing as a form carries it: pasted or as a file, with answers to what was asked back. Nothing of it is kept."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.core import countries
from greenroom.itinerary import files, reading
from greenroom.itinerary.files import FileNotRead
from greenroom.itinerary.reading import Choice, Routing, UnreadReason

LARGEST_FILE_BYTES = 1_000_000
_ANSWER = "answer-"
_REASONS = {
    UnreadReason.NO_DATE: gettext_lazy("We found no day in it."),
    UnreadReason.NO_PLACE: gettext_lazy("We found no place in it."),
    UnreadReason.UNKNOWN_PLACE: gettext_lazy("We do not know this place. A larger town nearby will do."),
    UnreadReason.NOT_UNDERSTOOD: gettext_lazy("We could not understand it."),
    UnreadReason.TOO_MANY: gettext_lazy("There are too many lines."),
}


@dataclass(frozen=True)
class OpenQuestion:
    """A line that may mean several places or days. `choices`: (value, name)."""

    line: int
    written: str
    choices: list[tuple[str, str]]


@dataclass(frozen=True)
class AskedRouting:
    """A routing as it was sent. `problem`: what is wrong with it, in the reader's words; empty where nothing is."""

    routing: Routing
    language: str
    problem: str

    @property
    def questions(self) -> list[OpenQuestion]:
        """What to ask: every place, and one date, since its answer says how all of them are written."""
        about_dates = [one for one in self.routing.questions if one.is_about_date]
        about_places = [one for one in self.routing.questions if not one.is_about_date]
        return [
            OpenQuestion(one.line, one.written, [(choice.value, self._name(choice)) for choice in one.choices])
            for one in (*about_dates[:1], *about_places)
        ]

    @property
    def unread(self) -> list[tuple[str, Promise]]:
        """(line, why it could not be read)."""
        return [(one.written, _REASONS[one.reason]) for one in self.routing.unread]

    @property
    def left_out(self) -> list[str]:
        """The lines that are in no stop: asked about and not answered, or not read."""
        asked = [(one.line, one.written) for one in self.routing.questions]
        unread = [(one.line, one.written) for one in self.routing.unread]
        return [written for _line, written in sorted([*asked, *unread])]

    def _name(self, choice: Choice) -> str:
        if choice.place is None:
            return str(format_date(choice.day, "full", locale=self.language))
        place = choice.place
        name = f"{place.name} ({place.near})" if place.near else place.name
        return ", ".join(filter(None, (name, place.region, countries.name(place.country, self.language))))


def read_routing(request: HttpRequest, language: str, today: date) -> AskedRouting:
    """Return the routing in a form's text and file."""
    text, problem = _text(request)
    routing = reading.read(text, today=today, answers=answers_of(request))
    if not text.strip():
        problem = problem or _("Please paste your routing, or choose a file.")
    elif not routing.stops and not routing.questions:
        problem = problem or _("We could not read a stop in this. A line needs a day and a place.")
    return AskedRouting(routing, language, problem)


def answers_of(request: HttpRequest) -> dict[int, str]:
    """Return {line: the choice that was taken}."""
    return {
        int(name.removeprefix(_ANSWER)): value
        for name, value in request.POST.items()
        if name.startswith(_ANSWER) and name.removeprefix(_ANSWER).isdecimal() and value and isinstance(value, str)
    }


def _text(request: HttpRequest) -> tuple[str, str]:
    """Return (the routing as lines, what is wrong with the file that was sent)."""
    pasted = request.POST.get("text", "")
    try:
        written = files.lines_of_paste(pasted)
    except FileNotRead:
        written = pasted
    sent = request.FILES.get("file")
    # What is larger than memory is meant to hold never becomes a file here: only the length of the request tells.
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_FILE_BYTES:
        return written, _("This file is too large. Please paste the lines instead.")
    if sent is None or not sent.name:
        return written, ""
    try:
        lines = files.lines_of_file(sent.name, sent.read())
    except FileNotRead:
        return written, _("We could not read this file. Please paste the lines instead.")
    return f"{written.rstrip()}\n{lines}" if written.strip() else lines, ""
