"""What every page's wrapper needs. Looks at the request's language only: no user, no session, no database."""

from typing import Any

from django.http import HttpRequest

from greenroom.core import languages
from greenroom.core.languages import Language


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the languages this page is offered in."""
    current: Language = request.language  # type: ignore[attr-defined] # set by LanguageFromPathMiddleware
    offered = list(languages.offered().values())
    return {
        "page_languages": offered,
        "other_languages": [language for language in offered if language != current],
    }
