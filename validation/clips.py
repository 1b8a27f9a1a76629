"""The sample and the test clips against their truth, through the whole program: `python -m validation.clips`.

Options: --network full (default heavy), --clips DIR (truth files beside the clips), --json FILE. A trial is found when
its side is right and its peak lies in the true hold, 0.3 s more on both sides; everything else found is extra.
"""

import argparse
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from inturn import __version__
from inturn.errors import InturnError
from inturn.report.document import Result
from inturn.workflows.measure import load, read_test
from inturn.workflows.options import MeasureOptions, Network
from validation.figures.matching import Found, Hold, match

ROOT = Path(__file__).parents[1]
CHANGES = ("pelvic_list", "pelvic_turn", "trunk_lean")


@dataclass
class Row:
    """One clip: what was said, and the errors (degrees) of what was found."""

    clip: str
    said: str
    true_trials: int
    found: int = 0
    extra: int = 0
    rotation: list[float] = field(default_factory=list)
    sd: list[float] = field(default_factory=list)
    changes: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in CHANGES})


def truth_of(clip: Path) -> dict[str, Any]:
    """The truth file beside a clip."""
    beside = clip.with_suffix(".json")
    return json.loads((beside if beside.exists() else clip.with_suffix(".truth.json")).read_text("utf-8"))


def compare(row: Row, result: Result, truth: dict[str, Any]) -> None:
    """Match trials of a result with true ones."""
    true = truth["trials"]
    said = [(side, t) for side in ("left", "right") for t in result.side(side).trials]
    holds = [Hold(t["side"], t["hold_start_s"], t["hold_end_s"]) for t in true]
    matches = match(holds, [Found(side, t.peak_s) for side, t in said])
    row.found, row.extra = len(matches.right), len(matches.extra)
    for i, j in sorted(matches.right.items(), key=lambda pair: pair[1]):
        trial = said[j][1]
        if trial.rotation is None or trial.quality == "unreadable":
            continue
        row.rotation.append(trial.rotation.degrees - true[i]["rotation_deg"])
        row.sd.append(trial.rotation.sd)
        for name in CHANGES:
            change = getattr(trial.compensation, name).change_deg
            if change is not None:
                row.changes[name].append(change - true[i][f"{name}_deg"])


def measure(clip: Path, network: Network) -> Row:
    """One clip through the program."""
    truth = truth_of(clip)
    row = Row(clip.stem, "", len(truth["trials"]))
    try:
        recording = load(clip, network, False, None)
        result = read_test(recording, MeasureOptions(network=network), datetime.now(UTC)).result
    except InturnError as refusal:
        row.said = f"refused (exit {refusal.exit_code})"
        return row
    row.said = f"{result.verdict} (left {result.sides.left.verdict}, right {result.sides.right.verdict})"
    compare(row, result, truth)
    return row


def summary(rows: list[Row]) -> dict[str, float | int]:
    """Figures over all trials."""
    errors = np.array([e for r in rows for e in r.rotation])
    sds = np.array([s for r in rows for s in r.sd])
    out: dict[str, float | int] = {
        "trials": sum(r.true_trials for r in rows),
        "found": sum(r.found for r in rows),
        "extra": sum(r.extra for r in rows),
    }
    if errors.size:
        out |= {
            "rotation_mae": float(np.abs(errors).mean()),
            "rotation_bias": float(errors.mean()),
            "rotation_p95": float(np.percentile(np.abs(errors), 95)),
            "interval95_covers": float((np.abs(errors) < 1.96 * sds).mean()),
        }
    for name in CHANGES:
        values = [abs(e) for r in rows for e in r.changes[name]]
        out |= {f"{name}_change_mae": float(np.mean(values))} if values else {}
    return out


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, and keep the figures when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", default="heavy", choices=["lite", "full", "heavy"])
    parser.add_argument("--clips", type=Path, help="another folder of clips with truth files")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    chosen = parser.parse_args(arguments)
    folder = chosen.clips or ROOT / "tests" / "clips"
    clips = sorted(p for p in folder.glob("*.mp4") if ".part" not in p.name)
    if chosen.clips is None:
        clips.insert(0, ROOT / "src" / "inturn" / "data" / "sample" / "standing-test.mp4")
    rows = []
    for clip in clips:
        rows.append(row := measure(clip, chosen.network))
        errors = ", ".join(f"{e:+.1f}" for e in row.rotation)
        print(f"{row.clip:16s} {row.found}/{row.true_trials} found, {row.extra} extra, errors [{errors}]  {row.said}")
    figures = summary(rows)
    print(json.dumps(figures, indent=1))
    if chosen.json:
        kept = {
            "inturn": __version__, "network": chosen.network, "at": datetime.now(UTC).date().isoformat(),
            "figures": figures, "clips": [asdict(r) for r in rows],
        }  # fmt: skip
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
