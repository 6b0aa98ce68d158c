"""The clock: starts the periodic commands of `settings.CLOCK`, one after another, until it is told to stop."""

import logging
import signal
import threading
import time
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Start the periodic commands when they are due."

    def handle(self, *args: Any, **options: Any) -> None:
        stopping = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            stopping.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        due = {words: time.monotonic() + seconds for words, seconds in settings.CLOCK}
        while not stopping.wait(1):
            for words, seconds in settings.CLOCK:
                if time.monotonic() >= due[words]:
                    due[words] = time.monotonic() + seconds
                    self.start(words)

    def start(self, words: tuple[str, ...]) -> None:
        """Run one command; a failing one is logged and does not keep the others from their turn."""
        close_old_connections()
        try:
            call_command(*words, stdout=self.stdout, stderr=self.stderr)
        except Exception:
            log.exception("%s failed", " ".join(words))
