"""A made-up person of sticks, their markers, and small C3D, TRC, MOT and sensor files of them.

    python -m tests.laboratory_files FOLDER

The angles are put in, so they are known; nothing here uses the program's own kinematics. Frames: x forward,
y left, z up.
"""

import struct
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WIDTH, DEPTH = 0.26, 0.14  # of the pelvis
HIP = np.array([-0.24 * DEPTH - 0.0099, 0.33 * WIDTH + 0.0073, -0.30 * WIDTH - 0.0109])  # Harrington 2007, left
THIGH, SHANK = 0.42, 0.41
SIDES = (("L", 1.0), ("R", -1.0))


@dataclass(frozen=True)
class Motion:
    """Angles over time in degrees, left and right as columns where there are two; pelvis position in metres."""

    time_s: Floats
    flexion: Floats
    rotation: Floats
    knee: Floats
    pelvis_turn: Floats
    trunk_lean: Floats
    ahead: Floats
    foot_turn: Floats | None = None


def turn(axis: int, degrees: Floats) -> Floats:
    """Rotation matrices (T, 3, 3) about x, y or z."""
    s, c = np.sin(np.radians(degrees)), np.cos(np.radians(degrees))
    matrix = np.zeros((*s.shape, 3, 3))
    i, j = (axis + 1) % 3, (axis + 2) % 3
    matrix[..., axis, axis] = 1.0
    matrix[..., i, i] = matrix[..., j, j] = c
    matrix[..., i, j], matrix[..., j, i] = -s, s
    return matrix


def markers(motion: Motion) -> dict[str, Floats]:
    """Every marker and segment axis (T, 3) by label, metres."""
    count = motion.time_s.size
    pelvis = turn(2, motion.pelvis_turn)
    origin = np.stack([motion.ahead, np.zeros(count), np.full(count, THIGH + SHANK + 0.08 - HIP[2])], axis=-1)
    found: dict[str, Floats] = {}

    def put(label: str, at: Floats, frame: Floats, place: tuple[float, float, float]) -> Floats:
        found[label] = at + frame @ np.array(place)
        return found[label]

    for letter, sign in SIDES:
        put(f"{letter}ASI", origin, pelvis, (0.0, sign * WIDTH / 2, 0.0))
        put(f"{letter}PSI", origin, pelvis, (-DEPTH, sign * 0.045, 0.0))
    trunk = pelvis @ turn(0, motion.trunk_lean)
    for label, place in (("C7", (-0.1, 0, 0.45)), ("T10", (-0.1, 0, 0.25)), ("CLAV", (0.08, 0, 0.42)),
                         ("STRN", (0.08, 0, 0.25)), ("LSHO", (0, 0.19, 0.43)), ("RSHO", (0, -0.19, 0.43))):  # fmt: skip
        put(label, origin, trunk, place)
    axes = {"PEL": (origin, pelvis)}
    for i, (letter, sign) in enumerate(SIDES):
        hip = origin + pelvis @ (HIP * np.array([1.0, sign, 1.0]))
        thigh = pelvis @ turn(1, -motion.flexion[:, i]) @ turn(2, -sign * motion.rotation[:, i])
        knee = hip + thigh @ np.array([0.0, 0.0, -THIGH])
        shank = thigh @ turn(1, motion.knee[:, i])
        ankle = knee + shank @ np.array([0.0, 0.0, -SHANK])
        foot = shank if motion.foot_turn is None else shank @ turn(2, -sign * motion.foot_turn[:, i])
        put(f"{letter}KNE", knee, thigh, (0.0, sign * 0.055, 0.0))
        put(f"{letter}MKNE", knee, thigh, (0.0, -sign * 0.055, 0.0))
        put(f"{letter}THI", hip, thigh, (0.0, sign * 0.1, -0.25))
        put(f"{letter}ANK", ankle, shank, (0.0, sign * 0.035, 0.0))
        put(f"{letter}MMAL", ankle, shank, (0.0, -sign * 0.035, 0.0))
        put(f"{letter}TIB", knee, shank, (0.0, sign * 0.08, -0.2))
        put(f"{letter}HEE", ankle, foot, (-0.05, 0.0, -0.06))
        put(f"{letter}TOE", ankle, foot, (0.15, 0.0, -0.06))
        put(f"{letter}5MT", ankle, foot, (0.10, sign * 0.05, -0.06))
        axes |= {f"{letter}FE": (knee, thigh), f"{letter}TI": (ankle, shank)}
    for segment, (at, frame) in axes.items():
        found[f"{segment}O"] = at
        for axis, place in (("A", (0.1, 0, 0)), ("L", (0, 0.1, 0)), ("P", (0, 0, 0.1))):
            put(f"{segment}{axis}", at, frame, place)
    return found


