"""Offsets of a network's keypoints beside the joint centres, by linear least squares on clips with known truth.

    python -m validation.fit.offsets SECOND --network heavy [--write]

With the true pose, the distance keypoint - projected joint is linear in the offset: picture rows x segment axes.
Every clip counts the same, whatever its length; a ridge (4 cm) keeps directions no clip shows at zero.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from inturn.body.keypoints import KEYPOINTS
from validation.bench import SIDES, Case, cached, cases, recording, sidecar
from validation.fit.still_tests import mean_of_views

RIDGE_M, NOISE_M, EFFECTIVE = 0.03, 0.01, 10.0
STRAIGHT = np.deg2rad(25.0)
LIFTED_DEG, TURNED_DEG = 50.0, 12.0
RIDE_COLUMN, RIDE_SD_M = 3, 0.013
PARTS = {
    "shoulder": ("trunk",),
    "hip": ("pelvis", "femur"),
    "knee": ("femur", "shank"),
    "ankle": ("shank",),
    "heel": ("shank",),
}
JOINT = {"heel": "ankle"}  # the heel is measured from the ankle's centre


Equations = dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]
"""Per kind of keypoint: design (n, 2, P), metres (n, 2), weight (n,)."""


def unit(v: np.ndarray) -> np.ndarray:
    return v / np.linalg.norm(v, axis=-1, keepdims=True)


def camera_axes(camera: dict[str, float]) -> np.ndarray:
    """Rows right, down, viewing direction of the truth's camera in the world."""
    yaw, pitch, roll = camera["yaw"], camera["pitch"], camera["roll"]
    up = np.array([0.0, 0.0, 1.0])
    look = np.cos(pitch) * np.array([-np.cos(yaw), np.sin(yaw), 0.0]) - np.sin(pitch) * up
    right = unit(np.cross(look, up))
    s, c = np.sin(-roll), np.cos(-roll)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) @ np.stack([right, np.cross(look, right), look])


def segments(joints: dict[str, np.ndarray], pelvis: np.ndarray) -> dict[str, np.ndarray]:
    """True segment axes (T, 3, 3), columns forward, left, up; a straight leg takes the pelvis' left."""
    out = {"pelvis": pelvis}
    y = unit(joints["left_shoulder"] - joints["right_shoulder"])
    z = joints["left_shoulder"] + joints["right_shoulder"] - joints["left_hip"] - joints["right_hip"]
    z = unit(z - np.sum(z * y, -1, keepdims=True) * y)
    out["trunk"] = np.stack([np.cross(y, z), y, z], -1)
    for side in SIDES:
        t = unit(joints[f"{side}_knee"] - joints[f"{side}_hip"])
        s = unit(joints[f"{side}_ankle"] - joints[f"{side}_knee"])
        f = np.cross(t, s)
        bent = np.linalg.norm(f, axis=-1, keepdims=True) > np.sin(STRAIGHT)
        y = np.where(bent, f, pelvis[..., 1])
        for name, down in (("femur", t), ("shank", s)):
            yy = unit(y - np.sum(y * down, -1, keepdims=True) * down)
            out[f"{side}_{name}"] = np.stack([np.cross(yy, -down), yy, -down], -1)
    return out


def frame_equations(case: Case, network: str) -> Equations:
    """Per kind: design (n, 2, P), metres (n, 2) right and down, weight (n,) of all frames and both sides."""
    joints, pelvis, camera = sidecar(case)
    data = recording(case, network)
    times = np.array(case.truth["frames"]["time_s"])
    at = np.clip(np.searchsorted(times, data["time"].values - 0.5 / case.truth["fps"]), 0, times.size - 1)
    joints, pelvis = {name: p[at] for name, p in joints.items()}, pelvis[at]
    upright = data["pixel"].transpose("time", "keypoint", "image")
    names = [f"{side}_{kind}" for side in SIDES for kind in PARTS]
    pixel = {name: upright.sel(keypoint=name).values.astype(float) for name in names}
    weights = {side: _weights(case, side, at) for side in SIDES}
    return equations_of(joints, pelvis, camera, pixel, weights, float(case.truth["body"]["height_m"]))


