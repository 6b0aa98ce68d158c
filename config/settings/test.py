"""The tests: production settings, quick password hashing, an editions folder and a database of their own."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("GREENROOM_VAR", tempfile.mkdtemp(prefix="greenroom-tests-"))

from config.settings.base import *  # noqa: F403 - a settings module is its base plus what it loosens
from config.settings.base import VAR_DIR

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STATIC_ROOT = Path(VAR_DIR) / "static"
