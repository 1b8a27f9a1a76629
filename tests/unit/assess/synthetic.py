"""A scripted person as angles over time, with known truth; noise, drift and bias as an estimator would add them.

Closed-form and apart from the package: keyframes joined by smoothsteps. Degrees in the script, radians in the frames.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from inturn.kinematics.angles import PER_SIDE, POINTS, AngleFrame, lost

Floats = NDArray[np.float64]
Side = Literal["left", "right"]

THIGH_M, SHANK_M, HALF_HIP_M, HALF_FOOT_M, PELVIS_M = 0.42, 0.42, 0.09, 0.05, 0.92


@dataclass(frozen=True)
class TrueTrial:
    side: Side
    hold_start_s: float
    hold_end_s: float
    rotation_deg: float


@dataclass
class Script:
    """Keyframes of each channel in degrees, and the clock.

    Channels: left/right + rotation/thigh/knee; list, lean, turn (left positive).
    """

    now: float = 0.0
    keys: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    trials: list[TrueTrial] = field(default_factory=list)

    def value(self, channel: str) -> float:
        return self.keys.setdefault(channel, [(0.0, 0.0)])[-1][1]

    def move(self, seconds: float, **targets: float) -> None:
        """Move channels to their targets (degrees) within the time; the clock goes on."""
        for channel, target in targets.items():
            held = self.value(channel)
            self.keys[channel] += [(self.now, held), (self.now + seconds, target)]
        self.now += seconds

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def lift(self, side: Side, seconds: float = 1.0, thigh: float = 88.0, knee: float = 90.0, **more: float) -> None:
        self.move(seconds, **{f"{side}_thigh": thigh, f"{side}_knee": knee}, **more)

    def lower(self, side: Side, seconds: float = 0.9) -> None:
        self.move(seconds, **{f"{side}_thigh": 0.0, f"{side}_knee": 0.0, f"{side}_rotation": 0.0})

    def trial(
        self, side: Side, degrees: float, hold: float = 1.0, rise: float = 0.8, fall: float = 0.7, back: float = 0.0,
        **cheats: float,
    ) -> None:  # fmt: skip
        """Rotate, hold, return. `cheats` move other channels with the rotation and back."""
        self.move(rise, **{f"{side}_rotation": degrees}, **cheats)
        self.trials.append(TrueTrial(side, self.now, self.now + hold, degrees))
        self.wait(hold)
        self.move(fall, **{f"{side}_rotation": back}, **dict.fromkeys(cheats, 0.0))

    def side(self, side: Side, sizes: Sequence[float], pause: float = 0.6, **cheats: float) -> None:
        """Lift, a trial of each size, lower."""
        self.lift(side)
        self.wait(0.5)
        for degrees in sizes:
            self.trial(side, degrees, **cheats)
            self.wait(pause)
        self.lower(side)
        self.wait(0.6)


def standard(left: Sequence[float] = (30, 31, 29), right: Sequence[float] = (14, 15, 13), **cheats: float) -> Script:
    """Two seconds of standing, left trials, right trials, standing."""
    s = Script()
    s.wait(2.0)
    s.side("left", left, **cheats)
    s.side("right", right, **cheats)
    s.wait(1.0)
    return s


@dataclass(frozen=True)
class Noise:
    """What an estimator adds, degrees: white, slow drift (OU, `drift_tau`), bias growing with the thigh."""

    white: float = 0.0
    drift: float = 0.0
    drift_tau: float = 3.0
    lift_bias: float = 0.0
    place_m: float = 0.0
    thigh: float = 0.0
    seed: int = 0


QUIET = Noise()
USUAL = Noise(white=1.5, drift=1.0, lift_bias=3.0, place_m=0.006, thigh=2.0)


def frames(script: Script, fps: float = 30.0, noise: Noise = QUIET, facing_deg: float = 0.0) -> list[AngleFrame]:
    """The person's frames at that rate."""
    t = np.arange(0.0, script.now, 1.0 / fps)
    return frames_at(script, t, noise, facing_deg)


