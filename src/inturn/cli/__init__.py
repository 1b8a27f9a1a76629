"""The command line: parse, call, print. One file a family of commands; heavy rooms are imported by the command itself.

This room may not: know a rule, open a file of its own format, or be imported by another room.
"""

from inturn.cli.entry import app, main

__all__ = ["app", "main"]
