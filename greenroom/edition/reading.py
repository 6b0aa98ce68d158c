"""What can be read off the documents of an edition, for every reader alike. Pure: documents in, values out."""

from datetime import date

from greenroom.directory import dialling, policy
from greenroom.directory.choices import Channel, CheckOutcome
from greenroom.directory.policy import Freshness
from greenroom.edition.documents import CheckDocument, ContactDocument, ResourceDocument


def last_confirmation(document: ResourceDocument) -> CheckDocument | None:
    """Return the newest check that found the record (or a contact of it) right."""
    confirmed = [check for check in document.checks if check.outcome is CheckOutcome.CONFIRMED]
    return max(confirmed, key=lambda check: check.checked_date, default=None)


def freshness(document: ResourceDocument, on: date) -> Freshness:
    """Say how fresh a record is on a day."""
    check = last_confirmation(document)
    return policy.freshness(document.kind, check.checked_date if check else None, on)


def is_offered(document: ResourceDocument, on: date) -> bool:
    """Say whether a service is one to send somebody to on a day."""
    return policy.is_offered(document.status, document.valid_from_date, document.valid_to_date, on)


def is_found_wrong(document: ResourceDocument, index: int) -> bool:
    """Say whether the newest check that looked at a contact (or at the whole record) found it wrong."""
    looked = [check for check in document.checks if check.contact in (index, None)]
    newest = max(looked, key=lambda check: (check.checked_date, check.contact is not None), default=None)
    return newest is not None and newest.outcome is CheckOutcome.WRONG


def is_usable(document: ResourceDocument, index: int, country: str | None) -> bool:
    """Say whether a contact is confirmed, not found wrong, and works as printed in a country (any, for None)."""
    contact = document.contacts[index]
    works_here = not contact.countries or country is None or country in contact.countries
    return works_here and not contact.is_unconfirmed and not is_found_wrong(document, index)


def usable_contacts(document: ResourceDocument, country: str | None) -> list[ContactDocument]:
    """Return the contacts of a record that are usable in a country, in their order."""
    return [contact for index, contact in enumerate(document.contacts) if is_usable(document, index, country)]


def holiday_country(document: ResourceDocument, country: str | None) -> str | None:
    """Return the country whose public holidays count for a record on a page for `country`."""
    if country in document.countries:
        return country
    return document.countries[0] if len(document.countries) == 1 else None


def contact_link(contact: ContactDocument) -> str:
    """Return what a tap on a contact opens (`tel:`, `sms:`, `mailto:`, a page); empty where nothing can be opened."""
    if contact.channel is Channel.PHONE:
        return dialling.tel_link(contact.dial)
    if contact.channel is Channel.SMS:
        return dialling.sms_link(contact.dial, contact.keyword)
    if contact.channel is Channel.WHATSAPP:
        return dialling.whatsapp_link(contact.e164) if contact.e164 else ""
    if contact.channel is Channel.EMAIL:
        return f"mailto:{contact.value}"
    return contact.value if contact.value.startswith(("https://", "http://")) else ""
