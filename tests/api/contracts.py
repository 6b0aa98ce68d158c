"""An API against its own description: whatever may be asked by it is answered as it says, and never with a failure."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings


def faults_of(address: str, examples: int) -> int:
    """Ask every operation of a description so many questions, good and bad; returns how many operations there are.

    Raises what schemathesis finds: failures of the server, answers that are not as described, wrong questions taken.
    """
    with _connections_left_alone():
        return _ask_all(schemathesis.openapi.from_wsgi(address, get_wsgi_application()), examples)


@contextmanager
def _connections_left_alone() -> Iterator[None]:
    """Keep requests from closing the tests' own connection, as Django's test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def _ask_all(schema: Any, examples: int) -> int:
    few = settings(
        max_examples=examples,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    operations = [result.ok() for result in schema.get_all_operations()]
    for operation in operations:
        for mode in modes_of(operation):

            @few
            @given(case=operation.as_strategy(generation_mode=mode))
            def ask(case: schemathesis.Case) -> None:
                answer = case.call(headers={"Accept-Encoding": "identity"})
                # A refusal that schemathesis does not know as one.
                if answer.status_code != HTTPStatus.REQUEST_URI_TOO_LONG:
                    case.validate_response(answer)

            ask()
    return len(operations)


def modes_of(operation: Any) -> list[schemathesis.GenerationMode]:
    """Return how an operation can be asked: wrongly only where not every text is right."""
    queries = [one["schema"] for one in operation.definition.raw.get("parameters", ()) if one["in"] == "query"]
    can_be_wrong = any(schema.get("type") != "string" or "enum" in schema for schema in queries)
    return list(schemathesis.GenerationMode) if can_be_wrong else [schemathesis.GenerationMode.POSITIVE]
