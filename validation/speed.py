"""Speed and memory in one run, as ratios: `python -m validation.speed [--mediapipe-python ENV/bin/python]`.

On one video at 1280 x 720 (made from `--clip`): decode -> recording for heavy and full; the bare network, f32, all its
outputs, on pictures cut beforehand; MediaPipe's pose (environment with `pip install mediapipe==0.10.14`; left out
with the reason when absent); decode -> angles -> result.json; report and overlay apart; peak memory at 10 s and at
`--long` seconds. The parts are measured in turn, several rounds, and the best round counts, since other work on the
machine can only slow a part down. Processor time a picture is given beside it: it hardly depends on other work.

Costs are per picture of the film, of which Inturn measures about 15 a second (`sources/video/times.py`); the bare
network and MediaPipe look at every one. `..._measured` are the same ratios per picture measured, as if all were.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from inturn.sources.video import PoseTracker, models_report, read_video
from inturn.sources.video import landmarks as lm
from inturn.sources.video.decode import DecodeLog, pictures
from inturn.sources.video.detector import Detector
from inturn.sources.video.models import Network
from inturn.sources.video.network import CompiledNetwork
from inturn.sources.video.reader import WORK_SIDE
from inturn.sources.video.times import MEASURED_RATE
from validation.golden.make import share_models
from validation.speed_parts.clip import make_720p, repeat

ROOT = Path(__file__).parents[1]
RACED: tuple[Network, ...] = ("heavy", "full")
OUTPUTS = ((1, 195), (1, 1), (1, 256, 256, 1), (1, 64, 64, 39), (1, 117))

Cost = dict[str, float]


def cost(work: Callable[[], int]) -> Cost:
    """Wall and processor time in ms a picture of work that returns how many pictures it did."""
    wall, processor = time.perf_counter(), time.process_time()
    n = work()
    return {"ms": 1e3 * (time.perf_counter() - wall) / n, "processor_ms": 1e3 * (time.process_time() - processor) / n}


def best(rounds: list[Cost]) -> Cost:
    """The quickest of several rounds."""
    return {key: min(r[key] for r in rounds) for key in rounds[0]}


def decoding(video: Path) -> Cost:
    """Decoding to upright RGB alone."""
    return cost(lambda: sum(1 for _ in pictures(video, WORK_SIDE, DecodeLog())))


def recording(video: Path, network: Network) -> Cost:
    """decode -> recording, from the opening of the video to the finished dataset, loading of the networks included."""
    return cost(lambda: int(read_video(video, network).attrs["frames"]))


def following(video: Path, tracker: PoseTracker) -> Cost:
    """decode -> keypoints with the networks loaded."""
    tracker.restart()

    def work() -> int:
        log = DecodeLog()
        for _ in tracker.run(pictures(video, WORK_SIDE, log, MEASURED_RATE)):
            pass
        return log.decoded

    return cost(work)


def measured_share(video: Path) -> float:
    """How many of the film's pictures are measured."""
    log = DecodeLog()
    return sum(1 for _ in pictures(video, WORK_SIDE, log, MEASURED_RATE)) / log.decoded


def crops(video: Path, count: int) -> list[np.ndarray]:
    """Input tensors of a video's first pictures, cut where the person is."""
    detector = Detector()
    found: list[np.ndarray] = []
    for _, rgb in pictures(video, WORK_SIDE, DecodeLog()):
        for person in detector(rgb)[:1]:
            cut = person.region().cut(rgb, lm.INPUT, repeat_edge=True)
            found.append(cut[None].astype(np.float32) / np.float32(255))
        if len(found) == count:
            break
    return found


def bare(compiled: CompiledNetwork, tensors: list[np.ndarray]) -> Cost:
    """The network alone; `start` keeps as many pictures under way as there are streams."""

    def work() -> int:
        for last in [compiled.start(x) for x in tensors][-2:]:
            last.result()
        return len(tensors)

    return cost(work)


def mediapipe(python: Path, video: Path, network: Network) -> Cost:
    """MediaPipe's decode -> landmarks, loading apart."""
    script = ROOT / "validation" / "speed_parts" / "mediapipe_pose.py"
    done = subprocess.run([python, script, video, network], check=True, capture_output=True, text=True)
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    n = answer["pictures"]
    return {"ms": 1e3 * answer["seconds"] / n, "processor_ms": 1e3 * answer["processor_seconds"] / n}


def result(video: Path, network: Network) -> Cost:
    """decode -> angles -> the text of result.json, without report and overlay."""
    from inturn.report.document import to_json
    from inturn.workflows.measure import load, read_test
    from inturn.workflows.options import MeasureOptions

    def work() -> int:
        found = load(video, network, False, None)
        to_json(read_test(found, MeasureOptions(network=network), datetime.now(UTC)).result)
        return int(found.attrs["frames"])

    return cost(work)


