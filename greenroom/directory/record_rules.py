"""What a decoded record must also satisfy before it may be loaded. Pure: values in, problems out."""

from collections.abc import Iterable, Iterator
from datetime import date

from greenroom.core import countries
from greenroom.directory import dialling, opening_hours
from greenroom.directory.choices import Channel, Kind, Serves
from greenroom.directory.exchange import ContactLine, RecordLine

# (country, channel, form of the number as `dialling.same_number_keys` gives it) -> the service that once answered there
RetiredRegister = dict[tuple[str, str, str], str]

Finding = tuple[str, str]  # field, reason

# Voice and messages are told apart: a number may be dead for one and alive for the other.
NUMBER_CHANNELS = (Channel.PHONE, Channel.SMS, Channel.WHATSAPP)


def record_findings(record: RecordLine, retired: RetiredRegister, on: date) -> Iterator[Finding]:
    """Yield everything that is wrong with a record on a day, beyond its form, as (field, reason)."""
    yield from _place_findings(record)
    yield from _validity_findings(record)
    source_urls = {source.url for source in record.sources}
    places = [(contact.channel, contact.value) for contact in record.contacts]
    for index, contact in enumerate(record.contacts):
        if places.index((contact.channel, contact.value)) < index:
            yield f"contacts[{index}].value", "this contact stands there already"
        for field, reason in _contact_findings(record, contact, source_urls, retired):
            yield f"contacts[{index}].{field}", reason
    for index, check in enumerate(record.checks):
        if check.date > on:
            yield f"checks[{index}].date", "lies in the future"
        if check.contact is not None and check.contact >= len(record.contacts):
            yield f"checks[{index}].contact", f"the record has no contact {check.contact}"
    if "en" in record.texts:
        yield "texts.en", "English texts stand in name_en, summary_en and caution"


def _place_findings(record: RecordLine) -> Iterator[Finding]:
    if len(set(record.countries)) != len(record.countries):
        yield "countries", "a country stands there twice"
    if "*" in record.countries and len(record.countries) > 1:
        yield "countries", "worldwide (*) stands alone"
    for code in record.countries:
        if code != "*" and not countries.is_country(code):
            yield "countries", f"{code!r} is not an ISO 3166-1 country"
    if len(set(record.regions)) != len(record.regions):
        yield "regions", "a region stands there twice"
    for region in record.regions:
        if not countries.is_region(region):
            yield "regions", f"{region!r} is not an ISO 3166-2 region"
        elif region[:2] not in record.countries:
            yield "regions", f"{region!r} does not lie in one of the record's countries"


def _validity_findings(record: RecordLine) -> Iterator[Finding]:
    if record.valid_from and record.valid_to and record.valid_to < record.valid_from:
        yield "valid_to", "lies before valid_from"
    if record.status == "closing" and record.valid_to is None:
        yield "valid_to", "a closing service says on which date it closes"
    if record.superseded_by == record.id:
        yield "superseded_by", "a record cannot follow itself"
    if record.id in record.paired_with:
        yield "paired_with", "a record cannot be paired with itself"


def _contact_findings(
    record: RecordLine, contact: ContactLine, source_urls: set[str], retired: RetiredRegister
) -> Iterator[Finding]:
    yield from _hours_findings(contact)
    yield from _foreign_number_findings(record, contact)
    for code in contact.countries:
        if code not in record.countries or code == "*":
            yield "countries", f"{code!r} is not one of the record's countries"
    if contact.serves and record.kind is not Kind.EMERGENCY:
        yield "serves", "only emergency numbers say which service answers"
    if Serves.ALL in contact.serves and len(contact.serves) > 1:
        yield "serves", "«all» stands alone"
    if contact.keyword and contact.channel not in (Channel.SMS, Channel.WHATSAPP):
        yield "keyword", f"a {contact.channel.value} contact has no keyword"
    if contact.abroad and contact.abroad.source not in source_urls:
        yield "abroad.source", "is not one of the record's sources"
    yield from _number_findings(record, contact, retired)


def _foreign_number_findings(record: RecordLine, contact: ContactLine) -> Iterator[Finding]:
    """A national number must belong to one of the record's countries; nobody can dial it from everywhere."""
    if contact.channel not in (Channel.PHONE, Channel.SMS) or contact.value.startswith("+"):
        return
    if record.countries == ("*",):
        yield "value", "a worldwide service gives its number in international form (+…)"
        return
    e164 = contact.e164
    if e164 and not any(dialling.has_calling_code_of(code, e164) for code in record.countries):
        yield "e164", "begins with the calling code of none of the record's countries"


def _hours_findings(contact: ContactLine) -> Iterator[Finding]:
    if contact.hours is None and contact.tz is not None and not opening_hours.is_zone(contact.tz):
        yield "tz", f"{contact.tz!r} is not a time zone of the IANA database"
    if contact.hours is not None:
        try:
            opening_hours.validate(contact.hours, contact.tz)
        except opening_hours.HoursError as error:
            yield "hours", str(error).split("\n")[0]
    for language, hours in contact.language_hours.items():
        if language not in contact.languages:
            yield "language_hours", f"{language!r} is not a language of this contact"
        try:
            opening_hours.validate(hours, contact.tz)
        except opening_hours.HoursError as error:
            yield f"language_hours.{language}", str(error).split("\n")[0]


def _number_findings(record: RecordLine, contact: ContactLine, retired: RetiredRegister) -> Iterator[Finding]:
    if contact.channel not in NUMBER_CHANNELS:
        if contact.dial or contact.steps:
            yield "dial" if contact.dial else "steps", f"a {contact.channel.value} contact is not dialled"
        return
    try:
        dial = contact_dial(contact)
    except dialling.NotDiallable as error:
        yield "value", f"{error}; give `dial` (and `steps` for a menu)"
        return
    for country in _countries_of(record, contact, retired):
        for key in dialling.same_number_keys(country, dial, contact.e164):
            service = retired.get((country, contact.channel.value, key))
            if service:
                yield (
                    "value",
                    f"{contact.value} is retired in {country} ({service}); see the register of retired numbers",
                )
                break


def _countries_of(record: RecordLine, contact: ContactLine, retired: RetiredRegister) -> Iterable[str]:
    """Return where a number may not be retired: where it works; anywhere at all for a worldwide record."""
    if record.countries == ("*",):
        return sorted({country for country, _, _ in retired})
    return contact_countries(record, contact) or record.countries


def contact_countries(record: RecordLine, contact: ContactLine) -> tuple[str, ...]:
    """Return the countries of a record in which a contact can be dialled as printed; empty for all of them.

    A national number belongs to the countries that share the calling code of its printed international form.
    """
    usable = contact.countries
    if not usable and contact.e164 and contact.channel is not Channel.WHATSAPP and not contact.value.startswith("+"):
        usable = tuple(code for code in record.countries if dialling.has_calling_code_of(code, contact.e164))
    return () if set(usable) == set(record.countries) else usable


def contact_dial(contact: ContactLine) -> str:
    """Return what is dialled inside the country: the given dial string, else the one read off the printed number.

    Refuses: NotDiallable.
    """
    return contact.dial or dialling.dial_string(contact.value)
