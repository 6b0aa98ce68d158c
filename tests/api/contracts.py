"""An API against its own description: whatever may be asked by it is answered as it says, and never with a failure."""

from typing import Any

import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings


def faults_of(address: str, examples: int) -> int:
    """Ask every operation of a description so many questions, good and bad; returns how many operations there are.

    Raises what schemathesis finds: failures of the server, answers that are not as described, wrong questions taken.
    """
    schema = schemathesis.openapi.from_wsgi(address, get_wsgi_application())
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
                case.call_and_validate(headers={"Accept-Encoding": "identity"})

            ask()
    return len(operations)


def modes_of(operation: Any) -> list[schemathesis.GenerationMode]:
    """Return how an operation can be asked: wrongly only where not every text is right."""
    queries = [one["schema"] for one in operation.definition.raw.get("parameters", ()) if one["in"] == "query"]
    can_be_wrong = any(schema.get("type") != "string" or "enum" in schema for schema in queries)
    return list(schemathesis.GenerationMode) if can_be_wrong else [schemathesis.GenerationMode.POSITIVE]
