"""What every template may use without loading it."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from babel import Locale
from babel.dates import format_date
from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from greenroom.core import countries, crisis_sentences, languages

register = template.Library()

# Pages that say more when they know where the reader is.
CARRIES_COUNTRY = frozenset(
    {
        "hub:resource_detail",
        "hub:guide_index",
        "hub:guide_role",
        "hub:guide_role_moment",
        "hub:guide_moment",
        "hub:guide_topic",
        "hub:guide_length",
        "hub:guide_tool",
        "hub:guide_chapter",
    }
)


@register.simple_tag(takes_context=True)
def page_url(context: dict[str, Any], name: str, **kwargs: str) -> str:
    """The address of a public page in the reader's language; the country they chose travels along."""
    address = reverse(name, kwargs={"language": context["request"].language.code, **kwargs})
    chosen = context.get("chosen_country") if name in CARRIES_COUNTRY else None
    return f"{address}?country={chosen.lower()}" if chosen else address


@register.simple_tag(takes_context=True)
def crisis(context: dict[str, Any], key: str) -> SafeString:
    """A sentence of the crisis catalogue, with its English beside it until a native speaker has reviewed it."""
    return crisis_sentences.in_html(key, context["request"].language.code)


@register.filter
def language_in_words(tag: str) -> str:
    """The name of a BCP 47 language in the reader's language. (Django's i18n library owns `language_name`.)"""
    return languages.language_name(tag, languages.current_code())


@register.filter
def country_name(code: str) -> str:
    return countries.name(code.upper(), languages.current_code())


@register.filter
def day(value: Any) -> str:
    return format_date(value, "long", locale=languages.current_code())


@register.filter
def listed(values: Iterable[Any]) -> str:
    """The values one after another, with the separator of the reader's language (CLDR: that of a list's beginning)."""
    between = Locale.parse(languages.current_code()).list_patterns["standard"]["start"]
    separator = between.removeprefix("{0}").removesuffix("{1}")
    return str(separator).join(str(value) for value in values)


@register.simple_tag
def quick_exit_url() -> str:
    return str(settings.QUICK_EXIT_URL)


@register.simple_tag(takes_context=True)
def language_url(context: dict[str, Any], code: str, carry: bool = False) -> str:
    """The address of the page at hand in another language; the home page where the address names no language.

    `carry`: what the reader chose goes along, a country or a whole question.
    """
    request = context["request"]
    first, _, rest = request.path.lstrip("/").partition("/")
    address = f"/{code}/{quote(rest)}" if languages.get(first) else f"/{code}/"
    if not (carry and request.GET):
        return address
    chosen = context.get("chosen_country")
    query = context.get("carried_query") or (f"country={chosen.lower()}" if chosen else "")
    return f"{address}?{query}" if query else address


@register.simple_tag
def site_url() -> str:
    return str(settings.SITE_URL)


@register.filter
def short_day(value: Any) -> str:
    return format_date(value, "medium", locale=languages.current_code())


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our own drawings, defined once at the top of the page; decoration only."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#{}"/></svg>', name)