def is_axis(label: str) -> bool:
    """Whether a label is an end of a segment's axes."""
    return label[-1] in "OALP" and label[:-1] in ("PEL", "LFE", "RFE", "LTI", "RTI")


def standing_test(degrees: tuple[float, float] = (32.0, 20.0), lean: float = 0.0, rate: float = 50.0) -> Motion:
    """Two seconds of quiet standing, then two trials a side: lift, hold, turn inward, hold, back, down."""
    steps = [(2.0, None, 0.0, 0.0)]
    for i in (0, 1):
        for _ in range(2):
            steps += [(0.8, i, 1.0, 0.0), (0.8, i, 1.0, 0.0), (0.8, i, 1.0, 1.0), (1.2, i, 1.0, 1.0),
                      (0.8, i, 1.0, 0.0), (0.8, i, 0.0, 0.0), (1.2, None, 0.0, 0.0)]  # fmt: skip
    ends = np.cumsum([0.0, *(s[0] for s in steps)])
    time = np.arange(0.0, ends[-1], 1.0 / rate)
    lifted, turned = np.zeros((time.size, 2)), np.zeros((time.size, 2))
    before = [[0.0, 0.0], [0.0, 0.0]]
    for (_, side, up, inward), start, end in zip(steps, ends, ends[1:], strict=False):
        now = (time >= start) & (time < end)
        share = 0.5 - 0.5 * np.cos(np.pi * (time[now] - start) / (end - start))
        for i in (0, 1):
            target = (up, inward) if side == i else (0.0, 0.0)
            for k, curve in enumerate((lifted, turned)):
                curve[now, i] = before[i][k] + share * (target[k] - before[i][k])
                before[i][k] = target[k]
    zero = np.zeros(time.size)
    return Motion(time, 88.0 * lifted, turned * np.array(degrees), 90.0 * lifted, zero,
                  lean * (turned[:, 0] - turned[:, 1]) * -1.0, zero)  # fmt: skip


def walk(strides: int = 4, rotation: float = 5.0, foot_turn: float = -8.0, rate: float = 100.0) -> Motion:
    """Sine legs that walk ahead; a stride takes one second. The left heel is furthest ahead at 0, 1, 2 ... s."""
    time = np.arange(0.0, strides + 0.001, 1.0 / rate) + 0.25
    phase = 2 * np.pi * np.stack([time, time + 0.5], axis=1)
    flexion = 8.0 + 24.0 * np.cos(phase)
    knee = 25.0 + 20.0 * np.cos(phase + np.pi / 2)
    turned = rotation + 4.0 * np.sin(phase)
    return Motion(time, flexion, turned, knee, -4.0 * np.cos(phase[:, 0]), 2.0 * np.sin(phase[:, 0]), 1.2 * time,
                  np.full((time.size, 2), foot_turn))  # fmt: skip


