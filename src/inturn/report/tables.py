"""Rows of the tables: the numbers behind the charts, trial by trial, gate by gate. Trials are columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inturn.report.words.labels import LABELS, QUALITY, SIDE_BADGE, gate_label
from inturn.report.words.made import support_sentence
from inturn.report.words.numbers import NONE, one, percent, plus_minus, seconds, span, with_interval_table, yes_no
from inturn.report.words.safety import SIDES
from inturn.report.words.worth import interval_with_real_person

if TYPE_CHECKING:
    # only named in annotations; not loading the result file's models keeps `progress` quick
    from inturn.report.document import Change, Drift, Gate, Result, SideOut, TrialOut


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `failed` marks a gate that was not passed."""

    text: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, column heads (the first names the rows) and rows of a head and cells."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


_TRIAL_ROWS: Final[tuple[tuple[str, Callable[[TrialOut], str]], ...]] = (
    ("Inward rotation (95 % interval)", lambda t: with_interval_table(t.rotation)),
    ("Quality", lambda t: QUALITY[t.quality] + ("" if t.included else "; left out")),
    ("Stick reached", lambda t: yes_no(t.reached_stick)),
    ("Body still", lambda t: yes_no(t.body_still)),
    ("Middle of the hold", lambda t: seconds(t.peak_s)),
    ("Start to end", lambda t: f"{t.start_s:.1f} to {t.end_s:.1f} s"),
    ("Shin to vertical", lambda t: one(t.shank_to_vertical_deg)),
    ("Thigh from hanging", lambda t: one(t.thigh_elevation_deg)),
    ("Hip bend", lambda t: one(t.hip_flexion_deg)),
    ("Hip to the side", lambda t: one(t.hip_abduction_deg)),
    ("Knee bend", lambda t: one(t.knee_flexion_deg)),
    ("Turned from camera", lambda t: one(t.facing_deg)),
    ("Pelvis tilt, while turning", lambda t: _change(t.compensation.pelvic_list)),
    ("Pelvis tilt begins", lambda t: _onset(t.compensation.pelvic_list)),
    ("Trunk lean, while turning", lambda t: _change(t.compensation.trunk_lean)),
    ("Trunk lean begins", lambda t: _onset(t.compensation.trunk_lean)),
    ("Pelvis turn, while turning", lambda t: _change(t.compensation.pelvic_turn)),
    ("Pelvis turn begins", lambda t: _onset(t.compensation.pelvic_turn)),
    ("Thigh drop, while turning", lambda t: _change(t.compensation.thigh_drop)),
    ("Knee drift, while turning", lambda t: _drift(t.compensation.knee_drift_cm)),
    ("Pelvis tilt, lifting alone", lambda t: one(t.compensation.lift_alone_deg.get("pelvic_list"))),
    ("Trunk lean, lifting alone", lambda t: one(t.compensation.lift_alone_deg.get("trunk_lean"))),
    ("Pelvis turn, lifting alone", lambda t: one(t.compensation.lift_alone_deg.get("pelvic_turn"))),
)


def trial_table(side: SideOut) -> Table | None:
    """Everything measured in each trial of a side, rows without any number left out; None without trials."""
    if not side.trials:
        return None
    heads = ("", *(f"Trial {t.order}" for t in side.trials))
    rows = tuple((name, tuple(Cell(read(t)) for t in side.trials)) for name, read in _TRIAL_ROWS)
    rows = tuple(row for row in rows if any(cell.text != NONE for cell in row[1]))
    return Table("Measured", heads, rows)


def gate_table(side: SideOut) -> Table | None:
    """Each condition with its limit and its value in each trial; None without trials."""
    names = list(dict.fromkeys(g.name for t in side.trials for g in t.gates))
    if not names:
        return None
    heads = ("", *(f"Trial {t.order}" for t in side.trials))
    rows = tuple((_gate_head(side, n), tuple(_gate_cell(t, n) for t in side.trials)) for n in names)
    return Table("Conditions", heads, rows)


def sides_table(result: Result) -> Table:
    """The numbers of the chart of both sides."""
    sides = [result.side(s) for s in SIDES]
    rows: tuple[tuple[str, Callable[[SideOut], str]], ...] = (
        ("Verdict", lambda s: SIDE_BADGE[s.verdict]),
        ("Inward rotation (95 % interval)", lambda s: with_interval_table(s.rotation)),
        ("With the real-person term", lambda s: NONE if s.rotation is None else _wide(s)),
        ("Best still trial (95 % interval)", lambda s: with_interval_table(s.best)),
        ("Below the target", lambda s: NONE if (p := s.probability_below_target) is None else percent(p)),
        ("Stick reached, body still", lambda s: yes_no(s.reached_stick)),
        ("Trials counted", lambda s: NONE if s.rotation is None else str(s.rotation.n)),
        ("Pain, 0 to 10", lambda s: NONE if s.pain.score is None else str(s.pain.score)),
    )
    cells = tuple((name, tuple(Cell(read(s)) for s in sides)) for name, read in rows)
    return Table(LABELS["numbers"], ("", LABELS["left"], LABELS["right"]), cells)


def made_by_table(result: Result) -> tuple[tuple[str, str], ...]:
    """File, method and versions, as pairs of name and text."""
    source, made = result.source, result.made_by
    filmed = result.method.source_kind == "video"
    moments = "pictures" if filmed else "moments"
    return (
        ("File", source.file),
        ("Fingerprint (SHA-256)", source.sha256),
        ("Recording", f"{source.duration_s:.1f} s, {source.frames} {moments}, {source.fps:.1f} a second"),
        ("Mirrored on request", yes_no(source.mirrored)),
        ("Test", f"{result.method.test.replace('_', ' ')}, {result.method.position.replace('_', ' ')}"),
        ("Support", support_sentence(result)),
        ("Source", f"{result.method.source_kind}{', live' if result.method.live else ''}"),
        ("Inturn", made.inturn),
        ("Estimator", made.estimator),
        ("Pose network", f"{made.network}, {made.precision}, {made.network_sha256[:12]}…" if filmed else NONE),
        ("Measured at", made.at),
    )


def _change(change: Change) -> str:
    return plus_minus(change.change_deg, change.sd)


def _drift(drift: Drift) -> str:
    return plus_minus(drift.change_cm, drift.sd, " cm")


def _onset(change: Change) -> str:
    """When the movement began, as a share of the rotation."""
    return NONE if change.onset_share is None else f"at {percent(change.onset_share)} of the turn"


def _wide(side: SideOut) -> str:
    if side.rotation is None:
        return NONE
    return span(*interval_with_real_person(side.rotation), decimals=1)


def _find(trial: TrialOut, name: str) -> Gate | None:
    return next((g for g in trial.gates if g.name == name), None)


def _gate_head(side: SideOut, name: str) -> str:
    limit = next(g.limit for t in side.trials for g in t.gates if g.name == name)
    return gate_label(name) if limit == "readable" else f"{gate_label(name)} ({limit})"


def _gate_cell(trial: TrialOut, name: str) -> Cell:
    gate = _find(trial, name)
    if gate is None:
        return Cell(NONE)
    return Cell(_gate_value(gate), failed=not gate.passed)


def _gate_value(gate: Gate) -> str:
    """The value in its unit: degrees, but seconds where the limit is one, and a bare probability for `seen`."""
    if gate.value is None:
        return NONE if gate.passed else "none"
    if gate.limit.endswith(" s"):
        return f"{gate.value:.2f}\N{NO-BREAK SPACE}s"
    return f"{gate.value:.2f}" if gate.name == "seen" else one(gate.value)
