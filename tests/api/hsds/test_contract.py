import pytest

from tests.api import contracts

pytestmark = pytest.mark.usefixtures("served")
OPERATIONS = 14


def test_what_is_described_is_what_is_served() -> None:
    assert contracts.faults_of("/api/hsds/3/openapi.json", examples=8) == OPERATIONS


@pytest.mark.full_size
def test_what_is_described_is_what_is_served_at_full_size() -> None:
    assert contracts.faults_of("/api/hsds/3/openapi.json", examples=400) == OPERATIONS
