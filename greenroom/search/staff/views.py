from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from greenroom.core import languages
from greenroom.core.access import staff_page
from greenroom.core.errors_views import edition_missing
from greenroom.edition.reader import live
from greenroom.search import filters
from greenroom.search.explaining import explain


@staff_page()
def search_explain(request: HttpRequest) -> HttpResponse:
    asked = filters.parse(request.GET.dict(), request.GET.getlist("without"))
    chosen = request.GET.get("lang", "")
    language = chosen if languages.get(chosen) else languages.DEFAULT_CODE
    try:
        edition = live.current()
    except live.EditionMissing:
        return edition_missing(request)
    explanation = None if asked.is_empty else explain(edition, asked, language, timezone.now())
    context = {
        "asked": asked,
        "explanation": explanation,
        "language": language,
        "offered": languages.offered().values(),
    }
    return render(request, "search/staff/search_explain.html", context)
