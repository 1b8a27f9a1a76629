"""OpenSim's inverse kinematics on one C3D file, timed: run by `validation.markers` with a Python that has `opensim`.

    PYTHON opensim_ik.py FILE.c3d

The model has a free pelvis, two ball hips and two hinge knees; markers sit where the first moment shows them beside
the file's own segment axes. Prints JSON: milliseconds of the solver alone (without reading and building), moments.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

import ezc3d
import numpy as np
import opensim as osim

SEGMENTS = {
    "pelvis": ("PEL", ("LASI", "RASI", "LPSI", "RPSI")),
    "femur_l": ("LFE", ("LTHI", "LKNE")), "femur_r": ("RFE", ("RTHI", "RKNE")),
    "tibia_l": ("LTI", ("LTIB", "LANK")), "tibia_r": ("RTI", ("RTIB", "RANK")),
}  # fmt: skip
THIGH_M = 0.4


def frame(points: dict[str, np.ndarray], segment: str) -> tuple[np.ndarray, np.ndarray]:
    """Origin (3,) and axes (3, 3) of a segment at the first moment."""
    o, *ends = (points[segment + axis][0] for axis in "OALP")
    return o, np.column_stack([(e - o) / np.linalg.norm(e - o) for e in ends])


def build(points: dict[str, np.ndarray]) -> osim.Model:
    """The model, with markers placed by the first moment."""
    model = osim.Model()
    bodies = {name: osim.Body(name, 1.0, osim.Vec3(0), osim.Inertia(1)) for name in SEGMENTS}
    for body in bodies.values():
        model.addBody(body)
    zero = osim.Vec3(0)
    model.addJoint(osim.FreeJoint("root", model.getGround(), bodies["pelvis"]))
    at = {name: frame(points, segment) for name, (segment, _) in SEGMENTS.items()}
    for side in "lr":
        pelvis, femur, tibia = (at[n] for n in ("pelvis", f"femur_{side}", f"tibia_{side}"))
        hip = femur[0] + THIGH_M * femur[1][:, 2]
        in_pelvis = osim.Vec3(*(pelvis[1].T @ (hip - pelvis[0])).tolist())
        in_tibia = osim.Vec3(*(tibia[1].T @ (femur[0] - tibia[0])).tolist())
        model.addJoint(osim.BallJoint(f"hip_{side}", bodies["pelvis"], in_pelvis, zero, bodies[f"femur_{side}"],
                                      osim.Vec3(0, 0, THIGH_M), zero))  # fmt: skip
        about_y = osim.Vec3(
            np.pi / 2, 0, 0
        )  # a hinge turns about z: both its frames are turned so that z is the knee's
        model.addJoint(osim.PinJoint(f"knee_{side}", bodies[f"femur_{side}"], zero, about_y, bodies[f"tibia_{side}"],
                                     in_tibia, about_y))  # fmt: skip
    for name, (_, labels) in SEGMENTS.items():
        origin, axes = at[name]
        for label in labels:
            place = osim.Vec3(*(axes.T @ (points[label][0] - origin)).tolist())
            model.addMarker(osim.Marker(label, bodies[name], place))
    model.finalizeConnections()
    return model


def write_trc(path: Path, points: dict[str, np.ndarray], labels: list[str], rate: float) -> None:
    """The markers as a table that OpenSim reads; lost ones are left empty."""
    count = len(points[labels[0]])
    lines = [f"PathFileType\t4\t(X/Y/Z)\t{path.name}",
             "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
             f"{rate}\t{rate}\t{count}\t{len(labels)}\tm\t{rate}\t1\t{count}",
             "Frame#\tTime\t" + "\t\t\t".join(labels) + "\t\t",
             "\t\t" + "\t".join(f"X{i}\tY{i}\tZ{i}" for i in range(1, len(labels) + 1)), ""]  # fmt: skip
    for i in range(count):
        cells = ["" if np.isnan(v) else f"{v:.6f}" for n in labels for v in points[n][i]]
        lines.append(f"{i + 1}\t{i / rate:.5f}\t" + "\t".join(cells))
    path.write_text("\n".join(lines) + "\n")


def main() -> None:
    """Build, solve, print."""
    c3d = ezc3d.c3d(sys.argv[1])
    names = c3d["parameters"]["POINT"]["LABELS"]["value"]
    rate = float(c3d["parameters"]["POINT"]["RATE"]["value"][0])
    xyz = c3d["data"]["points"][:3].transpose(2, 1, 0) * 0.001
    points = {n: xyz[:, i] for i, n in enumerate(names)}
    labels = [n for _, marked in SEGMENTS.values() for n in marked]
    whole = np.all([np.isfinite(points[n]).all(axis=1) for n in labels], axis=0)
    first = int(np.argmax(whole))
    points = {n: p[first:] for n, p in points.items()}
    osim.Logger.setLevelString("Off")
    with tempfile.TemporaryDirectory() as folder:
        write_trc(Path(folder) / "a.trc", points, labels, rate)
        model = build(points)
        model.initSystem()
        tool = osim.InverseKinematicsTool()
        tool.setModel(model)
        tool.setMarkerDataFileName(str(Path(folder) / "a.trc"))
        tool.setStartTime(0.0)
        tool.setEndTime((len(points[labels[0]]) - 1) / rate)
        tool.setOutputMotionFileName(str(Path(folder) / "a.mot"))
        tool.setResultsDir(folder)
        began = time.perf_counter()
        solved = tool.run()
        taken = time.perf_counter() - began
    if not solved:
        sys.exit("the solver did not finish")
    print(json.dumps({
        "opensim": osim.GetVersion(), "moments": len(points[labels[0]]), "ik_ms": round(1000 * taken, 1),
        "model": "free pelvis, 2 ball hips, 2 hinge knees, 12 markers",
    }))  # fmt: skip


if __name__ == "__main__":
    main()
