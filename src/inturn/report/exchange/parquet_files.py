"""The tables as Parquet files with typed columns, and the history read back from them."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from inturn.errors import InputError
from inturn.report.exchange.columns import TABLES, Table
from inturn.report.exchange.from_rows import history_from_rows
from inturn.report.exchange.to_rows import Row, history_to_rows
from inturn.training.records import History

if TYPE_CHECKING:
    import pyarrow as pa


def history_to_parquet(history: History) -> dict[str, bytes]:
    """Content by file name: one file a table, types as in `columns`, the meaning of each column in its metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = history_to_rows(history)
    files: dict[str, bytes] = {}
    for table in TABLES:
        buffer = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(rows[table.name], schema=_schema(table)), buffer, compression="zstd")
        files[f"{table.name}.parquet"] = buffer.getvalue()
    return files


def history_from_parquet(files: Mapping[str, bytes]) -> History:
    """The history in the files that `history_to_parquet` wrote. Raises InputError, naming the file, otherwise."""
    missing = [f"{table.name}.parquet" for table in TABLES if f"{table.name}.parquet" not in files]
    if missing:
        raise InputError(f"The export is not whole: {', '.join(missing)} missing. Choose the folder it was written to.")
    return history_from_rows({table.name: _read(table, files[f"{table.name}.parquet"]) for table in TABLES})


def _schema(table: Table) -> "pa.Schema":
    import pyarrow as pa

    kinds = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "moment": pa.timestamp("us", tz="UTC"),
        "day": pa.date32(),
    }
    return pa.schema(
        [pa.field(c.name, kinds[c.kind], nullable=c.empty, metadata={"meaning": c.meaning}) for c in table.columns],
        metadata={"row": table.row},
    )


def _read(table: Table, content: bytes) -> list[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        found = pq.read_table(io.BytesIO(content))
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{table.name}.parquet cannot be read as Parquet. Nothing was read.") from error
    if not found.schema.equals(_schema(table)):
        raise InputError(f"{table.name}.parquet has other columns than Inturn writes. Nothing was read.")
    return [{key: _plain(value) for key, value in row.items()} for row in found.to_pylist()]


def _plain(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
