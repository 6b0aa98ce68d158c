"""Publish what the directory and the guide hold now, with the keys and folders of this installation."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from greenroom.core import audit
from greenroom.core.errors import ActionRefused
from greenroom.edition import keys, sources
from greenroom.edition.build import publisher
from greenroom.edition.build.care_documents import care_documents
from greenroom.edition.build.directory_documents import resource_documents
from greenroom.edition.build.guide_documents import guide_documents
from greenroom.edition.documents import Content
from greenroom.edition.manifest import EDITORIAL_PARTS, EditionDamaged, Manifest

# Parts that are being changed are read again, at most so often; then the next change will publish once more anyway.
READINGS = 3


def publish_now() -> Manifest:
    """Build, verify and switch to the next edition.

    Refuses: ActionRefused when a key is missing, the two are no pair, or the disk refuses; the public edition stays.
    """
    try:
        private, public = keys.private_key(settings.EDITION_PRIVATE_KEY), keys.public_key(settings.EDITION_PUBLIC_KEY)
        if private.public_key() != public:
            raise keys.KeyMissing("The edition's two keys are no pair: no reader could open what this key signs.")
        deeds, content = _read_content()
        return publisher.publish(
            settings.EDITION_DIR,
            private,
            content,
            timezone.now(),
            settings.EDITIONS_KEPT,
            editorial_deeds=deeds,
            derive=sources.files_of,
        )
    except keys.KeyMissing as error:
        raise ActionRefused("edition_key_missing", str(error)) from error
    except (OSError, EditionDamaged) as error:
        sentence = _("The edition could not be written (%(reason)s). The public edition is unchanged.")
        reason = getattr(error, "strerror", None) or str(error)
        raise ActionRefused("edition_not_written", sentence % {"reason": reason}) from error


def _read_content() -> tuple[int, Content]:
    """Return (deeds so far, all documents), read while nobody changed the editorial parts."""
    for _reading in range(READINGS):
        deeds = audit.deed_count(EDITORIAL_PARTS)
        content = Content(tuple(resource_documents()), tuple(care_documents()), tuple(guide_documents()))
        if audit.deed_count(EDITORIAL_PARTS) == deeds:
            break
    return deeds, content
