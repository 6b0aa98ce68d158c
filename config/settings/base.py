"""Production settings: everything strict. `dev` and `test` only loosen what they name.

Every variable read here is described in `docs/environment.md`; a house test holds the two together.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.settings.databases import database_settings

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()  # type: ignore[no-untyped-call] # the package carries no types
environ.Env.read_env(BASE_DIR / ".env")


# Where this installation keeps what it makes (database, editions, keys, collected files).
VAR_DIR = Path(env.str("GREENROOM_VAR", default=str(BASE_DIR / "var")))
DATA_DIR = BASE_DIR / "data"


# Secrets


def required(name: str, remedy: str) -> str:
    """Return the variable `name`, or stop with a sentence that says how to mend it."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {remedy}")
    return str(value)


SECRET_KEY = required(
    "SECRET_KEY",
    "Put a long random value into the environment or into .env, for example the output of "
    "`python -c 'import secrets; print(secrets.token_urlsafe(50))'`.",
)
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
# The address by which readers know this installation: on paper, in canonical links, in the sitemap.
SITE_URL = required("SITE_URL", "Put it into the environment or .env, like https://help.example.org.").rstrip("/")
# The address by which assistants know it (MCP); the proxy sends it to their process.
MCP_URL = env.str("MCP_URL", default=f"{SITE_URL}/mcp")


# Parts, lowest last

INSTALLED_APPS = [
    "config",
    "greenroom.api",
    "greenroom.hub",
    "greenroom.search",
    "greenroom.edition",
    "greenroom.directory",
    "greenroom.guide",
    "greenroom.itinerary",
    "greenroom.accounts",
    "greenroom.core",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    # First: whatever refuses a request further in, the refusal is said in the reader's language.
    "greenroom.core.middleware.LanguageFromPathMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "greenroom.core.middleware.StaffPagesApartMiddleware",
    "greenroom.core.middleware.AddressLengthMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "greenroom.core.access.StaffOnlyUnlessMarkedMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "greenroom.core.page_context.page_context",
            ],
            "builtins": ["greenroom.core.templatetags.greenroom"],
        },
    },
]


# Database

DATABASES = {
    "default": database_settings(env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'greenroom.sqlite3'}"))
}


# Background work

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# What the clock starts: (management command with its arguments, every so many seconds).
CLOCK = [
    (("edition", "request"), 60),
    (("guide_books",), 60),
    (("prune_db_task_results",), 24 * 3600),
    (("clearsessions",), 24 * 3600),
]


# Editions

EDITION_DIR = Path(env.str("EDITION_DIR", default=str(VAR_DIR / "editions")))
EDITION_PRIVATE_KEY = Path(env.str("EDITION_PRIVATE_KEY", default=str(VAR_DIR / "keys" / "edition.key")))
EDITION_PUBLIC_KEY = Path(env.str("EDITION_PUBLIC_KEY", default=str(VAR_DIR / "keys" / "edition.pub")))
BOOK_DIR = Path(env.str("BOOK_DIR", default=str(VAR_DIR / "books")))
EDITIONS_KEPT = env.int("EDITIONS_KEPT", default=10)
# Functions that make files of an edition for anybody to fetch (edition.sources).
EDITION_SOURCES = ["greenroom.api.open_data.files", "greenroom.api.packs.files"]
# The licence of the open data, by its identifier in the SPDX list (greenroom/api/open_data/papers.py knows which).
OPEN_DATA_LICENCE = env.str("OPEN_DATA_LICENCE", default="CC-BY-4.0")


# Public pages

# The record whose e-mail address answers one to one; shown last on every help-now page.
CONCIERGE_RESOURCE = env.str("CONCIERGE_RESOURCE", default="int-backline-global-hub")
# Where "Leave this site" goes: a page nobody would ask about.
QUICK_EXIT_URL = env.str("QUICK_EXIT_URL", default="https://www.wikipedia.org/")
# A rendered public page may be replayed for this many seconds; pages print the minute they were made in.
READY_PAGE_SECONDS = 60


# Languages and time

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [BASE_DIR / "greenroom" / "locale"]


# Staff sign-in

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "greenroom.accounts.sign_in.StaffAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:desk"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"


# Cookies: staff only. Public pages neither set nor read any.

SESSION_COOKIE_PATH = "/staff/"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_PATH = "/staff/"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "greenroom.core.errors_views.form_too_old"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"


# Transport and headers

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# A query string is at most this long; longer ones are answered with 414 (core.middleware).
MAX_QUERY_BYTES = 4_096
DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144
# What somebody sends stays in memory: a routing must not lie in a temporary file.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]


# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


# Log: what happened to the service, never what somebody looked for.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "greenroom.core.log_lines.WithoutQueryStrings",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # A refused address is the visitor's affair: its path may say what somebody looked for.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # Anybody can send a wrong host name as often as they like; it is answered with 400 and is no failure of ours.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
