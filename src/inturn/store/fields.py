"""Columns that Django does not have."""

from datetime import datetime
from typing import Any

from django.db import models

from inturn.store.moments import from_text, to_text


class MomentField(models.Field):
    """An aware moment, kept as text of one width in UTC: readable, ordered, and quick to read without Django."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - as Django calls it
        """Plain text."""
        return "text"

    def from_db_value(self, value: str | None, *_: Any) -> datetime | None:
        """Text to moment."""
        return None if value is None else from_text(value)

    def get_prep_value(self, value: datetime | None) -> str | None:
        """Moment to text."""
        return None if value is None else to_text(value)
