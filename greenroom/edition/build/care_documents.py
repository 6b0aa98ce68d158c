"""From the guide's rows on care to the documents of an edition. What may not be shown stays here."""

import logging
from collections.abc import Iterator

from greenroom.core.evidence import Confidence, Publisher
from greenroom.directory import dialling
from greenroom.directory import queries as directory_queries
from greenroom.directory.record_rules import NUMBER_CHANNELS, RetiredRegister
from greenroom.edition.documents import CareCountryDocument, CareFactDocument, CareSourceDocument, PhraseDocument
from greenroom.guide import policy
from greenroom.guide import queries as guide_queries
from greenroom.guide.choices import CareTopic
from greenroom.guide.models import CareFact

log = logging.getLogger(__name__)

# A full number must be one of a record's contacts; shorter ones may be years and amounts, and must only not be retired.
_FULL_NUMBER = 7


def care_documents() -> Iterator[CareCountryDocument]:
    """Yield one document for each described country, in code order.

    A fact that names a retired number, or a full number that no record of the country carries, stays in the house: the
    numbers people ring are those that are checked.
    """
    retired = directory_queries.retired_register()
    for row in guide_queries.care_to_publish():
        known = directory_queries.number_keys(row.country)
        facts = []
        for fact in filter(_is_publishable, row.facts.all()):
            if _has_good_numbers(fact, row.country, known, retired):
                facts.append(_fact_document(fact))
            else:
                log.info("care in %s: a %s fact is withheld for the number it names", row.country, fact.topic)
        yield CareCountryDocument(country=row.country, as_of_date=row.as_of_date, facts=tuple(facts))


def _is_publishable(fact: CareFact) -> bool:
    return policy.is_publishable(CareTopic(fact.topic), len(fact.sources.all()), fact.value)


def _has_good_numbers(fact: CareFact, country: str, known: frozenset[str], retired: RetiredRegister) -> bool:
    for digits in policy.numbers_named(f"{fact.fact}\n{fact.caution}"):
        keys = dialling.same_number_keys(country, digits, None)
        if any((country, channel.value, key) in retired for channel in NUMBER_CHANNELS for key in keys):
            return False
        if len(digits) >= _FULL_NUMBER and not keys & known:
            return False
    return True


def _fact_document(fact: CareFact) -> CareFactDocument:
    topic = CareTopic(fact.topic)
    phrases = (fact.value or []) if topic is CareTopic.WORDS_TO_USE else []
    return CareFactDocument(
        topic=topic,
        fact=fact.fact,
        caution=fact.caution,
        confidence=Confidence(fact.confidence),
        sources=tuple(
            CareSourceDocument(source.url, Publisher(source.publisher), source.page_date)
            for source in fact.sources.all()
        ),
        phrases=tuple(PhraseDocument(item["lang"], item["phrase"], item["meaning_en"]) for item in phrases),
    )
