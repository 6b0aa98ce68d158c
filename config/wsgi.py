"""The web process: ready pages first, Django behind them."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
django_application = get_wsgi_application()

from greenroom.hub.ready_pages import ReadyPages  # noqa: E402 - needs Django's settings
from greenroom.search import understanding  # noqa: E402 - needs Django's settings

application = ReadyPages(django_application)
# Beside the first answers, not before them: help-now needs none of it.
Thread(target=understanding.warm, name="warm", daemon=True).start()
