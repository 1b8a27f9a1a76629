"""The examples in the docs are what the program writes, keep the schema, and cover every verdict."""

import json
from typing import get_args

import jsonschema
import pytest

from inturn.report.document import VerdictName, from_json, json_schema
from tests.unit.report.examples import FOLDER, texts


@pytest.mark.parametrize(("name", "text"), texts().items(), ids=texts())
def test_example_is_current_and_keeps_the_schema(name: str, text: str) -> None:
    stored = (FOLDER / name).read_text(encoding="utf-8")
    assert stored == text, "renew with: python -m tests.unit.report.examples"
    jsonschema.validate(json.loads(stored), json_schema())
    assert from_json(stored).schema_ == "inturn/standing-test/1"


def test_every_verdict_has_its_example() -> None:
    shown = {from_json((FOLDER / name).read_text(encoding="utf-8")).verdict for name in texts()}
    assert shown == set(get_args(VerdictName))
