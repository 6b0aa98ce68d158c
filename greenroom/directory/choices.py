"""The closed lists of the directory. Values are those of the exchange form (docs/record-format.md)."""

from enum import Enum

from greenroom.core.topics import Topic as Topic


class Kind(str, Enum):
    EMERGENCY = "emergency"
    CRISIS_LINE = "crisis_line"
    WARMLINE = "warmline"
    TEXT_LINE = "text_line"
    CHAT = "chat"
    MUSIC_SUPPORT = "music_support"
    PEER_SUPPORT = "peer_support"
    THERAPY = "therapy"
    FUND = "fund"
    INFORMATION = "information"
    DIRECTORY = "directory"


class Channel(str, Enum):
    PHONE = "phone"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    WEB_CHAT = "web_chat"
    WEB = "web"
    APP = "app"


class Audience(str, Enum):
    EVERYONE = "everyone"
    YOUTH = "youth"
    STUDENTS = "students"
    WOMEN = "women"
    MEN = "men"
    LGBTQ = "lgbtq"
    VETERANS = "veterans"
    OLDER = "older"
    INDIGENOUS = "indigenous"
    MIGRANTS = "migrants"
    PARENTS = "parents"
    ARTISTS = "artists"
    SONGWRITERS = "songwriters"
    CREW = "crew"
    DJ = "dj"
    INDUSTRY = "industry"
    EXECUTIVES = "executives"
    FAMILY = "family"
    PERFORMING_ARTS = "performing_arts"


class Cost(str, Enum):
    """What help costs the person helped."""

    FREE = "free"
    LOW = "low"
    PAID = "paid"
    GRANT = "grant"
    UNKNOWN = "unknown"


class CallCost(str, Enum):
    """What reaching one contact costs."""

    FREE = "free"
    LOCAL = "local"
    PREMIUM = "premium"
    UNKNOWN = "unknown"


class Serves(str, Enum):
    """Who answers an emergency number."""

    POLICE = "police"
    AMBULANCE = "ambulance"
    FIRE = "fire"
    ALL = "all"


class Reach(str, Enum):
    """Whether a contact works from another country. Unknown is a value of its own, never a guess."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Status(str, Enum):
    ACTIVE = "active"
    REDUCED = "reduced"
    PAUSED = "paused"
    CLOSING = "closing"
    CLOSED = "closed"


class TextState(str, Enum):
    DRAFT = "draft"
    MACHINE = "machine"
    REVIEWED = "reviewed"


class CheckMethod(str, Enum):
    """How somebody made sure."""

    PAGE_READ = "page_read"
    PROVIDER_CONFIRMED = "provider_confirmed"
    TEST_CALL = "test_call"


class CheckOutcome(str, Enum):
    CONFIRMED = "confirmed"
    WRONG = "wrong"


# Lines that somebody in distress can reach now.
LINE_KINDS = frozenset({Kind.CRISIS_LINE, Kind.WARMLINE, Kind.TEXT_LINE, Kind.CHAT})
# Channels by which a person answers.
ANSWERED_CHANNELS = frozenset({Channel.PHONE, Channel.SMS, Channel.WHATSAPP, Channel.WEB_CHAT})
# Texts of these kinds are never translated by machine.
CRISIS_KINDS = frozenset({Kind.EMERGENCY, Kind.CRISIS_LINE, Kind.TEXT_LINE, Kind.CHAT})
# A page about one of these could put somebody at risk if it is seen over their shoulder.
ABUSE_TOPICS = frozenset({Topic.ABUSE, Topic.DOMESTIC_VIOLENCE, Topic.SEXUAL_VIOLENCE, Topic.HARASSMENT})
# A line with one of these is for anybody whose life feels unbearable.
GENERAL_TOPICS = frozenset({Topic.SUICIDE, Topic.CRISIS, Topic.EMOTIONAL_SUPPORT})
# Services a reader is shown.
VISIBLE_STATUSES = frozenset({Status.ACTIVE, Status.REDUCED, Status.CLOSING})
