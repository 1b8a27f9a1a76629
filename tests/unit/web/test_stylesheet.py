"""The one stylesheet: the colours of the reports, nothing from elsewhere, readable by everybody."""

import re

import pytest

from inturn.report import palette
from inturn.web.configuration import HERE

CSS = (HERE / "static" / "css" / "inturn.css").read_text(encoding="utf-8")
MADE = re.compile(r"/\* colours: .*?\*/\n(.*?)\n/\* end of the colours \*/", re.DOTALL)


def colours() -> str:
    """The part of the stylesheet that is made from the palette: paste it there where this test fails."""
    light, dark = palette.variables(palette.LIGHT), palette.variables(palette.DARK)
    return (
        f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n{palette.chart_rules()}"
    )


def test_the_colours_are_those_of_the_reports() -> None:
    found = MADE.search(CSS)
    assert found is not None
    assert found[1] == colours()


def test_nothing_comes_from_elsewhere() -> None:
    assert not re.search(r"url\(|@import|@font-face|expression\(", CSS)


def test_every_colour_is_one_of_the_palette() -> None:
    rest = MADE.sub("", CSS)
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", rest)) <= {"#fff"}  # paper, in print
    assert set(re.findall(r"var\(--([\w-]+)\)", rest)) <= set(palette.LIGHT)


@pytest.mark.parametrize("name", ["LIGHT", "DARK"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("card", "calm", 4.5),  # a button's words
        ("card", "alarm", 4.5),
        ("ink", "page", 7.0),
        ("ink", "card", 7.0),
        ("ink", "calm-ground", 7.0),
        ("ink", "alarm-ground", 7.0),
        ("muted", "page", 4.5),
        ("muted", "card", 4.5),
        ("muted", "calm-ground", 4.5),
        ("calm", "calm-ground", 4.5),
        ("link", "page", 4.5),
        ("link", "alarm-ground", 4.5),
        ("strong-line", "card", 3.0),  # the border of what can be tapped or typed in, which is filled with it
    ],
)
def test_contrast(name: str, text: str, ground: str, least: float) -> None:
    colour = getattr(palette, name)
    assert palette.contrast(colour[text], colour[ground]) >= least
