"""From the guide's rows on care to the documents of an edition. What may not be shown stays here."""

from collections.abc import Iterator

from greenroom.core.evidence import Confidence, Publisher
from greenroom.edition.documents import CareCountryDocument, CareFactDocument, CareSourceDocument, PhraseDocument
from greenroom.guide import policy
from greenroom.guide import queries as guide_queries
from greenroom.guide.choices import CareTopic
from greenroom.guide.models import CareFact


def care_documents() -> Iterator[CareCountryDocument]:
    """Yield one document for each described country, in code order."""
    for row in guide_queries.care_to_publish():
        facts = [_fact_document(fact) for fact in row.facts.all() if _is_publishable(fact)]
        yield CareCountryDocument(country=row.country, as_of_date=row.as_of_date, facts=tuple(facts))


def _is_publishable(fact: CareFact) -> bool:
    return policy.is_publishable(CareTopic(fact.topic), len(fact.sources.all()), fact.value)


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
