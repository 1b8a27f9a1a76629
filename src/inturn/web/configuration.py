"""What Django is told for the pages, on top of what the store tells it. Built by a function, so that tests can."""

from pathlib import Path
from typing import Any, Final

from inturn.store.boot import PAGE_APPS, django_settings
from inturn.store.sqlite import path_of
from inturn.web.desk import Desk

LARGEST_CLIP_BYTES: Final = 500_000_000
"""Half an hour of a phone's film; a test takes two or three minutes."""
LARGEST_FORM_BYTES: Final = 2_000_000
HERE: Final = Path(__file__).parent

MIDDLEWARE: Final = (
    "django.middleware.security.SecurityMiddleware",
    "inturn.web.headers.strict",
    "inturn.web.static_files.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "inturn.web.entering.only_who_came_in",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "inturn.web.problems.told_calmly",
)

_CONTEXT: Final = (
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "django.contrib.messages.context_processors.messages",
    "inturn.web.pages.context.look",
)


def web_settings(desk: Desk) -> dict[str, Any]:
    """Django's settings for one running app."""
    return {
        **django_settings(path_of(desk.settings.database_url)),
        **_pages(),
        **_who_may(desk),
        "INTURN": desk,
        "INSTALLED_APPS": [*django_settings(path_of(desk.settings.database_url))["INSTALLED_APPS"], *PAGE_APPS],
        "SECRET_KEY": desk.secret,
        "ALLOWED_HOSTS": list(desk.hosts),
        "LOGGING": _logging(desk.folder / "errors.log"),
        "FILE_UPLOAD_TEMP_DIR": str(desk.folder / "incoming"),  # nobody's film lies in the machine's common folder
        "FILE_UPLOAD_MAX_MEMORY_SIZE": 2_621_440,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": LARGEST_FORM_BYTES,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 500,
    }


def _pages() -> dict[str, Any]:
    return {
        "ROOT_URLCONF": "inturn.web.urls",
        "MIDDLEWARE": list(MIDDLEWARE),
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [str(HERE / "templates")],
                "APP_DIRS": False,
                "OPTIONS": {
                    "context_processors": list(_CONTEXT),
                    "loaders": [("django.template.loaders.cached.Loader", _LOADERS)],
                },
            }
        ],
        "STATIC_URL": "/static/",
        "STATICFILES_DIRS": [str(HERE / "static")],
        "STATICFILES_FINDERS": [
            "django.contrib.staticfiles.finders.FileSystemFinder",
            "inturn.web.static_files.HtmxFinder",
        ],
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_MAX_AGE": 0,  # asked again each time, answered "unchanged": never an old script after an upgrade
        "WHITENOISE_ALLOW_ALL_ORIGINS": False,
        "LANGUAGE_CODE": "en",
        "LANGUAGES": [("en", "English")],
        "LOCALE_PATHS": [str(HERE / "locale")],
        "USE_I18N": True,
        "TIME_ZONE": "UTC",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    }


_LOADERS: Final = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]


def _who_may(desk: Desk) -> dict[str, Any]:
    return {
        # Files: what is kept in them must end with "forget me", and survive a restart in the middle of a session.
        "SESSION_ENGINE": "django.contrib.sessions.backends.file",
        "SESSION_FILE_PATH": str(desk.folder / "sessions"),
        "SESSION_COOKIE_NAME": "inturn_session",
        "SESSION_COOKIE_AGE": 30 * 86400,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_NAME": "inturn_csrf",
        "CSRF_COOKIE_SAMESITE": "Strict",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
    }


def _logging(file: Path) -> dict[str, Any]:
    """Unforeseen failures go to a file of this machine; nobody's address or link is written down."""
    to_file = {
        "class": "logging.handlers.RotatingFileHandler", "filename": str(file), "maxBytes": 1_000_000,
        "backupCount": 1, "delay": True, "encoding": "utf-8", "formatter": "dated", "level": "ERROR",
    }  # fmt: skip
    handled = {"handlers": ["file"], "level": "ERROR", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"dated": {"format": "%(asctime)s %(name)s %(levelname)s %(message)s"}},
        "handlers": {"file": to_file},
        "loggers": {name: handled for name in ("django", "uvicorn", "asyncio", "inturn")},
    }
