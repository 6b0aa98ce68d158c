"""The languages the pages are offered in. A language is a code here and a catalogue under `locale/`; nothing else.

Names and directions come from CLDR through Babel, so they are never typed by hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from django.utils import translation

# In the order in which a visitor sees them. The address uses these codes.
OFFERED_CODES = (
    "en",
    "es",
    "fr",
    "de",
    "pt",
    "it",
    "nl",
    "pl",
    "sv",
    "tr",
    "ar",
    "hi",
    "ja",
    "ko",
    "zh",
    "id",
    "sw",
    "uk",
)
# Chinese is written in two scripts; the pages speak the simplified one, which gettext and HTML name.
_TAGS = {"zh": "zh-Hans"}
DEFAULT_CODE = "en"


@dataclass(frozen=True)
class Language:
    """One offered language. `code` stands in the address, `tag` (BCP 47) in the page, Babel knows both."""

    code: str
    tag: str
    autonym: str
    is_right_to_left: bool

    @property
    def direction(self) -> str:
        return "rtl" if self.is_right_to_left else "ltr"


@cache
def offered() -> dict[str, Language]:
    """Return the offered languages by code, in display order."""
    languages = {}
    for code in OFFERED_CODES:
        locale = Locale.parse(code)
        name = locale.get_display_name(code) or code
        autonym = name[:1].upper() + name[1:]
        languages[code] = Language(code, _TAGS.get(code, code), autonym, locale.text_direction == "rtl")
    return languages


def current_code() -> str:
    """Return the address code of the language that is being spoken (Django's `zh-hans` is `zh` here)."""
    return primary_subtag(translation.get_language() or DEFAULT_CODE)


def get(code: str) -> Language | None:
    """Return the offered language for an address code, or None."""
    return offered().get(code)


@lru_cache(maxsize=4096)
def language_name(tag: str, in_language: str) -> str:
    """Return the name of a BCP 47 language in another language; the tag itself where CLDR has no name for it."""
    names = Locale.parse(in_language).languages
    primary = primary_subtag(tag)
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return str(names.get(primary, tag))
    if locale.language != primary:  # Babel reads some tags as another language: `tl` as Filipino
        return str(names.get(primary, tag))
    return locale.get_display_name(in_language) or tag


def is_known(code: str) -> bool:
    """Say whether CLDR knows a primary language subtag by name."""
    return code in Locale.parse(DEFAULT_CODE).languages


def primary_subtag(tag: str) -> str:
    """Return the language of a BCP 47 tag without script and region (`zh-TW` -> `zh`)."""
    return tag.split("-")[0].lower()


def negotiate(accept_language: str, codes: Iterable[str] = OFFERED_CODES) -> str:
    """Return the offered code that an Accept-Language header (RFC 9110, 12.5.4) prefers, or the default.

    A malformed header means no preference.
    """
    wishes: list[tuple[float, int, str]] = []
    for position, part in enumerate(accept_language[:1000].split(",")):
        tag, _, parameter = part.strip().lower().partition(";")
        quality = 1.0
        if parameter.strip().startswith("q="):
            try:
                quality = float(parameter.strip()[2:])
            except ValueError:
                continue
        if 0 < quality <= 1:
            wishes.append((-quality, position, primary_subtag(tag.strip())))
    known = set(codes)
    return next((code for _, _, code in sorted(wishes) if code in known), DEFAULT_CODE)
