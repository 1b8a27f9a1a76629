"""Does the network's outline show a rounded back, with arms and stick behind it?

    python -m validation.rounded_back DIR

DIR holds stills of `validation.people.backs`. For each person and picture: the network's mask, and in it how far the
outline of the back lies behind the line from hip to shoulder, in trunk lengths, highest between the two and less what
it was in quiet standing; beside it, how much shorter that line has become. A measure shows a rounded back when it is
larger for the rounded than for the straight hinge; the area under the curve compares all rounded with all straight;
`seen_at_95` is the share of rounded ones above all but 5 % of the straight ones. Frozen as rounded-back.json.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from inturn.body.keypoints import INDEX
from inturn.sources.video import landmarks as lm
from inturn.sources.video.region import MARGIN, Region
from validation.figures.freeze import RESULTS, frozen, write

INSIDE = 0.5
# Feet and crown reach a little further than joints.
CROWN = 1.08
SHARES = np.linspace(0.15, 0.8, 14)
MEASURES = ("outline", "outline_true_joints", "chord", "chord_true_joints")


def region_of(pixel: np.ndarray, column: dict[str, int]) -> Region:
    """The square the network is used to: around mid hip, holding all joints (n, 2), turned so that the trunk is up."""
    hip, shoulder = (0.5 * (pixel[column[f"left_{n}"]] + pixel[column[f"right_{n}"]]) for n in ("hip", "shoulder"))
    radius = float(np.linalg.norm(pixel - hip, axis=1).max()) * CROWN
    across, up = shoulder[0] - hip[0], hip[1] - shoulder[1]
    return Region(float(hip[0]), float(hip[1]), 2 * MARGIN * radius, float(np.arctan2(across, up)))


def back_depth(mask: np.ndarray, hip: np.ndarray, shoulder: np.ndarray, forward: float) -> np.ndarray:
    """How far the outline reaches behind the line hip - shoulder at `SHARES` of it, in its lengths.

    mask (height, width) of the whole picture; `forward` is +1 where the person faces right.
    """
    along = shoulder - hip
    length = float(np.linalg.norm(along))
    unit = along / length
    behind = forward * np.array([unit[1], -unit[0]])
    out = []
    for share in SHARES:
        start = hip + share * along
        reach = 0.0
        for step in np.arange(0.0, 0.7 * length, 0.5):
            u, v = start + step * behind
            inside = 0 <= int(v) < mask.shape[0] and 0 <= int(u) < mask.shape[1] and mask[int(v), int(u)] > INSIDE
            if not inside and step > 0.05 * length:
                break
            reach = step
        out.append(reach / length)
    return np.array(out)


def bulge(depth: np.ndarray) -> float:
    """How far the outline bulges between its ends: highest over the straight line from the first to the last share."""
    line = np.linspace(depth[0], depth[-1], len(depth))
    return float(np.max(depth - line))


def looked_at(network: lm.LandmarkNetwork, picture: np.ndarray, region: Region) -> tuple[np.ndarray, np.ndarray]:
    """The mask over the whole picture, and the network's keypoints (39, 2) in it."""
    answer = lm.decode(network.start(picture, region).result())
    assert answer.mask is not None
    size = (picture.shape[1], picture.shape[0])
    mask = cv2.warpAffine(answer.mask.astype(np.float32), region.matrix(lm.INPUT), size)
    return mask, region.to_picture(answer.points, lm.INPUT)


def measures(network: lm.LandmarkNetwork, file: Path) -> list[dict[str, float]]:
    """One entry a picture: standing, straight, rounded."""
    with np.load(file) as data:
        names = [str(n) for n in data["names"]]
        out = []
        for picture, pixel, bow in zip(data["pictures"], data["pixel"], data["bow_deg"], strict=True):
            column = {n: i for i, n in enumerate(names)}
            mask, points = looked_at(network, picture, region_of(pixel, column))

            def middle(points: np.ndarray, index: dict[str, int], name: str) -> np.ndarray:
                return 0.5 * (points[index[f"left_{name}"]] + points[index[f"right_{name}"]])

            forward = np.sign(pixel[column["left_foot_index"], 0] - pixel[column["left_heel"], 0])
            row: dict[str, float] = {"bow_deg": float(bow)}
            for end, p, index in (("", points, INDEX), ("_true_joints", pixel, column)):
                hip, shoulder = middle(p, index, "hip"), middle(p, index, "shoulder")
                row[f"outline{end}"] = bulge(back_depth(mask, hip, shoulder, float(forward)))
                row[f"chord{end}"] = float(np.linalg.norm(shoulder - hip))
            out.append(row)
    return out


def area_under(rounded: np.ndarray, straight: np.ndarray) -> float:
    """Share of pairs in which the rounded one is the larger."""
    return float(np.mean(rounded[:, None] > straight[None, :]) + 0.5 * np.mean(rounded[:, None] == straight[None, :]))


def figures(people: list[list[dict[str, float]]]) -> dict[str, Any]:
    """For every measure: mean straight and rounded, and the area under the curve."""
    out: dict[str, Any] = {"people": len(people)}
    for name in MEASURES:
        standing, straight, rounded = (np.array([p[i][name] for p in people]) for i in range(3))
        if name.startswith("chord"):
            change = [1 - x / standing for x in (straight, rounded)]
        else:
            change = [x - standing for x in (straight, rounded)]
        out[name] = {
            "straight": float(change[0].mean()), "rounded": float(change[1].mean()),
            "sd_straight": float(change[0].std()), "sd_rounded": float(change[1].std()),
            "area": area_under(change[1], change[0]),
            "seen_at_95": float(np.mean(change[1] > np.percentile(change[0], 95))),
            "more_when_rounded": float(np.mean(change[1] > change[0])),
        }  # fmt: skip
    return out


def main() -> None:
    """Look, measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bodies", default="drawn by chance", help="who they are, for the record")
    chosen = parser.parse_args()
    network = lm.LandmarkNetwork("full", mask=True)
    people = [measures(network, file) for file in sorted(chosen.folder.glob("back_*.npz"))]
    if not people:
        raise SystemExit(f"No stills in {chosen.folder}: make them with validation.people.backs.")
    told = figures(people)
    print(json.dumps(told, indent=1))
    command = "python -m validation.rounded_back BACKS"
    write(RESULTS / "rounded-back.json", frozen("rounded-back", "full", command, {"bodies": chosen.bodies} | told))


if __name__ == "__main__":
    main()
