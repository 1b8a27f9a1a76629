"""The standing test of a sensor on the shin: a file in, the shank's tilt with its error out. No verdict."""

import json
from dataclasses import dataclass
from math import degrees
from pathlib import Path
from typing import Final

import inturn
from inturn.assess.error import ErrorModel
from inturn.assess.shin_test import ShinTest, assess_shin, quiet_standing
from inturn.body.keypoints import Side
from inturn.errors import InputError
from inturn.kinematics.error_model import stated_error
from inturn.kinematics.shank_tilt import tilt_outward, up_in_sensor
from inturn.motion.shin_sensor import ShinRecording
from inturn.programme.standing_test import load_standing_test
from inturn.quantity import Method, Quantity
from inturn.sources.laboratory.sensor import read_sensor
from inturn.workflows.measure import POSITION, TEST, Measured
from inturn.workflows.options import Support
from inturn.workflows.output import staged, write_text, writing

SOURCE_KIND: Final = "shin-sensor"
MEANS: Final = (
    "This is the shank's tilt from vertical, what an inclinometer on the shin reads. It is not hip rotation: a tilted "
    "pelvis counts as rotation, and whether the thigh was level or the body moved cannot be seen. It is never compared "
    "with values of a camera or a laboratory. Its error is a judgement from published studies."
)


@dataclass(frozen=True, slots=True)
class ShinOptions:
    """Which leg wears the sensor, which of its axes points forward, its column in a table of several, support."""

    side: Side
    forward: str = "+z"
    sensor: str | None = None
    support: Support = "none"


def shin_options(path: Path, side: Side | None, forward: str, sensor: str | None, support: Support) -> ShinOptions:
    """The options of a sensor's file; raises InputError where nobody said whose shin it is."""
    if side is None:
        raise InputError(f"{path.name} is of one shin: say which with --side left or --side right.")
    return ShinOptions(side, forward, sensor, support)


def read_shin(path: Path, options: ShinOptions) -> tuple[ShinRecording, ShinTest]:
    """Read and assess. Raises InputError or NoTestError with one sentence."""
    recording = read_sensor(path, options.sensor)
    up = up_in_sensor(recording)
    tilt = tilt_outward(up, quiet_standing(recording.time_s, up), options.forward, options.side)
    method = Method(TEST, POSITION, options.support, SOURCE_KIND)
    model = ErrorModel(*stated_error(SOURCE_KIND))
    return recording, assess_shin(recording.time_s, tilt, options.side, load_standing_test(), method, model)


def measure_shin(path: Path, folder: Path, options: ShinOptions) -> Measured:
    """Measure a sensor's file and write `result.json`; all or nothing."""
    with staged(folder) as aside:
        recording, test = read_shin(path, options)
        text = _json(recording, test)
        with writing(folder):
            write_text(aside, "result.json", text)
    return Measured(folder, text, _summary(test, folder))


def _json(recording: ShinRecording, test: ShinTest) -> str:
    document = {
        "schema": "inturn/shank-tilt/1",
        "source": {"file": recording.file, "sha256": recording.sha256},
        "made_by": {"inturn": inturn.__version__},
        "method": {
            "test": test.method.test, "position": test.method.position, "support": test.method.support,
            "source_kind": test.method.source_kind,
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


def _value(q: Quantity) -> dict[str, object]:
    low, high = q.interval95
    return {
        "degrees": degrees(q.value), "sd": degrees(q.sd), "interval95": [degrees(low), degrees(high)],
        "sd_random": degrees(q.sd_random), "sd_setup": degrees(q.sd_setup),
        "sd_systematic": degrees(q.sd_systematic), "n": q.n,
    }  # fmt: skip


def _summary(test: ShinTest, folder: Path) -> str:
    low, high = (degrees(v) for v in test.tilt.interval95)
    held = ", ".join(f"{degrees(t.tilt.value):.1f}" for t in test.trials)
    return (
        f"{test.side} shank, heel outward: {degrees(test.tilt.value):.1f} degrees (95 % {low:.1f} to {high:.1f}), "
        f"holds {held}.\n\n{MEANS}\n\n  {folder / 'result.json'}\n"
    )
