"""`python -m inturn` is the command `inturn`."""

from inturn.cli import main

main()
