"""Deeds about how care works in a country."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from greenroom.core import countries, exchange_files
from greenroom.core.action import action
from greenroom.core.actor import Actor
from greenroom.core.exchange_files import ExchangeRefused, Problem
from greenroom.guide import care_exchange
from greenroom.guide.care_exchange import CareFactEntry, CareFile
from greenroom.guide.models import CareCountry, CareFact, CareSource


@dataclass(frozen=True)
class CareReport:
    """What a load did: how many facts the country has now, and whether anything changed."""

    country: str
    fact_count: int
    is_changed: bool

    @property
    def audit_subject(self) -> str:
        return f"care:{self.country}"

    @property
    def audit_detail(self) -> dict[str, Any] | None:
        return {"facts": self.fact_count} if self.is_changed else None


@action(who="operators, by command line")
def load_care(path: Path, *, by: Actor) -> CareReport:
    """Load how care works in one country, whole or not at all; loading it again changes nothing.

    Refuses: ExchangeRefused with every problem found; then nothing was written.
    """
    care: CareFile = exchange_files.read_file(path, CareFile)
    problems = _problems(path.name, care)
    if problems:
        raise ExchangeRefused(problems)
    digest = sha256(msgspec.json.encode(care)).hexdigest()
    if CareCountry.objects.filter(country=care.country, file_digest=digest).exists():
        return CareReport(care.country, len(care.facts), is_changed=False)
    CareCountry.objects.filter(country=care.country).delete()
    row = CareCountry.objects.create(country=care.country, as_of_date=care.as_of, file_digest=digest)
    for position, fact in enumerate(care.facts):
        _store(row, position, fact)
    return CareReport(care.country, len(care.facts), is_changed=True)


def _problems(file: str, care: CareFile) -> list[Problem]:
    found = []
    if not countries.is_country(care.country):
        found.append(Problem(file, 1, "country", f"{care.country!r} is not an ISO 3166-1 country"))
    for index, fact in enumerate(care.facts):
        try:
            care_exchange.phrases(fact)
        except msgspec.ValidationError as error:
            found.append(Problem(file, 1, f"facts[{index}].value", str(error)))
    return found


def _store(row: CareCountry, position: int, fact: CareFactEntry) -> None:
    stored = CareFact.objects.create(
        care_country=row,
        position=position,
        topic=fact.topic.value,
        fact=fact.fact_en,
        caution=fact.caution or "",
        value=fact.value,
        confidence=fact.confidence.value,
    )
    CareSource.objects.bulk_create(
        CareSource(
            care_fact=stored,
            position=source_position,
            url=source.url,
            publisher=source.publisher.value,
            page_date=source.page_date,
        )
        for source_position, source in enumerate(fact.sources)
    )