def still_equations(stills: Path, network: str) -> Equations:
    """The same from single pictures (`validation.people.stills`)."""
    with np.load(stills.parent / "keypoints" / f"{stills.stem}.{network}.npz") as file:
        seen = mean_of_views({name: file[name] for name in ("pixel", "score")})["pixel"]
    with np.load(stills) as truth:
        joints = {str(name): truth["world"][:, i].astype(float) for i, name in enumerate(truth["names"])}
        pixel = {name: seen[:, i] for i, name in enumerate(KEYPOINTS)}
        weights = {side: np.ones(len(truth["time_s"])) for side in SIDES}
        camera = json.loads(str(truth["camera"]))
        return equations_of(joints, truth["pelvis"].astype(float), camera, pixel, weights, float(truth["height_m"]))


def equations_of(
    joints: dict[str, np.ndarray],
    pelvis: np.ndarray,
    camera: dict[str, float],
    pixel: dict[str, np.ndarray],
    weights: dict[str, np.ndarray],
    height_m: float,
) -> Equations:
    """Per kind: design (n, 2, P), metres (n, 2) right and down, weight (n,) of all pictures and both sides."""
    n = pelvis.shape[0]
    axes, size = segments(joints, pelvis), height_m / 1.70
    look = camera_axes(camera)
    out: dict[str, tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray]]] = {k: ([], [], []) for k in PARTS}
    for kind, parts in PARTS.items():
        for sign, side in zip((1.0, -1.0), SIDES, strict=True):
            seen = pixel[f"{side}_{kind}"]
            point = (joints[f"{side}_{JOINT.get(kind, kind)}"] - np.array(camera["position"])) @ look.T
            rows = np.zeros((n, 2, 3))
            rows[:, 0, 0] = rows[:, 1, 1] = 1.0
            rows[:, :, 2] = -point[:, :2] / point[:, 2:]
            rows = rows @ look
            middle = np.array([camera["width"], camera["height"]]) / 2
            metres = (seen - middle) / camera["f_px"] * point[:, 2:] - point[:, :2]
            mirror = np.array([1.0, sign, 1.0])
            frames = [axes[p if p in axes else f"{side}_{p}"] for p in parts]
            design = [rows @ (frame * mirror) for frame in frames]
            ok = np.isfinite(metres).all(1)
            out[kind][0].append(np.concatenate(design, -1)[ok])
            out[kind][1].append(metres[ok] / size)
            out[kind][2].append(weights[side][ok])
    return {k: (np.concatenate(a), np.concatenate(b), np.concatenate(c)) for k, (a, b, c) in out.items()}


