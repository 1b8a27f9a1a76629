"""Inturn: hip internal rotation from an ordinary camera, with its error."""

__version__ = "0.1.0"
