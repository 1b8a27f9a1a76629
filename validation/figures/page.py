"""docs/validation.md and its plots from the frozen results: `python -m validation.figures.page`.

`--check` writes nothing and says whether they are up to date. The hand-written part is docs/validation/remarks.md,
put in as it stands.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from validation.figures import page_coach, page_second, plots
from validation.figures import page_more as more
from validation.figures import page_parts as parts
from validation.figures.ablation import READINGS
from validation.figures.freeze import RESULTS, read
from validation.figures.targets import TARGETS

DOCS = Path(__file__).parents[2] / "docs"
REMARKS = "remarks.md"
FILMING = (
    "turned from the camera", "distance", "angle of view, long side", "camera roll", "picture",
    "short side of the picture", "pictures a second", "legs", "hips", "feet",
)  # fmt: skip
BAR_DEG = 2.5

Json = dict[str, Any]


def drawings(results: Path) -> dict[str, str]:
    """Plots by file name, those whose result is there."""
    bench, ablation = read("bench-heavy", results), read("ablation", results)
    out: dict[str, str] = {}
    if bench is not None:
        out |= _bench_plots(bench)
    if ablation is not None:
        short = {k: k for k in READINGS} | {"picture": "shank tilt", "picture - list": "tilt - hip line"}
        out["ablation.svg"] = plots.ablation_plot(ablation["networks"], short)
    return out


def _bench_plots(bench: Json) -> dict[str, str]:
    degrees = [t for t in TARGETS if t.unit == "°"]
    texts = {t.key: t.text for t in degrees}
    bars, aims = {t.key: t.bar[0] for t in degrees}, {t.key: t.aim[0] for t in degrees}
    sized = [_sized(r) for r in bench["targets"] if r["key"] in texts and r["value"] is not None]
    filming = [c for c in bench["conditions"] if c["condition"] in FILMING]
    moving = [c for c in bench["conditions"] if c["condition"] not in FILMING]
    groups = {
        "conditions-filming": ("Error by filming and clothes", filming),
        "conditions-moving": ("Error by body and movement", moving),
    }
    out = {f"{n}.svg": plots.conditions_plot(n, title, rows, BAR_DEG) for n, (title, rows) in groups.items() if rows}
    makers: dict[str, tuple[Callable[[Any], str], Any]] = {
        "agreement.svg": (plots.agreement_plot, bench["agreement"]),
        "coverage.svg": (plots.coverage_plot, bench["coverage"]),
        "probabilities.svg": (plots.probabilities_plot, bench["probabilities"]),
    }
    out |= {name: make(content) for name, (make, content) in makers.items() if content}
    return out | ({"targets.svg": plots.targets_plot(sized, texts, bars, aims)} if sized else {})


def _sized(row: Json) -> Json:
    """A target's row with sizes in the place of signed values."""
    low, high = sorted((abs(row["low"]), abs(row["high"])))
    low = 0.0 if row["low"] < 0.0 < row["high"] else low
    return {**row, "value": abs(row["value"]), "low": low, "high": high}


_INTRODUCTION = f"""\
<!-- Made by `python -m validation.figures.page` from validation/results/. Do not edit this page: what is
written by hand stands in validation/{REMARKS}. -->

# What has been shown, and what has not

All figures are on **rendered people** whose true angles are known (`validation/people`: Anny bodies, clothes, light,
rooms, cameras, sway, cheats). Real people have not been measured; what they may add (3 degrees) is a judgement, kept
apart in every result. Degrees throughout; p95 = 95th percentile of the size of the error. `make validate` makes the
figures again (`python -m validation --bench DIR`), `python -m validation.figures.page` this page."""


def page(results: Path, remarks: str) -> str:
    """The whole page."""
    bench, ablation, live, clips = (read(n, results) for n in ("bench-heavy", "ablation", "live", "clips-heavy"))
    coached = (read(n, results) for n in ("coach", "coach-posed", "rounded-back"))
    sections = {
        "Against the bars": parts.targets(bench),
        "Remarks and error budget": remarks.strip(),
        "Error by condition": parts.conditions(bench),
        "Agreement": parts.agreement(bench),
        "Intervals and probabilities": parts.calibration(bench),
        "Found, sided, flagged, judged": parts.judgements(bench),
        "The same test again": more.repeats(bench),
        "Ways of reading side by side": more.ablation(ablation),
        "People of another generator": page_second.second(
            read("second-heavy", results), read("second-heavy-6", results)
        ),
        "Live": more.live(live),
        "The committed clips": more.clips(clips),
        "The coach": page_coach.coach(*coached),
    }
    told = [_INTRODUCTION, parts.in_short(bench), *(f"## {title}\n\n{text}" for title, text in sections.items())]
    return "\n\n".join(told) + "\n"


def files(results: Path = RESULTS, docs: Path = DOCS) -> dict[Path, str]:
    """Every file of the page with its content."""
    remarks = docs / "validation" / REMARKS
    out = {docs / "validation.md": page(results, remarks.read_text("utf-8") if remarks.exists() else "None yet.")}
    return out | {docs / "validation" / name: text for name, text in drawings(results).items()}


def stale(results: Path = RESULTS, docs: Path = DOCS) -> list[Path]:
    """Files of the page that are not what the results say, and plots that belong to no result."""
    wanted = files(results, docs)
    wrong = [p for p, text in wanted.items() if not p.exists() or p.read_text("utf-8") != text]
    return wrong + [p for p in sorted((docs / "validation").glob("*.svg")) if p not in wanted]


def write(results: Path = RESULTS, docs: Path = DOCS) -> None:
    """Write page and plots; plots without a result go."""
    (docs / "validation").mkdir(parents=True, exist_ok=True)
    wanted = files(results, docs)
    for path in stale(results, docs):
        if path in wanted:
            path.write_text(wanted[path], "utf-8")
        else:
            path.unlink()


def main() -> None:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only say whether the page is up to date")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--docs", type=Path, default=DOCS)
    args = parser.parse_args()
    old = stale(args.results, args.docs)
    if args.check and old:
        raise SystemExit("Out of date: " + ", ".join(p.name for p in old) + ". Run python -m validation.figures.page.")
    if not args.check:
        write(args.results, args.docs)


if __name__ == "__main__":
    main()
