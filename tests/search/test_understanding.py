"""Understanding, through its one function. What it must never do: fail, take long, or hide what it read."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from greenroom.core import languages
from greenroom.edition.reader.opening import Edition
from greenroom.search import index as search_index
from greenroom.search import phrases, understanding
from greenroom.search.filters import SPELLING, Meaning
from greenroom.search.understanding import Understanding, understand

MOST_SECONDS = 0.05


@pytest.fixture(scope="module", autouse=True)
def everything_is_open() -> None:
    understanding.warm()


def first_topics(text: str, language: str, count: int = 1) -> list[str]:
    return [topic.id for topic in understand(text, language).topics[:count]]


def test_words_are_read_into_filters_and_nothing_is_left() -> None:
    read = understand("therapist Berlin english free", "en")

    assert read.filters == {"country": "DE", "language": "en", "kind": "therapy", "cost": "free"}
    assert read.words == ()


@pytest.mark.parametrize(
    ("text", "language", "country"),
    [
        ("help in the UK", "en", "GB"),
        ("therapie holland", "de", "NL"),
        ("مساعدة في ألمانيا", "ar", "DE"),
        ("ألمانيا", "en", "DE"),
        ("psicólogo en Nueva York", "es", "US"),
        ("東京 カウンセリング", "ja", "JP"),
        ("кризова лінія в Португалії", "uk", "PT"),
        ("terapeuta w Berlinie", "pl", "DE"),
        ("crisis line brasil", "en", "BR"),
    ],
)
def test_a_country_is_read_by_any_of_its_names_and_by_its_cities(text: str, language: str, country: str) -> None:
    assert understand(text, language).filters.get("country") == country


def test_several_countries_are_all_named_and_none_is_taken() -> None:
    read = understand("from Japan living in Berlin", "en")

    assert (read.countries, "country" in read.filters) == (("DE", "JP"), False)


@pytest.mark.parametrize(
    ("text", "language", "topic"),
    [
        ("can't sleep after shows", "en", "sleep"),
        ("ataque de pánico", "es", "panic"),
        ("眠れない", "ja", "sleep"),
        ("パニック発作", "ja", "panic"),
        ("нападе паніка", "uk", "panic"),
        ("सोने में दिक्कत नींद नहीं आती", "hi", "sleep"),
        ("neend nahi aati", "hi", "sleep"),
        ("ikh hab Depressionen", "de", "depression"),
        ("kumar borcu yüzünden battım", "tr", "gambling"),
        ("فقدت أبي وما بقدر أوقف بكاء", "ar", "grief"),
        ("ho sempre il fischio nelle orecchie", "it", "hearing_health"),
        ("sina pesa ya kodi", "sw", "money"),
    ],
)
def test_lay_words_are_understood_in_their_language(text: str, language: str, topic: str) -> None:
    assert first_topics(text, language) == [topic]


def test_the_language_of_the_text_counts_not_that_of_the_page() -> None:
    read = understand("no puedo dormir en la gira", "ja")

    assert read.language == "es"
    assert [topic.id for topic in read.topics[:2]] == ["sleep", "touring"]


def test_who_writes_of_danger_is_never_sent_to_a_country_they_did_not_name() -> None:
    """Messages that name no place: words of theirs that are a place elsewhere must not be read as one."""
    messages = [*phrases.messages(), *phrases.other_hands("messages")]
    grave = [one for one in messages if one.label in ("imminent", "high")]
    named = {one.text: understand(one.text, one.language).filters.get("country") for one in grave[::2]}

    assert len({text for text, country in named.items() if country}) <= len(named) * 0.02


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ya lo he decidido, mañana no estaré", "es"),
        ("i morgon finns jag inte", "sv"),
        ("みんなさようなら、ごめんね", "ja"),
        ("keşke sabah uyanmasam", "tr"),
        ("my friend jordan is so sad", "en"),
        ("sitaki kuishi sana", "sw"),
        ("죽고 싶다 나 가고 싶어", "ko"),
    ],
)
def test_a_word_of_the_language_is_no_place(text: str, language: str) -> None:
    assert "country" not in understand(text, language).filters


def test_a_slip_of_the_pen_names_no_country() -> None:
    assert "country" not in understand("therapist in germny", "en").filters


def test_a_misspelt_word_is_taken_for_the_nearest_known_one_and_that_is_said() -> None:
    read = understand("therpist berlin", "en")

    assert read.corrected == {"therpist": "therapist"}
    assert read.filters["kind"] == "therapy"


def test_what_a_person_takes_back_is_not_read() -> None:
    text = "therpist berlin sleep"
    rejected = [Meaning("country", "DE"), Meaning("topic", "sleep"), Meaning(SPELLING, "therpist")]

    read = understand(text, "en", rejected=rejected)

    assert (read.filters, read.corrected) == ({}, {})
    assert read.words == ("therpist", "berlin", "sleep")
    assert "sleep" not in {topic.id for topic in read.topics}


def test_the_name_of_a_service_is_about_no_topic(shipped_edition: Edition) -> None:
    names = search_index.index_of(shipped_edition).names

    read = understand("samaritans", "en", names=names)

    assert (read.topics, read.words) == ((), ("samaritans",))


def test_without_the_encoder_everything_else_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(understanding, "installed_encoder", lambda: None)
    understanding._understand.cache_clear()
    try:
        read = understand("therapist berlin, can't sleep after shows, i want to die", "en")
    finally:
        understanding._understand.cache_clear()

    assert read.topics[0].id in {"sleep", "suicide"}
    assert (read.filters["country"], read.is_danger) == ("DE", True)


@pytest.mark.parametrize("text", ["", " ", "???", "🙏", "\u200b", "٪"])
def test_what_has_no_letters_means_nothing(text: str) -> None:
    assert understand(text, "en") == Understanding("en")


any_text = st.one_of(
    st.text(max_size=400),
    st.text(st.characters(categories=["Lo", "Mn", "Mc"]), max_size=400),
    st.text("abcdeilnorst ", max_size=400),
)


@settings(deadline=None, max_examples=150)
@given(text=any_text, language=st.sampled_from(languages.OFFERED_CODES))
@example(text="a" * 10_000, language="en")
@example(text="眠" * 400, language="ja")
@example(text="ال" * 200, language="ar")
@example(text="\ud800", language="en")
@example(text="ﷺ" * 400, language="ar")
@example(text="㎯" * 400, language="en")
@example(text="㍿㎯ﷺ" * 130, language="ja")
@example(text="wrogn wrods evrywhere " * 18, language="en")
def test_no_text_fails_or_takes_long(text: str, language: str) -> None:
    understanding._understand.cache_clear()
    started = time.process_time()

    read = understand(text, language)

    assert time.process_time() - started < MOST_SECONDS
    assert read.language in languages.OFFERED_CODES
    assert sum(topic.weight for topic in read.topics) <= 1.5
