"""Questions at the terminal: asked until the answer can be used. The end of the input stops, and nothing is kept."""

from collections.abc import Sequence

import typer

from inturn.errors import InputError


def line(prompt: str) -> str:
    """One line as typed, without spaces around it. Raises InputError where the input ends."""
    typer.echo(f"{prompt} ", nl=False)
    try:
        return input().strip()
    except EOFError as error:
        typer.echo("")
        raise InputError("The answers ended too early: nothing more was kept. Answer at a terminal.") from error


def choice(prompt: str, answers: Sequence[str], default: str | None = None) -> str:
    """One of the answers; as many letters as tell it apart are enough."""
    shown = "/".join(a.upper() if a == default else a for a in answers)
    while True:
        typed = line(f"{prompt} [{shown}]").lower()
        if not typed and default is not None:
            return default
        found = [a for a in answers if typed and a.startswith(typed)]
        if typed in answers or len(found) == 1:
            return typed if typed in answers else found[0]
        typer.echo(f"  Please answer {' or '.join(answers)}.")


def yes(prompt: str, default: bool | None = None) -> bool:
    """Yes or no."""
    word = None if default is None else "yes" if default else "no"
    return choice(prompt, ("yes", "no"), word) == "yes"


def whole(prompt: str, low: int, high: int, default: int | None = None) -> int:
    """A whole number from `low` to `high`."""
    while True:
        typed = line(f"{prompt} [{low}-{high}{'' if default is None else f', Enter = {default}'}]")
        if not typed and default is not None:
            return default
        if typed.lstrip("-").isdigit() and low <= int(typed) <= high:
            return int(typed)
        typer.echo(f"  Please give a whole number from {low} to {high}.")


def number(prompt: str, low: float, high: float, unit: str, default: float | None = None) -> float | None:
    """A number with a unit; Enter alone gives the default, which may be none."""
    hint = "Enter to leave out" if default is None else f"Enter = {default:g}"
    while True:
        typed = line(f"{prompt} [{unit}, {hint}]").replace(",", ".").removesuffix(unit).strip()
        if not typed:
            return default
        try:
            value = float(typed)
        except ValueError:
            value = float("nan")
        if low <= value <= high:
            return value
        typer.echo(f"  Please give a number from {low:g} to {high:g} {unit}.")


def pain(prompt: str, default: int | None = None) -> tuple[int, str | None]:
    """Pain 0-10, and where it is when there is any."""
    score = whole(prompt, 0, 10, default)
    where = line("Where is it, in your own words? (Enter to leave out)") if score else ""
    return score, where or None
