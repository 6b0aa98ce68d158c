from django.http import HttpRequest, HttpResponse, JsonResponse

from greenroom.core.access import machine_endpoint
from greenroom.edition.reader import live


@machine_endpoint
def healthz(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "alive"})


@machine_endpoint
def readyz(request: HttpRequest) -> HttpResponse:
    try:
        edition = live.current()
    except live.EditionMissing:
        return JsonResponse({"status": "no edition"}, status=503)
    return JsonResponse({"status": "ready", "edition": edition.number})
