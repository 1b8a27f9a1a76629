"""Which line of a TOML text a value stands on, so that a complaint about it can name the line.

Only for text that `tomllib` has accepted: what is valid is taken for granted here.
"""

from bisect import bisect_left
from collections.abc import Sequence

Path = tuple[str | int, ...]
_BARE_ENDS = ",]}\n#"


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Line (from 1) of the value at `path`, or of the nearest table above it that is written down."""
    lines = value_lines(text)
    for length in range(len(path), 0, -1):
        found = lines.get(tuple(path[:length]))
        if found is not None:
            return found
    return 1


def value_lines(text: str) -> dict[Path, int]:
    """Line of every table, key and array element, by its path; elements of arrays are counted from 0."""
    return _Walk(text).lines


class _Walk:
    """One pass over the text. `lines` is filled on the way."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n") + "\n"
        self.breaks = [i for i, c in enumerate(self.text) if c == "\n"]
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        table: Path = ()
        while self._skip(" \t\n"):
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)

    def _skip(self, blanks: str) -> bool:
        """Pass blanks and comments; False at the end of the text."""
        while self.at < len(self.text):
            if self.text[self.at] == "#":
                self.at = self.text.index("\n", self.at)
            elif self.text[self.at] in blanks:
                self.at += 1
            else:
                return True
        return False

    def _note(self, path: Path) -> None:
        self.lines.setdefault(path, bisect_left(self.breaks, self.at) + 1)

    def _header(self) -> Path:
        """A table header, or that of an array of tables, whose latest element it opens."""
        start = self.at
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        keys = self._keys("]")
        self.at += 2 if many else 1
        path: Path = ()
        for i, key in enumerate(keys):
            path = (*path, key)
            last = i == len(keys) - 1
            if last and many:
                self.counts[path] = self.counts.get(path, -1) + 1
            end, self.at = self.at, start
            self._note(path)
            if path in self.counts:
                path = (*path, self.counts[path])
                self._note(path)
            self.at = end
        return path

    def _keys(self, end: str) -> list[str]:
        """A dotted key up to `end`, which is not passed."""
        keys: list[str] = []
        while self._skip(" \t") and self.text[self.at] != end:
            if self.text[self.at] == ".":
                self.at += 1
            elif self.text[self.at] in "\"'":
                start = self.at
                self._string()
                keys.append(self.text[start + 1 : self.at - 1])
            else:
                start = self.at
                while self.text[self.at] not in f" \t.{end}":
                    self.at += 1
                keys.append(self.text[start : self.at])
        return keys

    def _pair(self, table: Path) -> None:
        start = self.at
        path = table
        for key in self._keys("="):
            path = (*path, key)
            end, self.at = self.at, start
            self._note(path)
            self.at = end
        self.at += 1
        self._skip(" \t")
        self._value(path)

    def _value(self, path: Path) -> None:
        self._note(path)
        first = self.text[self.at]
        if first == "[":
            self._array(path)
        elif first == "{":
            self._inline(path)
        elif first in "\"'":
            self._string()
        else:
            while self.text[self.at] not in _BARE_ENDS:
                self.at += 1

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self._skip(" \t\n,") and self.text[self.at] != "]":
            self._value((*path, index))
            index += 1
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while self._skip(" \t\n,") and self.text[self.at] != "}":
            self._pair(path)
        self.at += 1

    def _string(self) -> None:
        """Pass a string, of one line or several."""
        quote = self.text[self.at]
        long = self.text.startswith(quote * 3, self.at)
        mark = quote * 3 if long else quote
        self.at += len(mark)
        while not self.text.startswith(mark, self.at):
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += len(mark)
        while long and self.text.startswith(quote, self.at):  # up to two quotes may stand before the closing three
            self.at += 1
