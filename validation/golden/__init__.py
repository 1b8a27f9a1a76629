"""How the golden output of the reference implementation in `tests/golden` was made."""
