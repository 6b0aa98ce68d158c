"""How the values of the closed lists are said to a reader."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenroom.core.evidence import Publisher
from greenroom.directory.choices import (
    Audience,
    CallCost,
    Channel,
    CheckMethod,
    Cost,
    Kind,
    Reach,
    Status,
    Topic,
)
from greenroom.directory.policy import Freshness
from greenroom.guide.choices import CareTopic
from greenroom.search.filters import Facet

Label = Promise | str

KIND: dict[Kind, Label] = {
    Kind.EMERGENCY: _("Emergency number"),
    Kind.CRISIS_LINE: _("Crisis line"),
    Kind.WARMLINE: _("Listening line"),
    Kind.TEXT_LINE: _("Text line"),
    Kind.CHAT: _("Chat"),
    Kind.MUSIC_SUPPORT: _("Support for music people"),
    Kind.PEER_SUPPORT: _("People in the same situation"),
    Kind.THERAPY: _("Therapy"),
    Kind.FUND: _("Money"),
    Kind.INFORMATION: _("Information"),
    Kind.DIRECTORY: _("Directory"),
}

AUDIENCE: dict[Audience, Label] = {
    Audience.EVERYONE: _("everyone"),
    Audience.YOUTH: _("children and young people"),
    Audience.STUDENTS: _("students"),
    Audience.WOMEN: _("women"),
    Audience.MEN: _("men"),
    Audience.LGBTQ: _("LGBTQ+ people"),
    Audience.VETERANS: _("people who served in the forces"),
    Audience.OLDER: _("older people"),
    Audience.INDIGENOUS: _("Indigenous people"),
    Audience.MIGRANTS: _("migrants and refugees"),
    Audience.PARENTS: _("parents"),
    Audience.ARTISTS: _("artists"),
    Audience.SONGWRITERS: _("songwriters"),
    Audience.CREW: _("crew"),
    Audience.DJ: _("DJs"),
    Audience.INDUSTRY: _("music industry staff"),
    Audience.EXECUTIVES: _("executives"),
    Audience.FAMILY: _("families and friends"),
    Audience.PERFORMING_ARTS: _("performing arts people"),
}

TOPIC: dict[Topic, Label] = {
    Topic.SUICIDE: _("thoughts of suicide"),
    Topic.CRISIS: _("crisis"),
    Topic.EMOTIONAL_SUPPORT: _("someone to talk to"),
    Topic.ANXIETY: _("anxiety"),
    Topic.PANIC: _("panic"),
    Topic.DEPRESSION: _("depression"),
    Topic.STRESS: _("stress"),
    Topic.BURNOUT: _("burnout"),
    Topic.LONELINESS: _("loneliness"),
    Topic.GRIEF: _("grief"),
    Topic.TRAUMA: _("trauma"),
    Topic.ABUSE: _("abuse"),
    Topic.DOMESTIC_VIOLENCE: _("violence at home"),
    Topic.SEXUAL_VIOLENCE: _("sexual violence"),
    Topic.HARASSMENT: _("harassment"),
    Topic.SUBSTANCE_USE: _("drugs"),
    Topic.ALCOHOL: _("alcohol"),
    Topic.GAMBLING: _("gambling"),
    Topic.EATING: _("eating"),
    Topic.SLEEP: _("sleep"),
    Topic.SELF_HARM: _("self-harm"),
    Topic.PSYCHOSIS: _("psychosis"),
    Topic.RELATIONSHIPS: _("relationships"),
    Topic.SEXUALITY: _("sexuality"),
    Topic.MONEY: _("money"),
    Topic.LEGAL: _("legal questions"),
    Topic.CAREER: _("work and career"),
    Topic.HEARING_HEALTH: _("hearing"),
    Topic.PHYSICAL_HEALTH: _("physical health"),
    Topic.TOURING: _("life on tour"),
}

# What people look for, beside the topics of records.
SEARCH_TOPIC: dict[str, Label] = {
    **{topic.value: label for topic, label in TOPIC.items()},
    "creative_block": _("creative block"),
    "performance_anxiety": _("stage fright"),
}

COST: dict[Cost, Label] = {
    Cost.FREE: _("Free help"),
    Cost.LOW: _("Low cost"),
    Cost.PAID: _("Paid"),
    Cost.GRANT: _("Pays money to you"),
    Cost.UNKNOWN: _("Cost not known"),
}

CALL_COST: dict[CallCost, Label] = {
    CallCost.FREE: pgettext_lazy("cost of a call", "Free"),
    CallCost.LOCAL: _("Costs as a local call"),
    CallCost.PREMIUM: _("Costs more than a usual call"),
    CallCost.UNKNOWN: _("Cost of the call not known"),
}

CHANNEL: dict[Channel, Label] = {
    Channel.PHONE: _("Call"),
    Channel.SMS: _("Text"),
    Channel.WHATSAPP: _("WhatsApp"),
    Channel.EMAIL: _("E-mail"),
    Channel.WEB_CHAT: pgettext_lazy("a way to reach somebody", "Chat"),
    Channel.WEB: _("Website"),
    Channel.APP: _("App"),
}

REACH: dict[Reach, Label] = {
    Reach.YES: _("Works from abroad"),
    Reach.NO: _("Does not work from abroad"),
    Reach.UNKNOWN: _("Not known whether it works from abroad"),
}

STATUS: dict[Status, Label] = {
    Status.ACTIVE: _("Running"),
    Status.REDUCED: _("Running with less than before"),
    Status.PAUSED: _("Paused: treat it as closed"),
    Status.CLOSING: _("Closes soon"),
    Status.CLOSED: _("Closed for good"),
}

PUBLISHER: dict[Publisher, Label] = {
    Publisher.OFFICIAL: _("the service's own page"),
    Publisher.GOVERNMENT: _("a government page"),
    Publisher.UN_WHO: _("a United Nations or WHO page"),
    Publisher.NETWORK: _("a page of a network of services"),
    Publisher.PRESS: _("the press"),
    Publisher.WIKIPEDIA: _("Wikipedia"),
    Publisher.OTHER: _("another page"),
}

FRESHNESS: dict[Freshness, Label] = {
    Freshness.FRESH: _("checked lately"),
    Freshness.DUE: _("due to be checked"),
    Freshness.STALE: _("not checked for half a year"),
}

CHECK_METHOD: dict[CheckMethod, Label] = {
    CheckMethod.PAGE_READ: _("a published page was read"),
    CheckMethod.PROVIDER_CONFIRMED: _("the service confirmed it"),
    CheckMethod.TEST_CALL: _("the number was rung"),
}

GROUP_CRISIS: Label = _("Emergency numbers and lines")
GROUP_MUSIC: Label = _("Made for people in music")
GROUP_ALL: Label = _("All services")

OPEN_NOW: Label = _("Open now")

FACET: dict[Facet, Label] = {
    Facet.COUNTRY: _("Country or territory"),
    Facet.LANGUAGE: _("Language spoken"),
    Facet.KIND: _("Kind of help"),
    Facet.TOPIC: _("What it is about"),
    Facet.ROLE: _("Your part in music"),
    Facet.CHANNEL: _("How you reach it"),
    Facet.COST: _("Cost"),
}

CARE_TOPIC: dict[CareTopic, Label] = {
    CareTopic.CRISIS_PATH: _("In a crisis"),
    CareTopic.EMERGENCY_PSYCHIATRY: _("Emergency psychiatric care"),
    CareTopic.FIRST_DOOR: _("Where to start"),
    CareTopic.REFERRAL: _("Referrals"),
    CareTopic.FINDING_A_THERAPIST: _("Finding a therapist"),
    CareTopic.ONLINE_OPTIONS: _("Help online"),
    CareTopic.WAITING: _("Waiting times"),
    CareTopic.COSTS_PUBLIC: _("What public care costs"),
    CareTopic.COSTS_PRIVATE: _("What private care costs"),
    CareTopic.INSURANCE: _("Insurance"),
    CareTopic.VISITORS_UNINSURED: _("Visitors and people without insurance"),
    CareTopic.SELF_EMPLOYED_ARTISTS: _("Self-employed artists"),
    CareTopic.STUDENTS: _("Students"),
    CareTopic.LANGUAGE_INTERPRETERS: _("Languages and interpreters"),
    CareTopic.MEDICATION: _("Medication"),
    CareTopic.ADDICTION: _("Addiction"),
    CareTopic.RIGHTS_CONFIDENTIALITY: _("Rights and confidentiality"),
    CareTopic.MINORS: _("People under age"),
    CareTopic.LGBTQ_NOTES: _("LGBTQ+ people"),
    CareTopic.WORDS_TO_USE: _("Words you can use"),
}