def extras(video: Path) -> dict[str, Cost]:
    """What report (page and PDF) and overlay cost on top, a picture of the video. To be kept in step with workflows."""
    from inturn.report.overlay import write_overlay
    from inturn.report.page import render_page
    from inturn.report.pdf import render_pdf
    from inturn.sources.video import iterate_frames
    from inturn.workflows.measure import load, read_test
    from inturn.workflows.options import MeasureOptions

    found = load(video, "lite", False, None)
    reading = read_test(found, MeasureOptions(network="lite"), datetime.now(UTC))
    n = int(found.attrs["frames"])

    def report() -> int:
        render_page(reading.result, reading.angles)
        render_pdf(reading.result, reading.angles)
        return n

    def overlay() -> int:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "annotated.mp4"
            write_overlay(target, iterate_frames(video), found, reading.angles, reading.result, lambda *_: None)
        return n

    return {"report": cost(report), "overlay": cost(overlay)}


def attempt(what: Callable[[], Any]) -> Any:
    """The answer, or why there is none: one part that fails must not hide the others."""
    try:
        return what()
    except Exception as error:  # noqa: BLE001
        return {"left_out": f"{type(error).__name__}: {error}"}


def memory(video: Path, network: Network) -> float:
    """Peak memory in MB of a process that reads the video."""
    command = [sys.executable, "-m", "validation.speed_parts.memory", str(video), network]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip())


def race(video: Path, network: Network, rounds: int, python: Path | None) -> dict[str, Any]:
    """All contenders of one network in turn, the best round of each, and the ratios that count."""
    path = next(f.path for f in models_report() if f.name == network)
    one, two = CompiledNetwork(path, OUTPUTS, 1), CompiledNetwork(path, OUTPUTS, 2)
    tracker, tensors = PoseTracker(network, streams=2), crops(video, 100)
    contenders: dict[str, Callable[[], Cost]] = {
        "decode_to_recording": lambda: recording(video, network),
        "decode_to_keypoints_loaded": lambda: following(video, tracker),
        "decode_to_result": lambda: result(video, network),
        "bare_network_one_stream": lambda: bare(one, tensors),
        "bare_network_two_streams": lambda: bare(two, tensors),
    }
    if python is not None:
        contenders["mediapipe"] = lambda: mediapipe(python, video, network)
    taken: dict[str, list[Cost]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            taken[name].append(run())
    found: dict[str, Any] = {name: best(costs) for name, costs in taken.items()}
    if python is None:
        found["mediapipe"] = {"left_out": "no --mediapipe-python given"}
    return found | {"ratios": ratios(found, measured_share(video))}


def ratios(found: dict[str, Any], share: float) -> dict[str, float]:
    """The figures of the targets (bars: 40 pictures a second; at most 1.3; at least 2)."""
    ours, net = (
        found["decode_to_recording"],
        min(found["bare_network_one_stream"]["ms"], found["bare_network_two_streams"]["ms"]),
    )
    figures = {
        "pictures_a_second": 1e3 / ours["ms"],
        "over_bare_network": ours["ms"] / net,
        "over_bare_network_loaded": found["decode_to_keypoints_loaded"]["ms"] / net,
        "over_bare_network_processor_time": found["decode_to_keypoints_loaded"]["processor_ms"]
        / found["bare_network_two_streams"]["processor_ms"],
    }
    if "ms" in found["mediapipe"]:
        figures["mediapipe_over_ours"] = found["mediapipe"]["ms"] / ours["ms"]
        figures["mediapipe_over_ours_loaded"] = found["mediapipe"]["ms"] / found["decode_to_keypoints_loaded"]["ms"]
    figures["result_pictures_a_second"] = 1e3 / found["decode_to_result"]["ms"]
    figures["result_over_bare_network"] = found["decode_to_result"]["ms"] / net
    figures["share_of_pictures_measured"] = share
    for name in ("over_bare_network", "over_bare_network_loaded", "result_over_bare_network"):
        figures[f"{name}_measured"] = figures[name] / share
    return figures


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clip", type=Path, default=ROOT / "tests" / "clips" / "clean.mp4")
    parser.add_argument("--mediapipe-python", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0, help="length of the video that is raced on")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--long", type=float, default=300.0, help="length of the long video; 0 leaves it out")
    parser.add_argument("--out", type=Path, default=ROOT / "validation" / "out" / "speed.json")
    return parser.parse_args()


def main() -> None:
    """Measure, print, write."""
    given = parse()
    if given.mediapipe_python is not None:
        share_models(given.mediapipe_python)
    figures: dict[str, Any] = {
        "processor": platform.processor() or platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "load_before": os.getloadavg()[0],
    }
    with tempfile.TemporaryDirectory() as folder:
        video, long = Path(folder) / "video.mp4", Path(folder) / "long.mp4"
        make_720p(given.clip, given.seconds, video)
        figures["decoding"] = decoding(video)
        for network in RACED:
            figures[network] = race(video, network, given.rounds, given.mediapipe_python)
        figures["report_and_overlay"] = attempt(lambda: extras(given.clip))
        figures["peak_memory_mb"] = {f"{given.seconds:g} s": memory(video, "heavy")}
        if given.long > 0:
            repeat(video, round(given.long / given.seconds), long)
            figures["peak_memory_mb"][f"{given.long:g} s"] = memory(long, "heavy")
    figures["load_after"] = os.getloadavg()[0]
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
