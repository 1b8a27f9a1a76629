"""The pages as a Django app: it brings templates, static files and translations, and no table."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Name and label."""

    name = "inturn.web"
    label = "web"
