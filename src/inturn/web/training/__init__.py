"""Guided session, progress, tests and downloads."""
