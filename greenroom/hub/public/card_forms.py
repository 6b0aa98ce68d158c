"""What somebody writes for a tour card. It is read, answered and forgotten: no field is stored, logged or put into an
address.
"""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.core import countries, languages
from greenroom.hub.tour_card import Reader
from greenroom.itinerary import files, reading
from greenroom.itinerary.files import FileNotRead
from greenroom.itinerary.reading import Choice, Routing, UnreadReason
from greenroom.search import places

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
class AskedCard:
    """A card as it was asked for. `wanted`: `page`, `edit`, or the name of a file form. `problem`: what is wrong with
    it, in the reader's words.
    """

    routing: Routing
    reader: Reader
    home_written: str
    wanted: str
    is_left_out_fine: bool
    problem: str

    @property
    def questions(self) -> list[OpenQuestion]:
        """What to ask: every place, and one date, since its answer says how all of them are written."""
        about_dates = [one for one in self.routing.questions if one.is_about_date]
        about_places = [one for one in self.routing.questions if not one.is_about_date]
        language = self.reader.language
        return [
            OpenQuestion(one.line, one.written, [(choice.value, _name(choice, language)) for choice in one.choices])
            for one in (*about_dates[:1], *about_places)
        ]

    @property
    def unread(self) -> list[tuple[str, Promise]]:
        """(line, why it could not be read)."""
        return [(one.written, _REASONS[one.reason]) for one in self.routing.unread]

    @property
    def left_out(self) -> list[str]:
        """The lines that are on no card: asked about and not answered, or not read."""
        asked = [(one.line, one.written) for one in self.routing.questions]
        return [
            written for _line, written in sorted([*asked, *((one.line, one.written) for one in self.routing.unread)])
        ]

    @property
    def is_clear(self) -> bool:
        """Whether every line is a stop, or whoever wrote them does without the others."""
        open_lines = self.routing.questions or self.routing.unread
        return bool(self.routing.stops) and (self.is_left_out_fine or not open_lines)


def read_card(request: HttpRequest, language: str, today: date) -> AskedCard:
    """Return what a form asks for."""
    text, problem = _text(request)
    answers = {
        int(name.removeprefix(_ANSWER)): value
        for name, value in request.POST.items()
        if name.startswith(_ANSWER) and name.removeprefix(_ANSWER).isdecimal() and value and isinstance(value, str)
    }
    home_written = request.POST.get("home", "").strip()[:100]
    home = places.country_named(home_written, language) if home_written else None
    if home_written and home is None:
        problem = problem or _("We know no country called “%(where)s”. Please choose it from the list.") % {
            "where": home_written
        }
    routing = reading.read(text, today=today, answers=answers)
    if not text.strip():
        problem = problem or _("Please paste your routing, or choose a file.")
    elif not routing.stops and not routing.questions:
        problem = problem or _("We could not read a stop in this. A line needs a day and a place.")
    speaks = tuple(code for code in request.POST.getlist("speaks") if languages.get(code))
    return AskedCard(
        routing=routing,
        reader=Reader(language, speaks, home),
        home_written=home_written,
        wanted=request.POST.get("as", "page"),
        is_left_out_fine="without" in request.POST,
        problem=problem,
    )


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


def _name(choice: Choice, language: str) -> str:
    if choice.place is None:
        return str(format_date(choice.day, "full", locale=language))
    place = choice.place
    name = f"{place.name} ({place.near})" if place.near else place.name
    return ", ".join(filter(None, (name, place.region, countries.name(place.country, language))))
