"""The reference implementation's raw output for pictures in a file; runs in an environment with MediaPipe 0.10.14.

    python reference.py FRAMES.npz OUT.json NETWORK static|video

FRAMES.npz holds `frames` (n, height, width, 3) RGB. The pose graph is run without smoothing of the landmarks; `static`
detects anew in each picture, `video` tracks the region with pictures 1/30 s apart. Nothing of Inturn is imported.
"""

import json
import sys
from pathlib import Path
from typing import Any

import mediapipe
import numpy as np
from google.protobuf import text_format
from mediapipe.framework import calculator_pb2
from mediapipe.python import packet_creator, packet_getter
from mediapipe.python._framework_bindings import calculator_graph, resource_util

GRAPH = """
input_stream: "image"
output_stream: "landmarks"
output_stream: "world"
output_stream: "detected"
output_stream: "next"
node {
  calculator: "PoseLandmarkCpu"
  input_side_packet: "MODEL_COMPLEXITY:complexity"
  input_side_packet: "SMOOTH_LANDMARKS:smooth"
  input_side_packet: "USE_PREV_LANDMARKS:track"
  input_stream: "IMAGE:image"
  output_stream: "LANDMARKS:landmarks"
  output_stream: "WORLD_LANDMARKS:world"
  output_stream: "ROI_FROM_DETECTION:detected"
  output_stream: "ROI_FROM_LANDMARKS:next"
}
"""
COMPLEXITY = {"lite": 0, "full": 1, "heavy": 2}
STEP_US = 33_333


def plain(name: str, message: Any, width: int, height: int) -> list[Any]:
    """A packet's content in picture pixels, metres, radians."""
    if name == "landmarks":
        return [
            [round(p.x * width, 4), round(p.y * height, 4), round(p.visibility, 5), round(p.presence, 5)]
            for p in message.landmark
        ]
    if name == "world":
        return [[round(p.x, 5), round(p.y, 5), round(p.z, 5)] for p in message.landmark]
    side = max(message.width * width, message.height * height)
    values = (message.x_center * width, message.y_center * height, side, message.rotation)
    return [round(v, 5) for v in values]


def run(frames: np.ndarray, network: str, track: bool) -> list[dict[str, Any]]:
    """One dictionary a picture: landmarks (33, 4: x, y, visibility, presence), world (33, 3), and the regions
    detected and next (centre x, y, side, angle), each where the graph gave it."""
    resource_util.set_resource_dir(str(Path(mediapipe.__file__).parents[1]))
    config = text_format.Parse(GRAPH, calculator_pb2.CalculatorGraphConfig())
    graph = calculator_graph.CalculatorGraph(graph_config=config)
    packets: dict[str, Any] = {}
    names = ("landmarks", "world", "detected", "next")
    for name in names:
        graph.observe_output_stream(name, packets.__setitem__)
    side_packets = {
        "complexity": packet_creator.create_int(COMPLEXITY[network]),
        "smooth": packet_creator.create_bool(False),
        "track": packet_creator.create_bool(track),
    }
    graph.start_run(side_packets)
    found: list[dict[str, Any]] = []
    for i, frame in enumerate(frames):
        packets.clear()
        image = packet_creator.create_image_frame(image_format=mediapipe.ImageFormat.SRGB, data=frame)
        graph.add_packet_to_input_stream("image", image.at(i * STEP_US))
        graph.wait_until_idle()
        height, width = frame.shape[:2]
        found.append({n: plain(n, packet_getter.get_proto(p), width, height) for n, p in packets.items()})
    return found


if __name__ == "__main__":
    source, target, network_name, kind = sys.argv[1:]
    answer = run(np.load(source)["frames"], network_name, kind == "video")
    Path(target).write_text(json.dumps(answer), encoding="utf-8")
