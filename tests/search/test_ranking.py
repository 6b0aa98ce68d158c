"""In which order what fits stands, on the shipped records; and that the reasons shown are the real ones."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.core import countries
from greenroom.directory.choices import LINE_KINDS, Kind
from greenroom.edition.reader.opening import Edition
from greenroom.search import explaining, finding, phrases
from greenroom.search.filters import Facet, Filters
from greenroom.search.finding import Found

AT = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
_SOME_PHRASES = [one for one in phrases.other_hands("topics") if one.language in ("en", "es", "ja", "ar")]


def find(edition: Edition, words: str, language: str = "en", country: str | None = None) -> Found:
    chosen = {Facet.COUNTRY: country} if country else {}
    return finding.find(edition, Filters(words=words, chosen=chosen), language, AT)


def test_in_a_country_its_own_services_that_fit_come_first(shipped_edition: Edition) -> None:
    found = find(shipped_edition, "therpist berlin english")

    assert (found.country, found.understood.filters["language"] if found.understood else "") == ("DE", "en")
    own = [document.slug for document in found.documents if "DE" in document.countries]
    assert [document.slug for document in found.documents][: len(own)] == own
    assert len(own) >= 3


def test_panic_in_japan_finds_what_helps_with_panic_or_anxiety_there(shipped_edition: Edition) -> None:
    found = find(shipped_edition, "パニック発作", "ja", "JP")
    first = found.documents[0]

    assert "JP" in first.countries
    assert {"panic", "anxiety"} & {topic.value for topic in first.topics}


def test_nothing_in_the_country_is_widened_to_all_it_has_then_to_everywhere(shipped_edition: Edition) -> None:
    found = find(shipped_edition, "emergency grant", country="AD")
    own = ["AD" in document.countries for document in found.documents]

    assert found.is_country_widened
    assert own == sorted(own, reverse=True)
    assert own[0]
    assert not own[-1]


def test_a_named_service_comes_first(shipped_edition: Edition) -> None:
    assert find(shipped_edition, "befrienders worldwide").documents[0].slug == "int-befrienders"
    assert find(shipped_edition, "telefonseelsorge", country="DE").documents[0].slug == "de-telefonseelsorge"


@settings(deadline=None, max_examples=60)
@given(phrase=st.sampled_from(_SOME_PHRASES), country=st.sampled_from([None, *countries.codes()]))
def test_no_crisis_line_of_another_country_is_ever_in_the_first_three(
    shipped_edition: Edition, phrase: phrases.Labelled, country: str | None
) -> None:
    found = find(shipped_edition, phrase.text, phrase.language, country)

    assert found.country == country or country is None
    for document in found.documents[:3]:
        if document.kind in LINE_KINDS | {Kind.EMERGENCY}:
            assert document.is_worldwide or found.country in document.countries


@settings(deadline=None, max_examples=60)
@given(phrase=st.sampled_from(_SOME_PHRASES), country=st.sampled_from([None, "DE", "US", "SO", "BV"]))
def test_something_is_always_found(shipped_edition: Edition, phrase: phrases.Labelled, country: str | None) -> None:
    assert find(shipped_edition, phrase.text, phrase.language, country).total > 0


@pytest.mark.parametrize(
    ("words", "country"),
    [("therpist berlin english", None), ("panic", "JP"), ("", "US"), ("dj tinnitus", None)],
)
def test_the_points_shown_are_the_ones_that_decide(shipped_edition: Edition, words: str, country: str | None) -> None:
    asked = replace(Filters(words=words), chosen={Facet.COUNTRY: country} if country else {})

    explanation = explaining.explain(shipped_edition, asked, "en", AT)
    totals = [result.total for result in explanation.results]

    assert [result.document for result in explanation.results] == list(explanation.found.documents)
    assert totals == pytest.approx(sorted(totals, reverse=True), abs=0.1)
    assert totals[0] > totals[-1]
