"""How care works in a country, one row a fact; chapters and tools, one row a page and one a text of it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from greenroom.core.closed_lists import one_of, pairs, values
from greenroom.core.evidence import Confidence, Publisher
from greenroom.guide.choices import CareTopic, Grade, PageKind, Widget, WordsState
from greenroom.guide.wording import Rule


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


class GuidePage(models.Model):
    """A chapter or a tool: what is the same in every language.

    `roles` is empty where a page is for everyone. `blocks`: `[kind, id, [what it points at]]`, in order; the words of a
    block stand in each text under its id. `pace`: `[phase, seconds]`, of a pacer. `overruled`: `[rule, reason, by whom,
    day]`: findings of `wording` that somebody let stand. `file_digest`: an unchanged file is left alone; empty where
    the page was edited here, and then its files no longer count.
    """

    kind = models.CharField(max_length=8, choices=pairs(PageKind))
    slug = models.SlugField(max_length=80)
    roles = models.JSONField(default=list)
    moments = models.JSONField()
    topics = models.JSONField()
    minutes = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=1, choices=pairs(Grade))
    widget = models.CharField(max_length=16, choices=pairs(Widget), blank=True)
    pace = models.JSONField(default=list)
    first_for = models.JSONField(default=list)
    is_crisis = models.BooleanField()
    needs_quick_exit = models.BooleanField()
    blocks = models.JSONField()
    overruled = models.JSONField(default=list)
    written_date = models.DateField()
    review_due_date = models.DateField()
    file_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["kind", "slug"]
        constraints = [
            UniqueConstraint(fields=["kind", "slug"], name="guide_page_once"),
            one_of(PageKind, "kind", "guide_page_kind_known"),
            one_of(Grade, "grade", "guide_page_grade_known"),
            CheckConstraint(condition=Q(widget="") | Q(widget__in=values(Widget)), name="guide_page_widget_known"),
            CheckConstraint(condition=Q(review_due_date__gt=F("written_date")), name="guide_page_review_after_writing"),
            CheckConstraint(condition=Q(minutes__gte=1), name="guide_page_takes_time"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def is_edited_here(self) -> bool:
        return self.file_digest == ""

    def mark_edited_here(self, blocks: list[Any]) -> None:
        """Take the blocks of a new text; from now on the page's files no longer count."""
        self.blocks, self.file_digest = blocks, ""
        self.save(update_fields=["blocks", "file_digest"])

    def overrule(self, rule: Rule, reason: str, by: str, on: date) -> None:
        """Let the findings of a rule stand."""
        others = [one for one in self.overruled if one[0] != rule.value]
        self.overruled, self.file_digest = [*others, [rule.value, reason, by, on.isoformat()]], ""
        self.save(update_fields=["overruled", "file_digest"])


class GuideSource(models.Model):
    """Where something was read. `key`: its name in the files. `published` is as exact as the source says it."""

    page = models.ForeignKey(GuidePage, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=80)
    title = models.TextField()
    url = models.CharField(max_length=1000)
    published = models.CharField(max_length=10, blank=True)
    seen_date = models.DateField()

    class Meta:
        ordering = ["page", "position"]
        constraints = [
            UniqueConstraint(fields=["page", "position"], name="guide_source_position_once"),
            CheckConstraint(condition=~Q(url="") & ~Q(title=""), name="guide_source_given"),
        ]


class GuideText(models.Model):
    """The words of a page in one language. `blocks`: {id: Markdown}.

    `source_revision`: of the English it is made of; in English, of itself.
    """

    page = models.ForeignKey(GuidePage, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=200)
    promise = models.TextField()
    blocks = models.JSONField()
    state = models.CharField(max_length=8, choices=pairs(WordsState))
    source_revision = models.CharField(max_length=12)
    reviewed_by = models.CharField(max_length=200, blank=True)
    reviewed_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["page", "language"]
        permissions = [
            ("edit_guide", "May write texts of the guide"),
            ("publish_guide", "May publish what another person wrote, and let findings stand"),
        ]
        constraints = [
            UniqueConstraint(fields=["page", "language"], name="guide_text_language_once"),
            one_of(WordsState, "state", "guide_text_state_known"),
            CheckConstraint(condition=~Q(title=""), name="guide_text_title_given"),
            CheckConstraint(
                condition=Q(reviewed_by="", reviewed_date=None) | (~Q(reviewed_by="") & ~Q(reviewed_date=None)),
                name="guide_text_reviewed_both_or_neither",
            ),
        ]


class GuideDraft(models.Model):
    """A text that somebody is writing here; readers keep the old one until another person publishes it.

    `shape`: the blocks of the page as the draft has them, like `GuidePage.blocks`.
    """

    page = models.ForeignKey(GuidePage, on_delete=models.CASCADE, related_name="drafts")
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=200)
    promise = models.TextField()
    blocks = models.JSONField()
    shape = models.JSONField()
    author_id = models.CharField(max_length=40)
    author_label = models.CharField(max_length=254)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["page", "language"]
        constraints = [
            UniqueConstraint(fields=["page", "language"], name="guide_draft_language_once"),
            CheckConstraint(condition=~Q(title="") & ~Q(promise=""), name="guide_draft_words_given"),
        ]
