"""How the closed lists of the guide are said to a reader."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.guide.choices import Grade, Moment, Role


class Length(str, Enum):
    """How much time somebody has. The value stands in the address."""

    TWO_MINUTES = "two-minutes"
    TEN_MINUTES = "ten-minutes"
    AN_EVENING = "an-evening"


ROLE: dict[Role, Promise] = {
    Role.ARTIST: _("Artist or performer"),
    Role.SONGWRITER: _("Songwriter or producer"),
    Role.DJ: _("DJ"),
    Role.TOUR_MANAGER: _("Tour manager"),
    Role.CREW: _("Crew, backline, driver"),
    Role.ENGINEER: _("Sound engineer"),
    Role.BAND_MEMBER: _("Band or orchestra member"),
    Role.MANAGER: _("Manager"),
    Role.LABEL: _("Label or publisher"),
    Role.PROMOTER: _("Promoter, venue or festival"),
    Role.EDUCATOR: _("Teacher"),
    Role.FAMILY: _("Family or partner"),
}

MOMENT: dict[Moment, Promise] = {
    Moment.BEFORE_A_TOUR: _("Before a tour"),
    Moment.ON_THE_ROAD: _("On the road"),
    Moment.BEFORE_THE_SHOW: _("Before the show"),
    Moment.ON_STAGE: _("On stage"),
    Moment.AFTER_THE_SHOW: _("After the show"),
    Moment.AWAKE_AT_NIGHT: _("Awake at night"),
    Moment.IN_THE_STUDIO: _("In the studio"),
    Moment.UNDER_DEADLINE: _("Under a deadline"),
    Moment.BACK_HOME: _("Back home"),
    Moment.SOMETHING_HAPPENED: _("Something happened"),
}

GRADE: dict[Grade, Promise] = {
    Grade.TRIALS: _("Good evidence: several trials or reviews."),
    Grade.FEW_TRIALS: _("Some evidence: few or small trials, or trials with other people."),
    Grade.GUIDELINE: _("Advice of experts or guidelines."),
    Grade.PRACTICE: _("What people do and tell. Hardly tested."),
}

LENGTH: dict[Length, Promise] = {
    Length.TWO_MINUTES: _("Two minutes"),
    Length.TEN_MINUTES: _("Ten minutes"),
    Length.AN_EVENING: _("An evening"),
}

FIRST_TOOLS = _("For the moment itself")
TOOLS = _("Tools")
CHAPTERS = _("Chapters")
TOOLS_FOR_EVERYONE = _("More tools, for everyone")

# What the guide is, and what it is not.
ABOUT: tuple[Promise, ...] = (
    _(
        "Each page says where its advice comes from, how good the evidence is, and for whom it is not. Hardly anything "
        "has been tested with people in music: we say so."
    ),
    _("It is no treatment and makes no diagnosis. What you write into a plan or a message stays on your phone."),
    _("No clinician has reviewed these pages yet."),
)
