"""The conditions of a film: what its truth file tells, and what its seed drew (body, clothes), without drawing it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from validation.people.body import Phenotype
from validation.people.casting import STATURE, random_look
from validation.people.wardrobe import Look

Conditions = dict[str, float | str | None]
LOOSE = 0.25
"""Trousers inflated by more than this share of what is possible are called loose (as in `casting`)."""


def phenotype_of(seed: int) -> Phenotype:
    """The draws of `casting.random_body` for a seed, without building the body (a test compares the two)."""
    rng = np.random.default_rng([seed, 0])
    sex = "male" if rng.random() < 0.5 else "female"
    rng.normal(*STATURE[sex])
    return Phenotype(
        gender=float(rng.uniform(0.0, 0.15) if sex == "male" else rng.uniform(0.85, 1.0)),
        age=float(rng.uniform(0.66, 0.93)),
        muscle=float(rng.uniform(0.3, 0.8)),
        weight=float(np.clip(rng.normal(0.52, 0.16), 0.2, 0.9)),
        height=0.5,
        proportions=float(rng.uniform(0.25, 0.85)),
    )


def look_of(seed: int) -> Look:
    """The clothes of a seed."""
    return random_look(np.random.default_rng([seed, 1]), phenotype_of(seed))


def clothing(look: Look) -> dict[str, str]:
    """Words for what hides the joints: legs and hips."""
    trousers, shirt = look.trousers, look.shirt
    legs = "loose trousers" if trousers.loose > LOOSE else "leggings"
    if trousers.hem <= 1.5:
        legs = "shorts" if trousers.hem <= 1.0 else "below the knee"
    hips = "no shirt" if shirt is None else "shirt over the hips" if shirt.hem > 0.08 else "short shirt"
    return {"legs": legs, "hips": hips, "feet": "barefoot" if look.shoes is None else "shoes"}


def conditions(truth: Mapping[str, Any]) -> Conditions:
    """Conditions of a film from its truth file (`inturn/truth/1`).

    `turned_deg` is the size of the person's median turn against the camera's viewing direction; `view_deg` the angle
    of view along the picture's longer side; `weight` is the body model's parameter (0..1; 0.5 = average).
    """
    camera, seed = truth["camera"], int(truth["seed"])
    width, height = int(truth["width"]), int(truth["height"])
    x, y, z = camera["position_m"]
    out: Conditions = {
        "turned_deg": abs(float(np.median(truth["frames"]["pelvic_turn_left_deg"]))),
        "distance_m": float(np.hypot(x, y)),
        "camera_height_m": float(z),
        "camera_roll_deg": abs(float(camera["roll_deg"])),
        "view_deg": float(np.rad2deg(2.0 * np.arctan(0.5 * max(width, height) / camera["f_px"]))),
        "picture": "portrait" if height > width else "landscape",
        "short_side_px": float(min(width, height)),
        "fps": float(truth["fps"]),
        "height_m": float(truth["body"]["height_m"]),
    }
    notes: Mapping[str, Any] = truth.get("notes", {})
    if notes.get("generator") == "second":  # it has no body model's parameters, and tells its clothes
        return out | {name: str(notes[name]) for name in ("sex", "legs", "hips", "feet")}
    body = phenotype_of(seed)
    out |= {"sex": "male" if body.gender < 0.5 else "female", "weight": body.weight, "muscle": body.muscle}
    return out | clothing(look_of(seed))
