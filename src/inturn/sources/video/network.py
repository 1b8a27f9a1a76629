"""Neural networks on the processor, with a precision that does not depend on the processor.

OpenVINO in f32: left alone it picks bf16 where the processor has it, and keypoints move by more than a pixel.
"""

import os
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inturn.errors import SetupError

PRECISION: Final = "f32"

Tensor = NDArray[np.float32]


def _openvino() -> Any:
    """The OpenVINO module, loaded so that it cannot report its use to its makers."""
    # Its telemetry package is tried at import; a None entry makes that import fail, and OpenVINO goes on without.
    sys.modules.setdefault("openvino_telemetry", None)  # pyright: ignore[reportArgumentType]
    try:
        import openvino
    except ImportError as error:
        raise SetupError(
            "OpenVINO, which runs the pose network, is not there: run `pip install inturn[video]`."
        ) from error
    return openvino


class Running:
    """One picture on its way through the network."""

    def __init__(self, request: Any) -> None:
        self._request = request
        self._outputs: list[Tensor] | None = None

    def result(self) -> list[Tensor]:
        """The outputs, in the order the network was asked for them; waits for them the first time."""
        if self._outputs is None:
            self._request.wait()
            self._outputs = [np.array(t.data) for t in self._request.output_tensors]
        return self._outputs


class CompiledNetwork:
    """A network ready to run `streams` pictures side by side.

    `outputs` are the shapes of the outputs wanted, in that order; what only other outputs need is left out of the
    work. `beneath`: the shapes of outputs of which what their last convolution reads is wanted, too, after the others.
    Raises SetupError when the file is not the network it should be.
    """

    def __init__(
        self,
        path: Path,
        outputs: tuple[tuple[int, ...], ...],
        streams: int = 1,
        *,
        beneath: tuple[tuple[int, ...], ...] = (),
    ) -> None:
        ov = _openvino()
        core = ov.Core()
        model = core.read_model(path)
        by_shape = {tuple(output.shape): output for output in model.outputs}
        if any(shape not in by_shape for shape in (*outputs, *beneath)):
            raise SetupError(f"The pose network file {path.name} is another network: reinstall Inturn.")
        asked = [by_shape[shape] for shape in outputs] + [_read_by_last_convolution(by_shape[s]) for s in beneath]
        wanted = ov.Model(asked, model.get_parameters(), path.stem)
        settings = {
            "INFERENCE_PRECISION_HINT": PRECISION,
            "NUM_STREAMS": streams,
            "INFERENCE_NUM_THREADS": threads_for(streams),
        }
        compiled = core.compile_model(wanted, "CPU", settings)
        self._requests: list[Any] = [compiled.create_infer_request() for _ in range(streams)]
        self._running: list[Running | None] = [None] * streams
        self._next = 0

    def start(self, tensor: Tensor) -> Running:
        """Begin with one input; waits first when `streams` others are still under way."""
        place = self._next
        self._next = (place + 1) % len(self._requests)
        earlier, request = self._running[place], self._requests[place]
        if earlier is not None:
            self._running[place] = None  # what went wrong with it is told once
            earlier.result()
        request.set_input_tensor(_openvino().Tensor(tensor))
        request.start_async()
        self._running[place] = running = Running(request)
        return running

    def run(self, tensor: Tensor) -> list[Tensor]:
        """The outputs for one input."""
        return self.start(tensor).result()


def _read_by_last_convolution(output: Any) -> Any:
    """The map from which an output is made."""
    node = output.get_node()
    while node.get_type_name() != "Convolution":
        node = node.input_value(0).get_node()
    return node.input_value(0)


def threads_for(streams: int) -> int:
    """Processor threads to use: all this process may have, at most two a stream, where more bring little."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(available, 2 * streams))
