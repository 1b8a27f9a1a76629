"""docs/exchange.md tells every table and column, and every kind of resource that a bundle holds."""

import json
from pathlib import Path

import pytest

from inturn.report.exchange.columns import TABLES
from inturn.report.exchange.fhir import CarePlanFacts, history_to_fhir
from inturn.report.exchange.fhir.codes import FORMAT, HIP, PAIN
from tests.unit.report.histories import START, both_ways, red_flag

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "exchange.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_column_is_described(table) -> None:  # pyright: ignore[reportMissingParameterType]
    section = TEXT.split(f"### `{table.name}`:")[1].split("###")[0]
    for column in table.columns:
        assert f"| `{column.name}` | {column.kind}" in section
        assert column.meaning in section
    assert section.count("\n| `") == len(table.columns)


def test_every_resource_and_code_is_named() -> None:
    plan = CarePlanFacts("Plan", START, 24.0, (("squat", "two sets"),))
    texts = [history_to_fhir(h, START, plan) for h in (both_ways(), red_flag())]
    kinds = {e["resource"]["resourceType"] for text in texts for e in json.loads(text)["entry"]}
    assert all(kind in TEXT for kind in kinds)
    assert FORMAT in TEXT
    assert PAIN[1] in TEXT
    assert all(code[1] in TEXT for code in HIP.values())
