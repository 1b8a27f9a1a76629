"""The store as a Django app."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Name and label under which the migrations are recorded."""

    name = "inturn.store"
    label = "store"