def hip_angles(motion: Motion) -> dict[str, Floats]:
    """What Plug-in Gait would write: flexion, adduction, internal rotation, degrees."""
    zero = np.zeros(motion.time_s.size)
    return {
        f"{letter}HipAngles": np.stack([motion.flexion[:, i], zero, motion.rotation[:, i]], axis=-1)
        for i, (letter, _) in enumerate(SIDES)
    }


def write_trc(path: Path, motion: Motion, keep: tuple[str, ...] = (), unit: str = "mm") -> None:
    """A TRC file with y up, as OpenSim has it; segment axes are left out."""
    found = {k: v for k, v in markers(motion).items() if (k in keep if keep else not is_axis(k))}
    scale = {"mm": 1000.0, "m": 1.0}[unit]
    rate = 1.0 / float(np.diff(motion.time_s)[0])
    labels = list(found)
    lines = [
        f"PathFileType\t4\t(X/Y/Z)\t{path.name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        f"{rate:g}\t{rate:g}\t{motion.time_s.size}\t{len(labels)}\t{unit}\t{rate:g}\t1\t{motion.time_s.size}",
        "Frame#\tTime\t" + "\t\t\t".join(labels) + "\t\t",
        "\t\t" + "\t".join(f"X{i}\tY{i}\tZ{i}" for i in range(1, len(labels) + 1)),
    ]
    table = np.stack([found[n] for n in labels], axis=1)[..., [0, 2, 1]] * np.array([1, 1, -1]) * scale
    for i, (t, row) in enumerate(zip(motion.time_s, table, strict=True), start=1):
        lines.append(f"{i}\t{t:.5f}\t" + "\t".join(f"{v:.6f}" for v in row.ravel()))
    path.write_text("\n".join(lines) + "\n")


def write_mot(path: Path, motion: Motion, degrees: bool = True, header: bool = True) -> None:
    """Joint coordinates as OpenSim writes them."""
    each = 1.0 if degrees else np.pi / 180
    columns = {"pelvis_rotation": motion.pelvis_turn}
    for i, side in ((1, "r"), (0, "l")):
        columns |= {f"hip_flexion_{side}": motion.flexion[:, i], f"hip_rotation_{side}": motion.rotation[:, i],
                    f"knee_angle_{side}": motion.knee[:, i]}  # fmt: skip
    told = f"inDegrees={'yes' if degrees else 'no'}\n" if header else ""
    lines = [f"Coordinates\nversion=1\nnRows={motion.time_s.size}\nnColumns={len(columns) + 1}\n{told}\nendheader"]
    lines.append("time\t" + "\t".join(columns))
    for row in zip(motion.time_s, *columns.values(), strict=True):
        lines.append(f"{row[0]:.5f}\t" + "\t".join(f"{v * each:.8f}" for v in row[1:]))
    path.write_text("\n".join(lines) + "\n")


