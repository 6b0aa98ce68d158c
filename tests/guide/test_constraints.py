"""What the database itself refuses about care, on either database."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from greenroom.guide.models import CareCountry, CareFact, CareSource

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def austria() -> CareCountry:
    return CareCountry.objects.create(country="AT", as_of_date=date(2026, 11, 22), file_digest="demo")


def fact(country: CareCountry, **changes: Any) -> CareFact:
    values = {"position": 0, "topic": "first_door", "fact": "Demo fact.", "confidence": "high"}
    return CareFact.objects.create(care_country=country, **(values | changes))


@pytest.mark.parametrize("code", ["at", "A", "A1", "", "ÄT"])
def test_a_country_has_its_two_letters(code: str) -> None:
    with pytest.raises(IntegrityError):
        CareCountry.objects.create(country=code, as_of_date=date(2026, 11, 22), file_digest="demo")


def test_a_country_is_described_once(austria: CareCountry) -> None:
    with pytest.raises(IntegrityError):
        CareCountry.objects.create(country="AT", as_of_date=date(2026, 11, 22), file_digest="demo")


@pytest.mark.parametrize("changes", [{"topic": "weather"}, {"confidence": "sure"}, {"fact": ""}])
def test_a_fact_that_says_nothing_known_is_refused(austria: CareCountry, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        fact(austria, **changes)


def test_a_place_is_taken_once(austria: CareCountry) -> None:
    fact(austria)

    with pytest.raises(IntegrityError):
        fact(austria)


@pytest.mark.parametrize("changes", [{"url": ""}, {"publisher": "somebody"}])
def test_a_source_names_a_page_and_a_known_publisher(austria: CareCountry, changes: dict[str, Any]) -> None:
    values = {"position": 0, "url": "https://example.org", "publisher": "government"}

    with pytest.raises(IntegrityError):
        CareSource.objects.create(care_fact=fact(austria), **(values | changes))
