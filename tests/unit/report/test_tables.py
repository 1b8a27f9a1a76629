"""CSV and Parquet: the same history back, types and units kept, nothing a spreadsheet would run, plain refusals."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from hypothesis import given

from inturn.errors import InputError
from inturn.report.exchange.columns import TABLES
from inturn.report.exchange.csv_files import history_from_csv, history_to_csv, zipped
from inturn.report.exchange.parquet_files import history_from_parquet, history_to_parquet
from inturn.training.records import History
from tests.unit.report.histories import HISTORIES, hostile, red_flag, twelve_weeks
from tests.unit.report.same import differences
from tests.unit.report.strategies import histories

Files = dict[str, bytes]
WAYS: dict[str, tuple[Callable[[History], Files], Callable[[Files], History]]] = {
    "csv": (history_to_csv, history_from_csv),
    "parquet": (history_to_parquet, history_from_parquet),
}
ways = pytest.mark.parametrize("way", WAYS)


@ways
@given(history=histories())
def test_round_trip(way: str, history: History) -> None:
    write, read = WAYS[way]
    assert differences(history, read(write(history))) == []


@ways
@pytest.mark.parametrize("name", HISTORIES)
def test_samples_come_back(way: str, name: str) -> None:
    write, read = WAYS[way]
    history = HISTORIES[name]()
    assert differences(history, read(write(history))) == []


def test_every_column_says_its_meaning_and_units_stand_in_names() -> None:
    told = list(csv.DictReader(io.StringIO(history_to_csv(twelve_weeks())["columns.csv"].decode())))
    assert {(t["table"], t["column"]) for t in told} == {(t.name, c.name) for t in TABLES for c in t.columns}
    for row in told:
        if row["kind"] == "number" and row["column"] != "clean_share":
            assert row["column"].endswith(("_deg", "_cm", "_kg", "_s", "_points")), row


def test_no_cell_of_text_begins_like_a_formula() -> None:
    for name, content in history_to_csv(hostile()).items():
        kinds = {c.name: c.kind for t in TABLES if f"{t.name}.csv" == name for c in t.columns}
        for row in csv.DictReader(io.StringIO(content.decode(), newline="")):
            cells = [v for k, v in row.items() if kinds.get(k) == "text"]
            assert not any(v.startswith(("=", "+", "-", "@", "\t", "\r")) for v in cells)


def test_a_name_that_is_a_formula_comes_back_as_it_was() -> None:
    for name in ("=1+1", "'quoted", "@x", "-3", "''"):
        history = replace(twelve_weeks(), person=replace(twelve_weeks().person, name=name))
        assert history_from_csv(history_to_csv(history)).person.name == name


def test_parquet_is_typed() -> None:
    schema = pq.read_schema(io.BytesIO(history_to_parquet(twelve_weeks())["test_sides.parquet"]))
    assert str(schema.field("rotation_deg").type) == "double"
    moments = pq.read_schema(io.BytesIO(history_to_parquet(twelve_weeks())["tests.parquet"]))
    assert str(moments.field("at_utc").type) == "timestamp[us, tz=UTC]"
    assert schema.field("gap_cm").metadata == {b"meaning": b"gap from heel to stick"}


def test_zip_holds_the_same_files_and_is_the_same_each_time() -> None:
    files = history_to_csv(red_flag())
    archive = zipfile.ZipFile(io.BytesIO(zipped(files)))
    assert {n: archive.read(n) for n in archive.namelist()} == files
    assert zipped(files) == zipped(history_to_csv(red_flag()))


def _with(files: Files, name: str, old: bytes, new: bytes) -> Files:
    assert old in files[name]
    return {**files, name: files[name].replace(old, new, 1)}


BAD_CSV: dict[str, tuple[Callable[[Files], Files], str]] = {
    "file missing": (lambda f: {k: v for k, v in f.items() if k != "tests.csv"}, "tests.csv missing"),
    "column renamed": (lambda f: _with(f, "pain.csv", b"now_points", b"now"), "pain.csv does not begin"),
    "pain is a word": (lambda f: {**f, "pain.csv": f["pain.csv"].replace(b"before,5", b"before,five", 1)}, "row 5"),
    "pain 11": (lambda f: {**f, "pain.csv": f["pain.csv"].replace(b"before,5", b"before,11", 1)}, "pain 11"),
    "not text": (lambda f: {**f, "person.csv": b"\xff\xfe\x00"}, "not UTF-8"),
    "cells lost": (lambda f: {**f, "scores.csv": f["scores.csv"] + b"a,b\r\n"}, "2 cells"),
    "quote open": (lambda f: {**f, "scores.csv": f["scores.csv"] + b'"a'}, "damaged"),
    "two persons": (
        lambda f: {**f, "person.csv": f["person.csv"] + f["person.csv"].split(b"\r\n")[1] + b"\r\n"},
        "2 persons",
    ),
    "rotation 140": (lambda f: _angle(f, b"140.0"), "rotation of 140"),
    "not a number": (lambda f: _angle(f, b"nan"), "'nan'"),
    "unknown code": (lambda f: _with(f, "tests.csv", b",day,standing", b",night,standing"), "'night'"),
    "lost part": (lambda f: _with(f, "test_sides.csv", b"t-0-0,left", b"t-x,left"), "'t-x'"),
    "no zone": (lambda f: _with(f, "sessions.csv", b"Z,", b","), "no moment"),
}


def _angle(files: Files, value: bytes) -> Files:
    lines = files["test_sides.csv"].split(b"\r\n")
    cells = lines[1].split(b",")
    return {**files, "test_sides.csv": b"\r\n".join([lines[0], b",".join([*cells[:3], value, *cells[4:]]), *lines[2:]])}


@pytest.mark.parametrize("name", BAD_CSV)
def test_bad_csv_is_told_in_one_sentence(name: str) -> None:
    change, said = BAD_CSV[name]
    with pytest.raises(InputError) as caught:
        history_from_csv(change(history_to_csv(red_flag())))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bad_parquet_is_told() -> None:
    files = history_to_parquet(red_flag())
    with pytest.raises(InputError, match=r"tests\.parquet cannot be read"):
        history_from_parquet({**files, "tests.parquet": files["tests.parquet"][:-20]})
    with pytest.raises(InputError, match="other columns"):
        history_from_parquet({**files, "tests.parquet": files["pain.parquet"]})
    with pytest.raises(InputError, match="missing"):
        history_from_parquet({})
