"""Made-up rows with known answers."""

from typing import Any

from validation.figures.rows import CHANGES, ChangeRow, FilmRow, TrialRow


def trial(true: float, value: float | None, sd: float = 2.0, **other: Any) -> TrialRow:
    """A trial that was found unless `value` is None; changes (said, true) in degrees by name."""
    moved: dict[str, tuple[float, float]] = dict.fromkeys(CHANGES, (0.0, 0.0)) | other.pop("changes", {})
    changes = {n: ChangeRow(said=None if value is None else said, sd=1.0, true=was) for n, (said, was) in moved.items()}
    given: dict[str, Any] = {
        "side": "left", "true": true, "hip_flexion": 80.0, "thigh_elevation": 85.0, "facing": 4.0,
        "true_readable": True, "true_still": True, "cheats": (), "thigh_drop": 0.0, "found": value is not None,
        "quality": None if value is None else "good", "value": value, "sd": None if value is None else sd,
        "sd_random": None if value is None else 1.0, "real_person_sd": 3.0, "still": None if value is None else True,
        "changes": changes,
    }  # fmt: skip
    return TrialRow(**(given | other))


def film(number: int, trials: list[TrialRow], **other: Any) -> FilmRow:
    """A film of its own person."""
    given: dict[str, Any] = {
        "name": f"person_{number:06d}", "seed": 20000 + number, "person": str(number), "motion": None,
        "movement": "test", "negative": False, "target": 24.0, "verdict": "unclear", "true_verdict": "unclear",
        "conditions": {"distance_m": 3.0, "legs": "shorts"}, "trials": tuple(trials),
    }  # fmt: skip
    return FilmRow(**(given | other))
