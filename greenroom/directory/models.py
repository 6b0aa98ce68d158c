"""The directory's facts: who runs what, how it is reached, where that is known from and when somebody made sure.

Facts are stored once; sentences are rows for each language. What may be in a field is held by database constraints.
"""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from greenroom.core.closed_lists import one_of, pairs
from greenroom.core.evidence import Confidence, Publisher
from greenroom.directory.choices import (
    Audience,
    CallCost,
    Channel,
    CheckMethod,
    CheckOutcome,
    Cost,
    Kind,
    Reach,
    Serves,
    Status,
    TextState,
    Topic,
)


class Organization(models.Model):
    """The body that runs a service."""

    name = models.CharField(max_length=300, unique=True)

    class Meta:
        ordering = ["name"]
        constraints = [CheckConstraint(condition=~Q(name=""), name="organization_name_given")]

    def __str__(self) -> str:
        return self.name


class Resource(models.Model):
    """One service somebody can turn to. `slug` is its stable public identity; `position` its place in its file."""

    slug = models.SlugField(max_length=120, unique=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="resources")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=pairs(Kind))
    is_music_specific = models.BooleanField()
    is_worldwide = models.BooleanField()
    url = models.URLField(max_length=500, blank=True)
    cost = models.CharField(max_length=10, choices=pairs(Cost))
    confidence = models.CharField(max_length=10, choices=pairs(Confidence))
    has_assumed_languages = models.BooleanField(default=False)
    may_involve_authorities = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=pairs(Status), default=Status.ACTIVE.value)
    valid_from_date = models.DateField(null=True, blank=True)
    valid_to_date = models.DateField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )
    # As the record names them; a pair is one whichever side names it.
    paired_with = models.ManyToManyField("self", blank=True, symmetrical=False, related_name="paired_from")
    # Digest of the exchange record this row was loaded from: an unchanged record is left alone, staff edits included.
    record_digest = models.CharField(max_length=64, blank=True)
    last_changed_at = models.DateTimeField()

    class Meta:
        ordering = ["slug"]
        constraints = [
            one_of(Kind, "kind", "resource_kind_known"),
            one_of(Cost, "cost", "resource_cost_known"),
            one_of(Confidence, "confidence", "resource_confidence_known"),
            one_of(Status, "status", "resource_status_known"),
            CheckConstraint(condition=~Q(name=""), name="resource_name_given"),
            CheckConstraint(
                condition=Q(valid_from_date=None)
                | Q(valid_to_date=None)
                | Q(valid_to_date__gte=models.F("valid_from_date")),
                name="resource_valid_to_not_before_from",
            ),
            CheckConstraint(condition=~Q(superseded_by=models.F("id")), name="resource_not_its_own_successor"),
            CheckConstraint(
                condition=~Q(status=Status.CLOSING.value) | Q(valid_to_date__isnull=False),
                name="resource_closing_on_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class ResourceCountry(models.Model):
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="countries")
    country = models.CharField(max_length=2)

    class Meta:
        ordering = ["id"]
        constraints = [
            UniqueConstraint(fields=["resource", "country"], name="resource_country_once"),
            CheckConstraint(condition=Q(country__regex=r"^[A-Z]{2}$"), name="resource_country_form"),
        ]


class ResourceRegion(models.Model):
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="regions")
    region = models.CharField(max_length=6)

    class Meta:
        ordering = ["id"]
        constraints = [
            UniqueConstraint(fields=["resource", "region"], name="resource_region_once"),
            CheckConstraint(condition=Q(region__regex=r"^[A-Z]{2}-[A-Z0-9]{1,3}$"), name="resource_region_form"),
        ]


class ResourceLanguage(models.Model):
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(max_length=20)

    class Meta:
        ordering = ["id"]
        constraints = [UniqueConstraint(fields=["resource", "language"], name="resource_language_once")]


class ResourceAudience(models.Model):
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="audiences")
    audience = models.CharField(max_length=20, choices=pairs(Audience))

    class Meta:
        ordering = ["id"]
        constraints = [
            UniqueConstraint(fields=["resource", "audience"], name="resource_audience_once"),
            one_of(Audience, "audience", "resource_audience_known"),
        ]


class ResourceTopic(models.Model):
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="topics")
    topic = models.CharField(max_length=20, choices=pairs(Topic))

    class Meta:
        ordering = ["id"]
        constraints = [
            UniqueConstraint(fields=["resource", "topic"], name="resource_topic_once"),
            one_of(Topic, "topic", "resource_topic_known"),
        ]


