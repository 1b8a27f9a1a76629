"""One full example of `result.json` per verdict, in `docs/examples/`. Renew: `python -m tests.unit.report.examples`."""

from pathlib import Path

from inturn.report.document import to_json
from tests.unit.report.samples import body_moved, likely_sufficient, limited_left, unreadable

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "examples"
EXAMPLES = {
    "mobility-work": limited_left,
    "likely-sufficient": likely_sufficient,
    "unclear": body_moved,
    "unreadable": unreadable,
}


def texts() -> dict[str, str]:
    """The files' content by name."""
    return {f"{name}.json": to_json(make()) for name, make in EXAMPLES.items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
