"""From a number as it is printed to the string a phone dials, and to its `tel:` or `sms:` link.

Nothing is ever completed or guessed here: no country code is added, no international form is made. What cannot be
turned into digits without guessing is refused. Source: RFC 3966 (tel), RFC 5724 (sms).
"""

import re
from urllib.parse import quote

import phonenumbers

_SEPARATORS = re.compile(r"[\s\u00a0\u2009\u202f().\-/\u2010-\u2015]+")
_TRUNK_ZERO = re.compile(r"^(\+\d{1,3})\s*\(0\)")
_DIALLABLE = re.compile(r"^(\+[1-9]\d{5,14}|[*#]?\d[\d*#]{0,19})$")
_VANITY = re.compile(r"^[\d\s()+.\-]*[A-Z][A-Z\d\-]*$")
_SEVERAL = re.compile(r"\d{3,}\s*[/,;]\s*\d{3,}|\bor\b", re.IGNORECASE)
_EASTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class NotDiallable(ValueError):
    """The printed text does not say exactly one string of keys to press."""


def dial_string(printed: str) -> str:
    """Return what somebody inside the country presses for a printed number.

    Shapes: digits, star codes (`*4141`), hash codes, a leading `+`, letters for digits (`1-855-BLINE99`, ITU E.161).
    Refuses: NotDiallable for two numbers in one text, for menu steps and extensions, and for anything with words.
    """
    text = printed.strip().translate(_EASTERN_DIGITS)
    if _SEVERAL.search(text):
        raise NotDiallable(f"{printed!r} holds more than one number")
    text = _TRUNK_ZERO.sub(r"\1 ", text)
    if _VANITY.match(text):
        text = phonenumbers.convert_alpha_characters_in_number(text)
    keys = _SEPARATORS.sub("", text)
    if not _DIALLABLE.match(keys):
        raise NotDiallable(f"{printed!r} is not a number that can be dialled as it stands")
    return keys


def tel_link(dial: str) -> str:
    """Return the `tel:` link for a dial string. `#` would end the link, so it travels as `%23`."""
    return "tel:" + quote(dial, safe="+*")


def sms_link(dial: str, keyword: str | None) -> str:
    """Return the `sms:` link for a dial string, with the keyword as the message where the line wants one."""
    body = "?body=" + quote(keyword) if keyword else ""
    return "sms:" + quote(dial, safe="+*") + body


def whatsapp_link(e164: str) -> str:
    """Return the link that opens a WhatsApp conversation; it needs the international number."""
    return "https://wa.me/" + e164.removeprefix("+")


def is_known_unreachable_from_abroad(e164: str) -> bool:
    """Say whether libphonenumber knows that a number cannot be reached from abroad.

    Only its No is trusted: it also answers Yes for everything it has no data on (212 of 245 regions).
    """
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return False
    return not phonenumbers.can_be_internationally_dialled(number)
