"""The angles table as CSV, Parquet or netCDF; each carries the meaning and the sign of every column."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Final

from inturn.report.laboratory.columns import CONVENTION, Column

Facts = Mapping[str, str]
"""Where the table comes from: "file", "sha256", "way", "made_by"."""


def to_csv(table: Sequence[Column], facts: Facts) -> bytes:
    """UTF-8, comma between, decimal points; lines that begin with # tell facts, convention and signs."""
    text = io.StringIO(newline="")
    for key, value in {**facts, "convention": CONVENTION}.items():
        text.write(f"# {key}: {' '.join(value.split())}\r\n")
    for column in table:
        text.write(f"# {column.name}: {column.meaning}\r\n")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([c.name for c in table])
    for row in zip(*(c.values.tolist() for c in table), strict=True):
        writer.writerow([f"{v:.6g}" if isfinite(v) else "" for v in row])
    return text.getvalue().encode()


def to_parquet(table: Sequence[Column], facts: Facts) -> bytes:
    """Columns of 64-bit numbers, null where not seen; meanings in the columns' metadata, facts in the table's."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        [pa.field(c.name, pa.float64(), metadata={"meaning": c.meaning}) for c in table],
        metadata={**facts, "convention": CONVENTION},
    )
    arrays = [pa.array(c.values, from_pandas=True) for c in table]  # NaN becomes null
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), buffer, compression="zstd")
    return buffer.getvalue()


def to_netcdf(table: Sequence[Column], facts: Facts) -> bytes:
    """Dimension `time`, a variable a column with `units` and `long_name`."""
    import xarray as xr

    time, *rest = table
    data = {c.name: ("time", c.values, {"units": "degree", "long_name": c.meaning}) for c in rest}
    dataset = xr.Dataset(
        data,
        coords={"time": ("time", time.values, {"units": "s", "long_name": time.meaning})},
        attrs={**facts, "convention": CONVENTION},
    )
    buffer = io.BytesIO()
    dataset.to_netcdf(buffer, engine="h5netcdf")
    return buffer.getvalue()


WRITERS: Final[Mapping[str, Callable[[Sequence[Column], Facts], bytes]]] = {
    ".csv": to_csv,
    ".parquet": to_parquet,
    ".nc": to_netcdf,
}
"""By the ending of the file's name."""
