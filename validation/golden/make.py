"""Makes `tests/golden`: a short clip of a rendered person and the reference implementation's output for it.

    python -m validation.golden.make --mediapipe-python ENV/bin/python --clip tests/clips/clean.mp4 --start 3 --end 5

ENV is an environment of its own with `pip install mediapipe==0.10.14` (it wants an older NumPy). Our network files are
copied over those of that package first, so that both sides run the same networks. Writes `tests/golden/person.mp4`
(unless `--keep-clip`) and `tests/golden/reference.json`.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import av
import numpy as np

from inturn.sources.video import NETWORKS, iterate_frames, models_report, probe

GOLDEN = Path(__file__).parents[2] / "tests" / "golden"
STILL_EVERY = 12


def cut(clip: Path, start_s: float, end_s: float, target: Path) -> None:
    """Write the pictures of [start, end) of a clip, 30 a second, as a small H.264 file."""
    info = probe(clip)
    with av.open(str(target), "w") as container:
        stream = container.add_stream("libx264", rate=30, options={"crf": "20", "preset": "slow"})
        stream.pix_fmt, stream.width, stream.height = "yuv420p", info.width, info.height
        for time_s, rgb in iterate_frames(clip):
            if start_s <= time_s < end_s:
                container.mux(stream.encode(av.VideoFrame.from_ndarray(rgb)))
        container.mux(stream.encode())


def share_models(python: Path) -> None:
    """Put our network files in the place of those of the MediaPipe package in the environment of `python`."""
    where = subprocess.run(
        [python, "-c", "import importlib.util as u; print(u.find_spec('mediapipe').origin)"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    modules = Path(where).parent / "modules"
    for file in models_report():
        name = "pose_detection" if file.name == "detector" else f"pose_landmark_{file.name}"
        folder = modules / ("pose_detection" if file.name == "detector" else "pose_landmark")
        target = folder / f"{name}.tflite"
        target.unlink(missing_ok=True)  # installers link files from a cache: never write through the link
        shutil.copyfile(file.path, target)


def reference(python: Path, frames: np.ndarray, network: str, kind: str) -> list[dict[str, object]]:
    """What the reference gives for the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "frames.npz", Path(folder) / "out.json"
        np.savez(source, frames=frames)
        script = Path(__file__).with_name("reference.py")
        subprocess.run([python, script, source, target, network, kind], check=True, capture_output=True)
        return json.loads(target.read_text(encoding="utf-8"))


def main() -> None:
    """Make the golden files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mediapipe-python", type=Path, required=True)
    parser.add_argument("--clip", type=Path)
    parser.add_argument("--start", type=float, default=3.0)
    parser.add_argument("--end", type=float, default=5.0)
    parser.add_argument("--keep-clip", action="store_true", help="use tests/golden/person.mp4 as it is")
    given = parser.parse_args()
    person = GOLDEN / "person.mp4"
    if not given.keep_clip:
        cut(given.clip, given.start, given.end, person)
    frames = np.stack([rgb for _, rgb in iterate_frames(person)])
    share_models(given.mediapipe_python)
    golden = {
        "made_with": "mediapipe 0.10.14, graph PoseLandmarkCpu without landmark smoothing, networks of this project",
        "clip_sha256": hashlib.sha256(person.read_bytes()).hexdigest(),
        "still_every": STILL_EVERY,
        "stills": {n: reference(given.mediapipe_python, frames[::STILL_EVERY], n, "static") for n in NETWORKS},
        "video": {n: reference(given.mediapipe_python, frames, n, "video") for n in ("full",)},
    }
    (GOLDEN / "reference.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(frames)} pictures, {person.stat().st_size} + {(GOLDEN / 'reference.json').stat().st_size} bytes")


if __name__ == "__main__":
    main()
