"""Publish what the directory holds now, with the keys and folders of this installation."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from greenroom.core.errors import ActionRefused
from greenroom.edition import keys
from greenroom.edition.build import publisher
from greenroom.edition.build.directory_documents import resource_documents
from greenroom.edition.manifest import Manifest


def publish_now() -> Manifest:
    """Build, verify and switch to the next edition.

    Refuses: ActionRefused when the signing key is missing or the disk refuses; the public edition stays as it was.
    """
    try:
        return publisher.publish(
            settings.EDITION_DIR,
            keys.private_key(settings.EDITION_PRIVATE_KEY),
            resource_documents(),
            timezone.now(),
            settings.EDITIONS_KEPT,
        )
    except keys.KeyMissing as error:
        raise ActionRefused("edition_key_missing", str(error)) from error
    except OSError as error:
        sentence = _("The edition could not be written (%(reason)s). The public edition is unchanged.")
        raise ActionRefused("edition_not_written", sentence % {"reason": error.strerror or str(error)}) from error