def _weights(case: Case, side: str, at: np.ndarray) -> np.ndarray:
    """Weights of the frames `at` by which the leg standing, lifted, and lifted and turned count the same."""
    leg = case.truth["frames"][side]
    lifted = np.array(leg["thigh_elevation_deg"])[at] > LIFTED_DEG
    turned = np.array(leg["rotation_deg"])[at] > TURNED_DEG
    out = np.zeros(at.size)
    for phase in (~lifted, lifted & ~turned, lifted & turned):
        out[phase] = at.size / 3.0 / max(int(phase.sum()), at.size // 50)
    return out


def fit(equations: list[Equations]) -> tuple[dict[str, np.ndarray], dict[str, tuple[float, float]]]:
    """Offsets per kind (P,), and per kind the scatter within a clip and the bias between clips, m (robust)."""
    offsets: dict[str, np.ndarray] = {}
    errors: dict[str, tuple[float, float]] = {}
    for kind, parts in PARTS.items():
        p = 3 * len(parts)
        x, weights = np.zeros(p), [e[kind][2] for e in equations]
        rides = [np.zeros_like(e[kind][1]) for e in equations]
        for _ in range(12):
            a, b = np.eye(p) / RIDGE_M**2, np.zeros(p)
            for e, w, ride in zip(equations, weights, rides, strict=True):
                design, metres, _ = e[kind]
                scale = EFFECTIVE / max(design.shape[0], 1) / NOISE_M**2
                a += scale * np.einsum("nip,n,niq->pq", design, w, design)
                b += scale * np.einsum("nip,n,ni->p", design, w, metres - ride)
            x = np.linalg.solve(a, b)
            residuals = [e[kind][1] - e[kind][0] @ x for e in equations]
            if kind == "hip":
                rides = [_ride(e[kind], r) for e, r in zip(equations, residuals, strict=True)]
                residuals = [r - ride for r, ride in zip(residuals, rides, strict=True)]
            weights = [
                e[kind][2] * 6.0 / (4.0 + np.sum((r / 0.02) ** 2, -1))
                for e, r in zip(equations, residuals, strict=True)
            ]
        offsets[kind] = x
        errors[kind] = _errors(residuals)
    return offsets, errors


def _ride(equation: tuple[np.ndarray, np.ndarray, np.ndarray], residual: np.ndarray) -> np.ndarray:
    """What this person's own ride of either hip keypoint (`layout.CONSTANTS`) explains of the residual (n, 2)."""
    design, _, weight = equation
    out = np.zeros_like(residual)
    half = residual.shape[0] // 2  # left frames stand before right ones
    for side in (slice(0, half), slice(half, None)):
        column = design[side][:, :, RIDE_COLUMN]
        scale = EFFECTIVE / max(half, 1) / NOISE_M**2
        w = scale * weight[side][:, None]
        ride = np.sum(w * column * residual[side]) / (np.sum(w * column**2) + 1.0 / RIDE_SD_M**2)
        out[side] = ride * column
    return out


def _errors(residuals: list[np.ndarray]) -> tuple[float, float]:
    """Scatter from picture to picture, from differences of neighbours; and the rest, robustly, per axis in m."""
    total = np.concatenate(residuals)
    whole = 1.4826 * np.median(np.abs(total))
    step = np.concatenate([np.diff(r, axis=0) for r in residuals])
    quick = 1.4826 * np.median(np.abs(step)) / np.sqrt(2)
    return float(quick), float(np.sqrt(max(whole**2 - quick**2, 0.0)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path, nargs="+")
    parser.add_argument("--network", default="heavy")
    parser.add_argument("--seeds", default="0-9999")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    low, high = (int(x) for x in args.seeds.split("-"))
    equations, seeds = [], []
    for bench in args.bench:
        for case in cached(cases(bench, low, high + 1), args.network):
            equations.append(frame_equations(case, args.network))
            seeds.append(case.seed)
        for stills in sorted(bench.glob("stills_??????.npz")):
            seed = int(stills.stem[-6:])
            if low <= seed <= high and (bench / "keypoints" / f"{stills.stem}.{args.network}.npz").exists():
                equations.append(still_equations(stills, args.network))
                seeds.append(seed)
    offsets, errors = fit(equations)
    lines = []
    for kind, parts in PARTS.items():
        for i, part in enumerate(parts):
            lines.append(f"{kind}_in_{part} = [{', '.join(f'{v:.4f}' for v in offsets[kind][3 * i : 3 * i + 3])}]")
    print(f"{len(seeds)} people, network {args.network}")
    print("\n".join(lines))
    for kind, (quick, slow) in errors.items():
        print(f"# {kind:9s} quick {100 * quick:.2f} cm, slow {100 * slow:.2f} cm")
    if args.write:
        _write(args.network, lines, sorted(seeds))


def _write(network: str, lines: list[str], seeds: list[int]) -> None:
    path = Path("src/inturn/kinematics/data") / f"offsets_{network}.toml"
    own = ("floor_m", "bias_m", "depth_sd_m", "# in the")
    kept = [x for x in path.read_text("utf-8").splitlines() if x.startswith(own)]
    head = [
        f"# Where the {network} network puts its keypoints beside the joint centres.",
        "# Metres of a person of 1.70 m; x forward, y outward, z up along the segment.",
        "[provenance]",
        'basis = "fitted on rendered people"',
        f'made_by = "python -m validation.fit.offsets SECOND --network {network} --write"',
        f"seeds = {seeds}",
        "",
        "[offsets]",
    ]
    path.write_text("\n".join([*head, *lines, *kept]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
