"""The annotated film: what was measured, drawn over the pictures."""

from inturn.report.overlay.write import write_film, write_overlay

__all__ = ["write_film", "write_overlay"]
