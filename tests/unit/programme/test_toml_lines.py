"""The line of a value in a TOML text: against texts made so that every value says its own line."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from inturn.programme.hip_internal_rotation import shipped_text
from inturn.programme.toml_lines import line_of, value_lines

TEXT = '''# a comment with [brackets] and = signs
top = 2
"quoted key" = 3

[table.sub]   # remark
a = { line = 6, text = "# no comment ] }" }
long = """
a = 1
[not.a.table]
"""
list = [   # 11
  "x # y",
  { line = 13 },

  15, ]
[[many]]
line = 17
[many.under]
line = 19
[[many]]
b.c.line = 21
'literal' = \'\'\'it''s\'\'\'
line = 23
'''


def walk(value: Any, path: tuple[Any, ...] = ()) -> Any:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key), inner
        yield from walk(inner, (*path, key))


def test_every_value_that_names_its_line_stands_there() -> None:
    checked = 0
    for path, value in walk(tomllib.loads(TEXT)):
        if path[-1] == "line":
            assert value_lines(TEXT)[path] == value, path
            checked += 1
    assert checked == 6
    assert line_of(TEXT, ("table", "sub", "list", 2)) == 15
    assert line_of(TEXT, ("many", 1, "missing")) == 20, "the table it is missing from"
    assert line_of(TEXT, ("nowhere",)) == 1


def test_every_value_of_the_shipped_file_has_a_line() -> None:
    text = shipped_text()
    lines = text.splitlines()
    found = value_lines(text)
    for path, _ in walk(tomllib.loads(text)):
        assert path in found
        if isinstance(path[-1], str):
            assert path[-1] in lines[found[path] - 1], path


words = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)


def written(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'


@given(st.lists(st.tuples(words, st.lists(words, max_size=3), st.booleans()), max_size=8))
def test_strings_of_any_content_do_not_lead_astray(entries: list[tuple[str, list[str], bool]]) -> None:
    lines: list[str] = []
    expected: dict[tuple[Any, ...], int] = {}
    for i, (text, many, gap) in enumerate(entries):
        lines += [""] if gap else []
        lines += [f"[[entry]]  # {i}", f"text = {written(text)}"]
        expected["entry", i, "text"] = len(lines)
        lines.append("many = [")
        for j, word in enumerate(many):
            lines.append(f"  {written(word)},")
            expected["entry", i, "many", j] = len(lines)
        lines.append("]")
    whole = "\n".join(lines)
    assert [e["text"] for e in tomllib.loads(whole).get("entry", [])] == [e[0] for e in entries]
    found = value_lines(whole)
    assert {path: found[path] for path in expected} == expected