class ContactPoint(models.Model):
    """One way to reach a service.

    `countries`: where the record serves several and this contact only works as printed in some; empty for all.
    `value` is what is printed, `dial` what a phone inside the country dials, `steps` the keys to press once it
    answers. `e164` is only ever what a source printed. `abroad_*`: yes and no need a source.
    """

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="contact_points")
    position = models.PositiveSmallIntegerField()
    countries = models.JSONField(default=list, blank=True)
    channel = models.CharField(max_length=10, choices=pairs(Channel))
    value = models.CharField(max_length=500)
    dial = models.CharField(max_length=40, blank=True)
    keyword = models.CharField(max_length=40, blank=True)
    steps = models.JSONField(default=list, blank=True)
    hours = models.CharField(max_length=300, blank=True)
    zone = models.CharField(max_length=60, blank=True)
    cost = models.CharField(max_length=10, choices=pairs(CallCost), default=CallCost.UNKNOWN.value)
    e164 = models.CharField(max_length=16, blank=True)
    abroad_reach = models.CharField(max_length=10, choices=pairs(Reach), default=Reach.UNKNOWN.value)
    abroad_source = models.CharField(max_length=500, blank=True)
    is_unconfirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ["resource", "position"]
        constraints = [
            UniqueConstraint(fields=["resource", "position"], name="contact_position_once"),
            one_of(Channel, "channel", "contact_channel_known"),
            one_of(CallCost, "cost", "contact_cost_known"),
            one_of(Reach, "abroad_reach", "contact_reach_known"),
            CheckConstraint(condition=~Q(value=""), name="contact_value_given"),
            CheckConstraint(
                condition=Q(abroad_reach=Reach.UNKNOWN.value) | ~Q(abroad_source=""),
                name="contact_reach_needs_source",
            ),
            CheckConstraint(condition=Q(e164="") | Q(e164__regex=r"^\+[1-9][0-9]{6,14}$"), name="contact_e164_form"),
            CheckConstraint(condition=Q(hours="") | Q(hours="24/7") | ~Q(zone=""), name="contact_hours_need_zone"),
            CheckConstraint(
                condition=Q(keyword="") | Q(channel__in=[Channel.SMS.value, Channel.WHATSAPP.value]),
                name="contact_keyword_for_messages",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.value}"


class ContactPointLanguage(models.Model):
    """A language spoken on a contact; `hours` where it is spoken at other times than the contact's own."""

    contact_point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(max_length=20)
    hours = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [UniqueConstraint(fields=["contact_point", "language"], name="contact_language_once")]


class ContactPointServes(models.Model):
    """Which emergency service answers a number."""

    contact_point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="serves")
    service = models.CharField(max_length=10, choices=pairs(Serves))

    class Meta:
        ordering = ["id"]
        constraints = [
            UniqueConstraint(fields=["contact_point", "service"], name="contact_serves_once"),
            one_of(Serves, "service", "contact_serves_known"),
        ]


class TextRow(models.Model):
    """A text in one language, with what is known of how it was made."""

    language = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=pairs(TextState))
    # Digest of the English text this one was made from; another digest there means "out of date". Empty for English.
    source_revision = models.CharField(max_length=64, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=254, blank=True)

    class Meta:
        abstract = True


class ResourceText(TextRow):
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=300, blank=True)
    summary = models.TextField()
    caution = models.TextField(blank=True)

    class Meta:
        ordering = ["resource", "language"]
        constraints = [
            UniqueConstraint(fields=["resource", "language"], name="resource_text_once"),
            one_of(TextState, "state", "resource_text_state_known"),
            CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by="") | (Q(reviewed_at__isnull=False) & ~Q(reviewed_by="")),
                name="resource_text_review_whole",
            ),
        ]


class ContactPointText(TextRow):
    contact_point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="texts")
    note = models.TextField()

    class Meta:
        ordering = ["contact_point", "language"]
        constraints = [
            UniqueConstraint(fields=["contact_point", "language"], name="contact_text_once"),
            one_of(TextState, "state", "contact_text_state_known"),
            CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by="") | (Q(reviewed_at__isnull=False) & ~Q(reviewed_by="")),
                name="contact_text_review_whole",
            ),
        ]


class Source(models.Model):
    """Where a fact was read."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    url = models.CharField(max_length=1000)
    publisher = models.CharField(max_length=12, choices=pairs(Publisher))
    says = models.TextField()
    page_date = models.DateField(null=True, blank=True)
    seen_date = models.DateField()

    class Meta:
        ordering = ["resource", "position"]
        constraints = [
            UniqueConstraint(fields=["resource", "position"], name="source_position_once"),
            one_of(Publisher, "publisher", "source_publisher_known"),
            CheckConstraint(condition=~Q(url=""), name="source_url_given"),
        ]


class Check(models.Model):
    """Somebody made sure: of a whole record, or of one contact of it."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="checks")
    contact_point = models.ForeignKey(
        ContactPoint, null=True, blank=True, on_delete=models.CASCADE, related_name="checks"
    )
    checked_date = models.DateField()
    method = models.CharField(max_length=20, choices=pairs(CheckMethod))
    outcome = models.CharField(max_length=10, choices=pairs(CheckOutcome))
    checked_by = models.CharField(max_length=254)

    class Meta:
        ordering = ["resource", "-checked_date", "-id"]
        constraints = [
            one_of(CheckMethod, "method", "check_method_known"),
            one_of(CheckOutcome, "outcome", "check_outcome_known"),
            CheckConstraint(condition=~Q(checked_by=""), name="check_by_given"),
        ]


class RetiredNumber(models.Model):
    """A number that no longer reaches help in a country; nothing may bring it back. `dial` is its keys alone."""

    country = models.CharField(max_length=2)
    channel = models.CharField(max_length=10, choices=pairs(Channel))
    number = models.CharField(max_length=60)
    dial = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    # "2018" or "2018-07-01": what the source says, no more.
    retired = models.CharField(max_length=10, blank=True)
    successor = models.CharField(max_length=60, blank=True)
    # The address of a page, or `record:<id>` where the fact stands in the caution or note of a shipped record.
    source = models.CharField(max_length=1000)
    source_says = models.TextField()

    class Meta:
        ordering = ["country", "dial"]
        constraints = [
            UniqueConstraint(fields=["country", "channel", "dial"], name="retired_number_once"),
            one_of(Channel, "channel", "retired_channel_known"),
            CheckConstraint(condition=~Q(source=""), name="retired_number_needs_source"),
        ]
