"""The outside world -> recordings: one sub-package per kind of source."""