def write_c3d(
    path: Path, motion: Motion, keep: tuple[str, ...] = (), maker: str = "Intel", whole: bool = False,
    events: tuple[tuple[str, str, float], ...] = (), angles: bool = True, prefix: str = "", unit: str = "mm",
    measures: dict[str, float] | None = None, rename: dict[str, str] | None = None,
) -> None:  # fmt: skip
    """A small C3D file by any maker of numbers, as floats or as whole numbers; NaN is written as a lost marker."""
    points = {k: v for k, v in markers(motion).items() if not keep or k in keep}
    scale = {"mm": 1000.0, "m": 1.0}[unit]
    data = {prefix + k: v * scale for k, v in points.items()} | (hip_angles(motion) if angles else {})
    data = {(rename or {}).get(k, k): v for k, v in data.items()}
    rate = 1.0 / float(np.diff(motion.time_s)[0])
    first = round(float(motion.time_s[0]) * rate) + 1
    groups: dict[str, dict[str, object]] = {
        "POINT": {"USED": [len(data)], "RATE": rate, "SCALE": 0.1 if whole else -0.1, "UNITS": [unit],
                  "LABELS": list(data), "ANGLE_UNITS": ["deg"]},
        "EVENT": {"LABELS": [e[1] for e in events], "CONTEXTS": [e[0] for e in events],
                  "TIMES": np.array([[0.0, e[2]] for e in events])},
        "PROCESSING": dict(measures or {}),
    }  # fmt: skip
    section = _section(groups, maker)
    head = _words(maker, [len(data), 0, first, first + motion.time_s.size - 1, 10])
    head = struct.pack("BB", 2, 0x50) + head + _float(maker, 0.1 if whole else -0.1)
    head += _words(maker, [2 + len(section) // 512, 0]) + _float(maker, rate)
    table = np.stack(list(data.values()), axis=1)
    lost = np.isnan(table).any(axis=-1)
    four = np.concatenate([np.nan_to_num(table), np.where(lost, -1.0, 0.0)[..., None]], axis=-1)
    if whole:
        four[..., :3] /= 0.1
        body = np.round(four).astype(">i2" if maker == "SGI" else "<i2").tobytes()
    else:
        body = _floats(maker, four)
    content = head.ljust(512, b"\0") + section + body
    path.write_bytes(content + b"\0" * (-len(content) % 512))


def _words(maker: str, values: list[int]) -> bytes:
    return np.array(values, dtype=np.uint16).astype(">u2" if maker == "SGI" else "<u2").tobytes()


def _floats(maker: str, values: Floats) -> bytes:
    if maker == "SGI":
        return values.astype(">f4").tobytes()
    if maker == "Intel":
        return values.astype("<f4").tobytes()
    halves = (values.astype("<f4") * np.float32(4.0)).view("<u2").reshape(-1, 2)[:, ::-1]
    return np.ascontiguousarray(halves).tobytes()


def _float(maker: str, value: float) -> bytes:
    return _floats(maker, np.array([value]))


def _section(groups: dict[str, dict[str, object]], maker: str) -> bytes:
    """The parameter section, padded to whole blocks."""
    body = b""
    for number, (group, values) in enumerate(groups.items(), start=1):
        body += struct.pack("bb", len(group), -number) + group.encode() + _words(maker, [3]) + b"\0"
        for name, value in values.items():
            content = _value(maker, value)
            body += struct.pack("bb", len(name), number) + name.encode() + _words(maker, [len(content) + 2]) + content
    body += b"\0\0"
    blocks = -(-(len(body) + 4) // 512)
    processor = {"Intel": 84, "DEC": 85, "SGI": 86}[maker]
    return (struct.pack("BBBB", 1, 0x50, blocks, processor) + body).ljust(512 * blocks, b"\0")


def _value(maker: str, value: object) -> bytes:
    """Type, dimensions, content and an empty description."""
    if isinstance(value, list) and value and isinstance(value[0], int):
        return struct.pack("bBB", 2, 1, len(value)) + _words(maker, value) + b"\0"
    if isinstance(value, np.ndarray):
        return struct.pack("bBBB", 4, 2, 2, len(value)) + _floats(maker, value) + b"\0"
    if isinstance(value, list):
        width = max([len(str(v)) for v in value], default=1)
        text = "".join(str(v).ljust(width) for v in value).encode()
        return struct.pack("bBBB", -1, 2, width, len(value)) + text + b"\0"
    return struct.pack("bB", 4, 0) + _float(maker, float(value)) + b"\0"  # type: ignore[arg-type]


def main() -> None:
    """Write one of each into a folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    write_c3d(folder / "standing-test.c3d", standing_test())
    write_trc(folder / "standing-test.trc", standing_test())
    strikes = tuple((side, "Foot Strike", t) for t in (1.0, 2.0, 3.0, 4.0) for side in ("Left",))
    write_c3d(folder / "walk.c3d", walk(), events=strikes)
    write_trc(folder / "walk.trc", walk())
    write_mot(folder / "walk.mot", walk())


if __name__ == "__main__":
    main()
