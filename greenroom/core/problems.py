"""What a program is told when it cannot be answered: RFC 9457, `application/problem+json`, in English."""

import json
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

PROBLEM_TYPE = "application/problem+json"
# Below these addresses only programs ask.
PROGRAM_PATHS = ("/api/v1/", "/api/hsds/")


def problem(status: int, detail: str) -> HttpResponse:
    """Return a refusal. Without a type of its own its title is that of the status (RFC 9457, 4.2.1)."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return HttpResponse(json.dumps(body), status=status, content_type=PROBLEM_TYPE)


def is_asked_by_a_program(request: HttpRequest) -> bool:
    """Say whether a refusal is read by a program rather than a person."""
    return request.path_info.startswith(PROGRAM_PATHS)
