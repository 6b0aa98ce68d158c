"""`make run`: the production settings on this machine's loopback address, without TLS."""

import os

from config.local_secret import local_secret_key

os.environ.setdefault("SECRET_KEY", local_secret_key())
os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
# No proxy here that would send the site's own /mcp to the assistants' process.
os.environ.setdefault("MCP_URL", f"http://127.0.0.1:{os.environ.get('MCP_PORT', '8001')}/mcp")

from config.settings.base import *  # noqa: F403 - a settings module is its base plus what it loosens
from config.settings.base import env

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
