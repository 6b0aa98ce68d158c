"""The deeds of the guide."""

from greenroom.guide.actions.care import CareReport, load_care
from greenroom.guide.actions.drafts import (
    DraftOutcome,
    discard_guide_draft,
    overrule_guide_finding,
    publish_guide_draft,
    save_guide_draft,
)
from greenroom.guide.actions.files import ExportReport, GuideReport, export_guide, load_guide

__all__ = [
    "CareReport",
    "DraftOutcome",
    "ExportReport",
    "GuideReport",
    "discard_guide_draft",
    "export_guide",
    "load_care",
    "load_guide",
    "overrule_guide_finding",
    "publish_guide_draft",
    "save_guide_draft",
]
