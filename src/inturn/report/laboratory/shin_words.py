"""The shank's tilt from a sensor on the shin, in words, as JSON, and as a note that is kept. No verdict."""

import json
from collections.abc import Sequence
from math import degrees
from typing import Final

from inturn.assess.shin_test import ShinTest
from inturn.quantity import Quantity

MEANS: Final = (
    "This is the shank's tilt from vertical, what an inclinometer on the shin reads. It is not hip rotation: a tilted "
    "pelvis counts as rotation, and whether the thigh was level or the body moved cannot be seen. It is never compared "
    "with values of a camera or a laboratory. Its error is a judgement from published studies."
)


def shin_text(test: ShinTest, files: Sequence[str]) -> str:
    """For a terminal: the value with its interval, every hold, what it means, and the files written."""
    return "\n".join([f"{_found(test)}\n\n{MEANS}\n", *(f"  {file}" for file in files)]) + "\n"


def shin_note(test: ShinTest, sha256: str) -> str:
    """What is kept with a person: a note, because no rule of the programme may take it for hip rotation."""
    return f"Sensor on the shin, {_found(test)} Shank to vertical, not hip rotation; recording {sha256}."


def shin_json(test: ShinTest, source: dict[str, str], made_by: str) -> str:
    """Everything for programs (`inturn/shank-tilt/1`); `source` is "file" and "sha256"."""
    method = test.method
    document = {
        "schema": "inturn/shank-tilt/1",
        "source": source,
        "made_by": {"inturn": made_by},
        "method": {
            "test": method.test, "position": method.position, "support": method.support,
            "source_kind": method.source_kind,
        },
        "side": test.side,
        "shank_to_vertical": _value(test.tilt),
        "trials": [
            {"order": t.order, "start_s": t.start_s, "peak_s": t.peak_s, "end_s": t.end_s,
             "shank_to_vertical": _value(t.tilt)}
            for t in test.trials
        ],
        "means": MEANS,
    }  # fmt: skip
    return json.dumps(document, indent=2) + "\n"


def _found(test: ShinTest) -> str:
    low, high = (degrees(v) for v in test.tilt.interval95)
    held = ", ".join(f"{degrees(t.tilt.value):.1f}" for t in test.trials)
    value = degrees(test.tilt.value)
    return f"{test.side} shank, heel outward: {value:.1f} degrees (95 % {low:.1f} to {high:.1f}), holds {held}."


def _value(q: Quantity) -> dict[str, object]:
    low, high = q.interval95
    return {
        "degrees": degrees(q.value), "sd": degrees(q.sd), "interval95": [degrees(low), degrees(high)],
        "sd_random": degrees(q.sd_random), "sd_setup": degrees(q.sd_setup),
        "sd_systematic": degrees(q.sd_systematic), "n": q.n,
    }  # fmt: skip
