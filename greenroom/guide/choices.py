"""The closed lists of the guide."""

from enum import Enum


class CareTopic(str, Enum):
    """What a fact about care is about; the order is that of a person who needs it."""

    CRISIS_PATH = "crisis_path"
    EMERGENCY_PSYCHIATRY = "emergency_psychiatry"
    FIRST_DOOR = "first_door"
    REFERRAL = "referral"
    FINDING_A_THERAPIST = "finding_a_therapist"
    ONLINE_OPTIONS = "online_options"
    WAITING = "waiting"
    COSTS_PUBLIC = "costs_public"
    COSTS_PRIVATE = "costs_private"
    INSURANCE = "insurance"
    VISITORS_UNINSURED = "visitors_uninsured"
    SELF_EMPLOYED_ARTISTS = "self_employed_artists"
    STUDENTS = "students"
    LANGUAGE_INTERPRETERS = "language_interpreters"
    MEDICATION = "medication"
    ADDICTION = "addiction"
    RIGHTS_CONFIDENTIALITY = "rights_confidentiality"
    MINORS = "minors"
    LGBTQ_NOTES = "lgbtq_notes"
    WORDS_TO_USE = "words_to_use"


class WordsState(str, Enum):
    """How far the words of a page have come. `COMPARED`: two translations, settled by a third person."""

    DRAFT = "draft"
    MACHINE = "machine"
    COMPARED = "compared"
    REVIEWED = "reviewed"


class PageKind(str, Enum):
    """A tool is done, a chapter is read."""

    TOOL = "tool"
    CHAPTER = "chapter"


class Role(str, Enum):
    """Whose page it is. The value stands in the address."""

    ARTIST = "artist"
    SONGWRITER = "songwriter"
    DJ = "dj"
    TOUR_MANAGER = "tour-manager"
    CREW = "crew"
    ENGINEER = "engineer"
    BAND_MEMBER = "band-member"
    MANAGER = "manager"
    LABEL = "label"
    PROMOTER = "promoter"
    EDUCATOR = "educator"
    FAMILY = "family"


class Moment(str, Enum):
    """When it is needed, in the order of a tour. The value stands in the address."""

    BEFORE_A_TOUR = "before-a-tour"
    ON_THE_ROAD = "on-the-road"
    BEFORE_THE_SHOW = "before-the-show"
    ON_STAGE = "on-stage"
    AFTER_THE_SHOW = "after-the-show"
    AWAKE_AT_NIGHT = "awake-at-night"
    IN_THE_STUDIO = "in-the-studio"
    UNDER_DEADLINE = "under-deadline"
    BACK_HOME = "back-home"
    SOMETHING_HAPPENED = "something-happened"


class Grade(str, Enum):
    """How good the evidence is. Source: `guide-and-safety`, 22 Nov 2026."""

    TRIALS = "A"
    FEW_TRIALS = "B"
    GUIDELINE = "C"
    PRACTICE = "D"


class BlockKind(str, Enum):
    """The closed list of what a page is made of."""

    PROSE = "prose"
    STEPS = "steps"
    CALLOUT = "callout"
    QUOTE = "quote"
    CHECKLIST = "checklist"
    TOOL = "tool"
    RESOURCES = "resources"


# Blocks that hold words; the others point at something.
WRITTEN_BLOCKS = frozenset({BlockKind.PROSE, BlockKind.STEPS, BlockKind.CALLOUT, BlockKind.QUOTE, BlockKind.CHECKLIST})
# The block that says what is not known; every page has it.
LIMITS = "limits"
EVERYONE = "everyone"


class Widget(str, Enum):
    """What a tool does on the page, besides being read."""

    PACER = "pacer"
    WALK = "walk"
    PLAN = "plan"
    WORRIES = "worries"
    MESSAGE = "message"
    CHECKLIST = "checklist"
    LIGHT_PLAN = "light-plan"
    SCHEDULE_CHECK = "schedule-check"


class Phase(str, Enum):
    """What a pacer leads through."""

    IN = "in"
    SIP = "sip"
    REST = "rest"
    OUT = "out"
    TENSE = "tense"
    RELEASE = "release"
