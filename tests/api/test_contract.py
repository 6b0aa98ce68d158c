import pytest

from tests.api import contracts

pytestmark = pytest.mark.usefixtures("served")
OPERATIONS = 5


def test_what_is_described_is_what_is_served() -> None:
    assert contracts.faults_of("/api/v1/openapi.json", examples=15) == OPERATIONS


@pytest.mark.full_size
def test_what_is_described_is_what_is_served_at_full_size() -> None:
    assert contracts.faults_of("/api/v1/openapi.json", examples=400) == OPERATIONS
