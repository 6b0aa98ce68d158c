"""How care works in a country: facts with sources and dates. One row a fact, in the order of its file."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from greenroom.core.closed_lists import one_of, pairs
from greenroom.core.evidence import Confidence, Publisher
from greenroom.guide.choices import CareTopic


class CareCountry(models.Model):
    """A country whose care somebody has described. `file_digest`: an unchanged file is left alone."""

    country = models.CharField(max_length=2, unique=True)
    as_of_date = models.DateField()
    file_digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["country"]
        constraints = [CheckConstraint(condition=Q(country__regex=r"^[A-Z]{2}$"), name="care_country_form")]

    def __str__(self) -> str:
        return self.country


class CareFact(models.Model):
    """One or two sentences, in English; `value` is the same in structured form where the file has one."""

    care_country = models.ForeignKey(CareCountry, on_delete=models.CASCADE, related_name="facts")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=24, choices=pairs(CareTopic))
    fact = models.TextField()
    caution = models.TextField(blank=True)
    value = models.JSONField(null=True, blank=True)
    confidence = models.CharField(max_length=10, choices=pairs(Confidence))

    class Meta:
        ordering = ["care_country", "position"]
        constraints = [
            UniqueConstraint(fields=["care_country", "position"], name="care_fact_position_once"),
            one_of(CareTopic, "topic", "care_fact_topic_known"),
            one_of(Confidence, "confidence", "care_fact_confidence_known"),
            CheckConstraint(condition=~Q(fact=""), name="care_fact_given"),
        ]


class CareSource(models.Model):
    """Where a fact was read."""

    care_fact = models.ForeignKey(CareFact, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    url = models.CharField(max_length=1000)
    publisher = models.CharField(max_length=12, choices=pairs(Publisher))
    page_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["care_fact", "position"]
        constraints = [
            UniqueConstraint(fields=["care_fact", "position"], name="care_source_position_once"),
            one_of(Publisher, "publisher", "care_source_publisher_known"),
            CheckConstraint(condition=~Q(url=""), name="care_source_url_given"),
        ]
