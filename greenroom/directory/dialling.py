"""From a number as it is printed to the string a phone dials, and to its `tel:` or `sms:` link.

Nothing is ever completed or guessed here: no country code is added, no international form is made. What cannot be
turned into digits without guessing is refused. Source: RFC 3966 (tel), RFC 5724 (sms).
"""

import re
import unicodedata
from urllib.parse import quote

import phonenumbers

_SEPARATORS = re.compile(r"[\s\u00a0\u2009\u202f().\-\u2010-\u2015]+")
# The zero in brackets is for callers inside the country: «+44 (0)20 …», «0044 (0)20 …».
_TRUNK_ZERO = re.compile(r"^(\+|00)(\d{1,3})\s*\(0\)")
_DIALLABLE = re.compile(r"^(\+[1-9][0-9]{5,14}|[*#]?[0-9][0-9*#]{0,19})$")
_VANITY = re.compile(r"^[\d\s()+.\-]*[A-Z][A-Z\d\-]*$")
_EXTENSION = re.compile(r"\b(ext|x)\.?\s*\d+$", re.IGNORECASE)
# A slash may part an area code from its number, or one number from another: nobody can tell which.
_SEVERAL = re.compile(r"/|\d{3,}\s*[,;]\s*\d{3,}|\bor\b", re.IGNORECASE)


class NotDiallable(ValueError):
    """The printed text does not say exactly one string of keys to press."""


def dial_string(printed: str) -> str:
    """Return what somebody inside the country presses for a printed number.

    Shapes: digits, star codes (`*4141`), hash codes, a leading `+`, letters for digits (`1-855-BLINE99`, ITU E.161).
    Refuses: NotDiallable for two numbers in one text, for menu steps and extensions, and for anything with words.
    """
    text = "".join(_latin_digit(character) for character in printed.strip())
    if _SEVERAL.search(text):
        raise NotDiallable(f"{printed!r} holds more than one number")
    if _EXTENSION.search(text):
        raise NotDiallable(f"{printed!r} holds an extension")
    text = _TRUNK_ZERO.sub(r"\1\2 ", text)
    if _VANITY.match(text):
        text = phonenumbers.convert_alpha_characters_in_number(text)
    keys = _SEPARATORS.sub("", text)
    if not _DIALLABLE.match(keys):
        raise NotDiallable(f"{printed!r} is not a number that can be dialled as it stands")
    return keys


def _latin_digit(character: str) -> str:
    """A phone has the keys 0 to 9: digits of any other script become those."""
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


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


def same_number_keys(country: str, dial: str, e164: str | None) -> frozenset[str]:
    """Return the forms by which a number is known again, however it is printed. To compare, never to dial."""
    keys = {dial}
    for text in (dial, e164):
        try:
            number = phonenumbers.parse(text, country) if text else None
        except phonenumbers.NumberParseException:
            number = None
        if number and phonenumbers.is_possible_number(number):
            keys.add(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return frozenset(keys)


def has_calling_code_of(country: str, e164: str) -> bool:
    """Say whether an international number begins with the calling code of a country."""
    code = phonenumbers.country_code_for_region(country)
    return bool(code) and e164.startswith(f"+{code}")


def is_known_unreachable_from_abroad(e164: str) -> bool:
    """Say whether libphonenumber knows that a number cannot be reached from abroad.

    Only its No is trusted: it also answers Yes for everything it has no data on (212 of 245 regions).
    """
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return False
    return not phonenumbers.can_be_internationally_dialled(number)
