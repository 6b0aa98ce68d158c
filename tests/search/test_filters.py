import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from greenroom.directory.choices import Cost, Kind
from greenroom.search import filters
from greenroom.search.filters import Facet, Filters


def test_an_address_is_read_into_filters() -> None:
    asked = filters.parse(
        {"q": " panic ", "country": "at", "language": "DE-AT", "kind": "crisis_line", "open": "now", "page": "3"}
    )

    assert asked == Filters(
        words="panic",
        chosen={Facet.COUNTRY: "AT", Facet.LANGUAGE: "de", Facet.KIND: "crisis_line"},
        open_now=True,
    )


@pytest.mark.parametrize(
    ("facet", "written"),
    [
        ("country", "atlantis"),
        ("country", "zz"),
        ("language", "klingon"),
        ("kind", "emergency'--"),
        ("topic", "joy"),
        ("role", "everyone"),
        ("channel", "pigeon"),
        ("cost", "0"),
        ("q", "???"),
        ("q", "🙏"),
    ],
)
def test_what_means_nothing_is_kept_to_be_said(facet: str, written: str) -> None:
    assert filters.parse({facet: written}) == Filters(not_understood=(written,))


@pytest.mark.parametrize("parameters", [{}, {"q": "  "}, {"country": ""}, {"open": "later"}, {"unchecked": "no"}])
def test_nothing_asked_is_nothing_chosen(parameters: dict[str, str]) -> None:
    assert filters.parse(parameters).is_empty


@pytest.mark.parametrize("space", ["\u3000", "\u00a0", "\t", "  "])
def test_every_kind_of_space_parts_words(space: str) -> None:
    assert filters.parse({"q": f"音楽{space}相談"}).words == "音楽 相談"


def test_what_cannot_be_printed_is_taken_out_and_endless_words_are_cut() -> None:
    asked = filters.parse({"q": "a\0\x7fb" + "c" * 1_000})

    assert asked.words == "ab" + "c" * (filters.MOST_CHARACTERS - 2)


@given(
    words=st.text(st.characters(categories=["L", "N"]), max_size=50),
    country=st.sampled_from(["", "AT", "JP", "XK"]),
    language=st.sampled_from(["", "de", "zh", "ckb"]),
    kind=st.sampled_from(["", *(kind.value for kind in Kind)]),
    cost=st.sampled_from(["", *(cost.value for cost in Cost)]),
    open_now=st.booleans(),
    unchecked=st.booleans(),
)
def test_filters_written_into_an_address_are_read_back_the_same(
    words: str, country: str, language: str, kind: str, cost: str, open_now: bool, unchecked: bool
) -> None:
    chosen = {Facet.COUNTRY: country, Facet.LANGUAGE: language, Facet.KIND: kind, Facet.COST: cost}
    asked = Filters(words, {facet: value for facet, value in chosen.items() if value}, open_now, unchecked)

    assert filters.parse(QueryDict(asked.query(page=2)).dict()) == asked


def test_one_filter_can_be_taken_away() -> None:
    asked = Filters("panic", {Facet.COUNTRY: "AT", Facet.KIND: "chat"}, open_now=True)

    assert asked.without(Facet.KIND).query() == "q=panic&country=at&open=now"
    assert asked.without_words().query() == "country=at&kind=chat&open=now"
    assert asked.without_open_now().query(page=2) == "q=panic&country=at&kind=chat&page=2"
