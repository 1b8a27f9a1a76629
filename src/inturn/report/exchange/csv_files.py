"""The tables as CSV files (UTF-8, comma, quoted where needed), and the history read back from them.

A text that a spreadsheet would run as a formula gets a leading apostrophe, which reading takes away again.
"""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any, Final

from inturn.errors import InputError
from inturn.report.exchange.columns import TABLES, Column, Table
from inturn.report.exchange.from_rows import history_from_rows
from inturn.report.exchange.to_rows import Row, history_to_rows
from inturn.training.records import History

_GUARDED: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
COLUMNS_FILE: Final = "columns.csv"
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
_LARGEST_CELL: Final = 100_000_000


def history_to_csv(history: History) -> dict[str, bytes]:
    """Content by file name: one file a table, and `columns.csv`, which says what each column means."""
    rows = history_to_rows(history)
    files = {f"{table.name}.csv": _table(table, rows[table.name]) for table in TABLES}
    return {COLUMNS_FILE: _columns(), **files}


def history_from_csv(files: Mapping[str, bytes]) -> History:
    """The history in the files that `history_to_csv` wrote. Raises InputError, naming file and line, otherwise."""
    missing = [f"{table.name}.csv" for table in TABLES if f"{table.name}.csv" not in files]
    if missing:
        raise InputError(f"The export is not whole: {', '.join(missing)} missing. Choose the folder it was written to.")
    return history_from_rows({table.name: _read(table, files[f"{table.name}.csv"]) for table in TABLES})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one zip archive; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _table(table: Table, rows: Sequence[Row]) -> bytes:
    return _written([c.name for c in table.columns], ([_shown(row[c.name], c) for c in table.columns] for row in rows))


def _columns() -> bytes:
    head = ["table", "column", "kind", "may_be_empty", "meaning"]
    rows = ([t.name, c.name, c.kind, "yes" if c.empty else "no", c.meaning] for t in TABLES for c in t.columns)
    return _written(head, rows)


def _written(head: Sequence[str], rows: Any) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode()


def _shown(value: Any, column: Column) -> str:
    if value is None:
        return ""
    if column.kind == "text":
        return f"'{value}" if str(value).startswith(_GUARDED) else str(value)
    if column.kind == "boolean":
        return "true" if value else "false"
    if column.kind == "moment":
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if column.kind == "day" else repr(value)


def _read(table: Table, content: bytes) -> list[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{table.name}.csv is not UTF-8 text. Save it as CSV UTF-8.") from error
    rows = _lines(table, text)
    wanted = [c.name for c in table.columns]
    if not rows or rows[0] != wanted:
        raise InputError(f"{table.name}.csv does not begin with the columns {', '.join(wanted)}. Nothing was read.")
    return [_row(table, cells, line) for line, cells in enumerate(rows[1:], 2) if cells]


def _lines(table: Table, text: str) -> list[list[str]]:
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise InputError(f"{table.name}.csv is damaged: {error}. Nothing was read.") from error
    finally:
        csv.field_size_limit(before)


def _row(table: Table, cells: Sequence[str], line: int) -> Row:
    if len(cells) != len(table.columns):
        raise InputError(
            f"{table.name}.csv, row {line}: {len(cells)} cells where {len(table.columns)} are expected. "
            "Nothing was read."
        )
    return {c.name: _value(table, c, cell, line) for c, cell in zip(table.columns, cells, strict=True)}


def _value(table: Table, column: Column, cell: str, line: int) -> Any:
    if column.kind == "text":
        text = cell[1:] if cell.startswith("'") else cell
        return None if column.empty and not cell else text
    if not cell and column.empty:
        return None
    try:
        return _PARSERS[column.kind](cell)
    except (ValueError, KeyError) as error:
        raise InputError(
            f"{table.name}.csv, row {line}: column {column.name} holds '{cell[:40]}', which is no {column.kind}. "
            "Nothing was read."
        ) from error


def _moment(cell: str) -> datetime:
    at = datetime.fromisoformat(cell)
    if at.tzinfo is None:
        raise ValueError(cell)
    return at.astimezone(UTC)


def _number(cell: str) -> float:
    value = float(cell)
    if not isfinite(value):
        raise ValueError(cell)
    return value


_PARSERS: Final[Mapping[str, Any]] = {
    "integer": int,
    "number": _number,
    "boolean": {"true": True, "false": False}.__getitem__,
    "moment": _moment,
    "day": date.fromisoformat,
}
