"""What somebody writes for a tour card. It is read, answered and forgotten: no field is stored, logged or put into an
address.
"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from greenroom.core import languages
from greenroom.hub.public.routing_forms import AskedRouting, read_routing
from greenroom.hub.tour_card import Reader
from greenroom.itinerary.reading import Routing
from greenroom.search import places


@dataclass(frozen=True)
class AskedCard:
    """A card as it was asked for. `wanted`: `page`, `edit`, or the name of a file form. `problem`: what is wrong with
    it, in the reader's words.
    """

    asked: AskedRouting
    reader: Reader
    home_written: str
    wanted: str
    is_left_out_fine: bool
    problem: str

    @property
    def routing(self) -> Routing:
        return self.asked.routing

    @property
    def is_clear(self) -> bool:
        """Whether every line is a stop, or whoever wrote them does without the others."""
        open_lines = self.routing.questions or self.routing.unread
        return bool(self.routing.stops) and (self.is_left_out_fine or not open_lines)


def read_card(request: HttpRequest, language: str, today: date) -> AskedCard:
    """Return what a form asks for."""
    asked = read_routing(request, language, today)
    problem = asked.problem
    home_written = request.POST.get("home", "").strip()[:100]
    home = places.country_named(home_written, language) if home_written else None
    if home_written and home is None:
        problem = problem or _("We know no country called “%(where)s”. Please choose it from the list.") % {
            "where": home_written
        }
    speaks = tuple(code for code in request.POST.getlist("speaks") if languages.get(code))
    return AskedCard(
        asked=asked,
        reader=Reader(language, speaks, home),
        home_written=home_written,
        wanted=request.POST.get("as", "page"),
        is_left_out_fine="without" in request.POST,
        problem=problem,
    )
