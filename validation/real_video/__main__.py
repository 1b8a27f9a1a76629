"""Real video against optical markers, us and a one-phone system in one table.

    python -m validation.real_video [--network heavy] [--clip squat] [--every-picture] [--keypoints DIR]
                                    [--json FILE] [--plots DIR]

The recordings are found through INTURN_DATA. --keypoints keeps what the network saw, so that a second run is quick.
"""

import argparse
import json
import os
from pathlib import Path

import numpy as np

from inturn.sources.recordings import write_recording
from validation.real_video.compare import CLIPS, Clip, Comparison, compare
from validation.real_video.ours import keypoints
from validation.real_video.plots import write_plots
from validation.real_video.table import plain, show

ROOT = Path(__file__).parents[2]


def data_folder() -> Path:
    """The folder of real recordings that INTURN_DATA names, relative to the project."""
    return ROOT / os.environ.get("INTURN_DATA", "../shared/data") / "video"


def run(clip: Clip, network: str, kept: Path | None, *, thinned: bool = False) -> Comparison:
    """Compare one clip; keypoints are read from the folder `kept` or put there."""
    folder = data_folder() / clip.folder
    if not folder.is_dir():
        raise SystemExit(f"There is no {folder}: set INTURN_DATA to the folder of the real recordings.")
    file = None if kept is None else kept / f"{clip.name}{'.thinned' if thinned else '.every'}.{network}.nc"
    video = folder / "video.mp4"
    recording = keypoints(video, network, file, thinned=thinned)  # pyright: ignore[reportArgumentType]
    if file is not None and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        write_recording(recording, file)
    return compare(folder, clip, recording)


def facing(found: Comparison) -> float:
    """How far the person stands turned away from the camera as we see it, degrees: the median over the window."""
    turn = found.ours["pelvis_turn"][found.window] - np.deg2rad(found.our_errors.heading_deg)
    return float(np.rad2deg(np.nanmedian(np.arctan2(np.sin(turn), np.cos(turn)))))


def main() -> None:
    """Compare, print, and keep figures and plots when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", default="heavy", choices=["lite", "full", "heavy"])
    parser.add_argument("--clip", choices=[c.name for c in CLIPS], help="only this one")
    parser.add_argument("--thinned", action="store_true", help="15 pictures a second, as of a longer video")
    parser.add_argument("--keypoints", type=Path, help="folder for the keypoints of the clips")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--plots", type=Path, help="also draw the curves as SVG into this folder")
    chosen = parser.parse_args()
    kept = {}
    for clip in CLIPS:
        if chosen.clip not in {None, clip.name}:
            continue
        found = compare_and_show(clip, chosen.network, chosen.keypoints, thinned=chosen.thinned)
        kept[clip.name] = {"ours": plain(found.our_errors), "one_phone": plain(found.their_errors)}
        if chosen.plots:
            write_plots(chosen.plots, clip.name, found)
    if chosen.json:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(json.dumps({"network": chosen.network, "clips": kept}, indent=1) + "\n", "utf-8")


def compare_and_show(clip: Clip, network: str, kept: Path | None, *, thinned: bool = False) -> Comparison:
    """One clip: compare and print its table."""
    found = run(clip, network, kept, thinned=thinned)
    turned = facing(found)
    title = f"\n{clip.name}: degrees, estimate less markers; we see the person turned by {turned:+.0f} degrees"
    print(show(title, found.our_errors, found.their_errors))
    return found


if __name__ == "__main__":
    main()