def curve(script: Script, channel: str, t: Floats) -> Floats:
    """A channel over time, degrees."""
    keys = script.keys.get(channel, [(0.0, 0.0)])
    out = np.full(t.shape, keys[0][1])
    for (t0, a), (t1, b) in pairwise(keys):
        if t1 > t0:
            u = np.clip((t - t0) / (t1 - t0), 0.0, 1.0)
            out = np.where(t >= t0, a + (b - a) * u * u * (3.0 - 2.0 * u), out)
    return out


def drift(rng: np.random.Generator, t: Floats, sd: float, tau: float) -> Floats:
    """Ornstein-Uhlenbeck drift of that stationary standard deviation, made at 50 Hz and interpolated."""
    if sd == 0.0:
        return np.zeros(t.size)
    grid = np.arange(t[0], t[-1] + 0.02, 0.02)
    keep = np.exp(-0.02 / tau)
    pushes = sd * np.sqrt(1.0 - keep**2) * rng.normal(size=grid.size)
    pushes[0] = rng.normal(0.0, sd)
    return np.interp(t, grid, lfilter([1.0], [1.0, -keep], pushes))


def frames_at(script: Script, t: Floats, noise: Noise = QUIET, facing_deg: float = 0.0) -> list[AngleFrame]:
    """The person's frames at these times."""
    sided = [f"{side}_{name}" for side in ("left", "right") for name in ("rotation", "thigh", "knee")]
    channels = {name: curve(script, name, t) for name in ("list", "lean", "turn", *sided)}
    return list(build(t, channels, noise, facing_deg))


def build(t: Floats, channels: dict[str, Floats], noise: Noise, facing_deg: float) -> Iterator[AngleFrame]:
    """Frames from channels in degrees; see `Script`."""
    rng = np.random.default_rng(noise.seed)

    def noisy(values: Floats, white: float = noise.white) -> Floats:
        return values + rng.normal(0.0, white, t.size) + drift(rng, t, noise.drift, noise.drift_tau)

    rotation, thigh = np.zeros((t.size, 2)), np.zeros((t.size, 2))
    knee, heel, edge = np.zeros((t.size, 2, 3)), np.zeros((t.size, 2, 3)), np.zeros((t.size, 2, 3))
    for i, (side, out) in enumerate((("left", 1.0), ("right", -1.0))):
        r, th = channels[f"{side}_rotation"], channels[f"{side}_thigh"]
        raised = np.clip(th / 90.0, 0.0, 1.0)
        rotation[:, i] = noisy(r + noise.lift_bias * raised)
        thigh[:, i] = noisy(th, noise.thigh)
        knee[:, i] = np.stack([
            THIGH_M * np.sin(np.radians(th)), np.full(t.size, out * HALF_HIP_M),
            PELVIS_M - THIGH_M * np.cos(np.radians(th)),
        ], axis=1)  # fmt: skip
        swing = np.radians(r) * np.clip(channels[f"{side}_knee"] / 90.0, 0.0, 1.0)
        heel[:, i] = knee[:, i] + SHANK_M * np.stack([np.zeros(t.size), out * np.sin(swing), -np.cos(swing)], axis=1)
        edge[:, i] = heel[:, i] + [0.15, out * HALF_FOOT_M, -0.03]
    yaw = np.radians(facing_deg + channels["turn"])
    for points in (knee, heel, edge):
        x, y = points[..., 0].copy(), points[..., 1].copy()
        points[..., 0] = x * np.cos(yaw)[:, None] - y * np.sin(yaw)[:, None]
        points[..., 1] = x * np.sin(yaw)[:, None] + y * np.cos(yaw)[:, None]
        points[...] += rng.normal(0.0, noise.place_m, points.shape)
    body = {name: np.radians(noisy(channels[name])) for name in ("list", "lean")}
    turn = np.radians(noisy(channels["turn"] + facing_deg))
    knee_bend = np.radians(np.stack([channels["left_knee"], channels["right_knee"]], axis=1))
    sd = np.radians(max(noise.white, 0.5))
    rad = np.where((knee_bend > np.radians(45)) & (knee_bend < np.radians(135)), np.radians(rotation), np.nan)
    for k in range(t.size):
        yield AngleFrame(
            time_s=float(t[k]), tracked=True, rotation=rad[k], rotation_sd=np.full(2, sd),
            shank_to_vertical=rad[k] + body["list"][k] * np.array([1.0, -1.0]),
            thigh_elevation=np.radians(thigh[k]), hip_flexion=np.radians(thigh[k]), hip_abduction=np.zeros(2),
            knee_flexion=knee_bend[k], seen=np.ones(2), knee=knee[k], heel=heel[k], foot_edge=edge[k],
            pelvic_list=float(body["list"][k]), pelvic_list_sd=float(sd), pelvic_turn=float(turn[k]),
            pelvic_turn_sd=float(sd), trunk_lean=float(body["lean"][k]), trunk_lean_sd=float(sd),
        )  # fmt: skip


