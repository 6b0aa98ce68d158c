"""The tests: production settings, quick password hashing, an editions folder and a database of their own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# A folder of its own for every process: parallel test processes inherit the environment of the first.
_var = tempfile.mkdtemp(prefix="greenroom-tests-")
atexit.register(shutil.rmtree, _var, ignore_errors=True)
os.environ["GREENROOM_VAR"] = _var
(Path(_var) / "static").mkdir()
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ["SITE_URL"] = "https://help.example.org"

from config.settings.base import *  # noqa: E402, F403 - a settings module is its base plus what it loosens

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