def marching(steps: int = 12, thigh: float = 80.0, period: float = 1.2, rotation: float = 4.0) -> Script:
    """Marching on the spot, legs in turn, with a little rotation at the top."""
    s = Script()
    s.wait(1.5)
    for i in range(steps):
        side: Side = "left" if i % 2 == 0 else "right"
        s.move(period / 2, **{f"{side}_thigh": thigh, f"{side}_knee": 95.0, f"{side}_rotation": rotation})
        s.lower(side, period / 2)
    return s


def squats(count: int = 4) -> Script:
    """Squats: both thighs rise together."""
    s = Script()
    s.wait(1.5)
    both = ("left", "right")
    for _ in range(count):
        s.move(1.2, **{f"{k}_thigh": 85.0 for k in both}, **{f"{k}_knee": 110.0 for k in both})
        s.wait(0.4)
        s.move(1.0, **{f"{k}_{c}": 0.0 for k in both for c in ("thigh", "knee")})
        s.wait(0.3)
    return s


def walking(strides: int = 8) -> Script:
    """Walking: thighs swing to 32 degrees, knees to 62."""
    s = Script()
    for i in range(strides):
        side: Side = "left" if i % 2 == 0 else "right"
        s.move(0.3, **{f"{side}_thigh": 32.0, f"{side}_knee": 62.0, f"{side}_rotation": 6.0})
        s.lower(side, 0.3)
    return s


def kicks(count: int = 6) -> Script:
    """Kicks: the knee comes up bent, straightens, bends and goes down."""
    s = Script()
    s.wait(1.0)
    for i in range(count):
        side: Side = "left" if i % 2 == 0 else "right"
        s.move(0.35, **{f"{side}_thigh": 75.0, f"{side}_knee": 85.0})
        s.move(0.2, **{f"{side}_knee": 15.0})
        s.move(0.25, **{f"{side}_knee": 80.0})
        s.lower(side, 0.4)
        s.wait(0.3)
    return s


def with_gap(all_frames: list[AngleFrame], start_s: float, end_s: float) -> list[AngleFrame]:
    """The same frames with nobody tracked in [start_s, end_s)."""
    return [lost(f.time_s) if start_s <= f.time_s < end_s else f for f in all_frames]


def mirrored(frame: AngleFrame) -> AngleFrame:
    """The mirror image of a moment: left and right change names, sideways changes sign."""
    flip = np.array([1.0, -1.0, 1.0])
    swapped = {name: getattr(frame, name)[::-1].copy() for name in PER_SIDE}
    points = {name: getattr(frame, name)[::-1] * flip for name in POINTS}
    signed = {name: -getattr(frame, name) for name in ("pelvic_list", "pelvic_turn", "trunk_lean")}
    return replace(frame, **swapped, **points, **signed)


def moved(frame: AngleFrame, by_m: Sequence[float]) -> AngleFrame:
    """The same moment with the person standing elsewhere."""
    return replace(frame, **{name: getattr(frame, name) + np.asarray(by_m) for name in POINTS})
