"""The second generator's pictures: OpenGL off screen, the place once, then a person and a soft shadow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from validation.people.camera import Camera
from validation.people.rotations import Array, unit
from validation.people.second import shaders
from validation.people.second.outfit import Layer, Outfit

SAMPLES = 4
SHADOW_STEP = 3
"""One value of the shadow for so many pixels."""


@dataclass(frozen=True)
class Shape:
    """Something that stands still: vertices, normals (V, 3), faces; colours (V, 3), stuff (V,)."""

    vertices: Array
    normals: Array
    faces: np.ndarray
    colour: Array
    second: Array
    stuff: Array


@dataclass(frozen=True)
class Lights:
    """Directions point to the lights; strengths are linear RGB; `shade`: how dark shadows are; `blur`: width, px."""

    window_way: tuple[float, float, float]
    window: tuple[float, float, float]
    lamp_way: tuple[float, float, float]
    lamp: tuple[float, float, float]
    above: tuple[float, float, float]
    below: tuple[float, float, float]
    shade: float
    blur: float


class Painter:
    """Draws one dressed person in one place before one camera. `close` it."""

    def __init__(
        self,
        camera: Camera,
        place: Shape,
        layers: Sequence[Layer],
        outfit: Outfit,
        lights: Lights,
        folds: float,
        pitch: float,
    ) -> None:
        import moderngl

        self._gl: Any = moderngl.create_context(standalone=True, backend="egl")
        self._gl.enable(moderngl.DEPTH_TEST)
        self._culling = moderngl.CULL_FACE
        self._camera, self._lights, self._layers = camera, lights, layers
        size = (camera.width, camera.height)
        self._many = self._frame(size, SAMPLES)
        self._one = self._frame(size, 0)
        self._small = self._frame((-(-size[0] // SHADOW_STEP), -(-size[1] // SHADOW_STEP)), 0)
        self._program = self._gl.program(vertex_shader=shaders.PERSON_VERTEX, fragment_shader=shaders.PERSON_FRAGMENT)
        self._shadow = self._gl.program(vertex_shader=shaders.FLAT_VERTEX, fragment_shader=shaders.FLAT_FRAGMENT)
        scenery = self._gl.program(vertex_shader=shaders.PERSON_VERTEX, fragment_shader=shaders.PLACE_FRAGMENT)
        for program in (self._program, scenery):
            self._set(program)
        self._shadow["to_clip"].write(camera.clip_matrix().T.astype("f4").tobytes())
        self._shadow["fall"].value = tuple(unit(np.array(lights.window_way)))
        told = {"beard": outfit.beard, "glasses": float(outfit.glasses), "hair": outfit.hair_colour, "folds": folds}
        for name, value in (told | {"pitch": pitch}).items():
            self._program[name].value = value
        self._background = self._drawn_place(scenery, place)
        self._moving, self._closed, self._open, self._cast = self._buffers(layers)

    def _frame(self, size: tuple[int, int], samples: int) -> Any:
        gl = self._gl
        return gl.framebuffer([gl.renderbuffer(size, 4, samples=samples)], gl.depth_renderbuffer(size, samples=samples))

    def _set(self, program: Any) -> None:
        program["to_clip"].write(self._camera.clip_matrix().T.astype("f4").tobytes())
        lights = self._lights
        values = {
            "eye": self._camera.position, "window": lights.window, "lamp": lights.lamp,
            "window_way": tuple(unit(np.array(lights.window_way))), "above": lights.above,
            "lamp_way": tuple(unit(np.array(lights.lamp_way))), "below": lights.below,
        }  # fmt: skip
        for name, value in values.items():
            if name in program:
                program[name].value = value

    def _array(self, program: Any, moving: Any, still: np.ndarray, faces: np.ndarray) -> Any:
        gl = self._gl
        looks = gl.buffer(still.astype("f4").tobytes())
        parts = [(moving, "3f 3x4", "in_place"), (moving, "3x4 3f", "in_normal"), (looks, "3f 8x4", "in_colour")]
        parts += [(looks, "3x4 3f 5x4", "in_second"), (looks, "6x4 3f 2x4", "in_at")]
        parts += [(looks, "9x4 1f 1x4", "in_stuff"), (looks, "10x4 1f", "in_cut")]
        index = gl.buffer(faces.astype("i4").tobytes())
        return gl.vertex_array(program, [p for p in parts if p[2] in program], index)

    def _buffers(self, layers: Sequence[Layer]) -> tuple[Any, Any, Any, Any]:
        """Places of all vertices; of closed layers, of open ones, and of all as they cast a shadow."""
        starts = np.cumsum([0, *[len(x.of) for x in layers[:-1]]])
        parts = [(x.open, x.faces + s) for x, s in zip(layers, starts, strict=True)]
        closed, opened = (
            np.concatenate([f for o, f in parts if o is which] or [np.zeros((0, 3))]) for which in (False, True)
        )
        still = np.concatenate(
            [np.column_stack([x.colour, x.second, x.at, x.stuff, x.cut]) for x in layers]
        )  # fmt: skip
        moving = self._gl.buffer(reserve=4 * 6 * len(still))
        every = np.concatenate([closed, opened])[::2]  # half of the triangles cast as soft a shadow
        kinds = ((self._program, closed), (self._program, opened), (self._shadow, every))
        one, two, three = (
            self._array(program, moving, still, faces) if len(faces) else None for program, faces in kinds
        )
        return moving, one, two, three

    def _read(self, frame: Any, flat: Any) -> np.ndarray:
        if flat is not frame:
            self._gl.copy_framebuffer(flat, frame)
        wide, high = flat.size
        raw = np.frombuffer(flat.read(components=4, alignment=1), np.uint8).reshape(high, wide, 4)
        return raw[::-1].astype(np.float32)

    def _drawn_place(self, program: Any, place: Shape) -> np.ndarray:
        moving = self._gl.buffer(np.concatenate([place.vertices, place.normals], axis=1).astype("f4").tobytes())
        zero = np.zeros(len(place.vertices))
        still = np.column_stack([place.colour, place.second, place.vertices, place.stuff, zero])
        self._many.use()
        self._many.clear(0.0, 0.0, 0.0, 1.0)
        self._array(program, moving, still, place.faces).render()
        return self._read(self._many, self._one)[..., :3]

    def _shaded(self) -> np.ndarray:
        """The place with the person's shadow on the floor."""
        from scipy.ndimage import gaussian_filter, zoom

        self._small.use()
        self._small.clear(0.0, 0.0, 0.0, 0.0)
        self._cast.render()
        soft = gaussian_filter(self._read(self._small, self._small)[..., 0] / 255.0, self._lights.blur / SHADOW_STEP)
        high, wide = self._background.shape[:2]
        full = zoom(soft, SHADOW_STEP, order=1)[:high, :wide]
        return self._background * (1.0 - self._lights.shade * np.clip(full, 0, 1))[..., None]

    def picture(self, vertices: Array, normals: Array) -> np.ndarray:
        """The person with posed skin (V, 3) in the place: (height, width, 3), float32, 0..255."""
        both = [np.concatenate(layer.placed(vertices, normals), axis=1) for layer in self._layers]
        self._moving.write(np.ascontiguousarray(np.concatenate(both), dtype="f4").tobytes())
        out = self._shaded()
        self._many.use()
        self._many.clear(0.0, 0.0, 0.0, 0.0)
        self._gl.enable(self._culling)
        self._closed.render()
        self._gl.disable(self._culling)
        if self._open is not None:
            self._open.render()
        drawn = self._read(self._many, self._one)
        return out * (1.0 - drawn[..., 3:] / 255.0) + drawn[..., :3]

    def close(self) -> None:
        """Give the graphics memory back."""
        self._gl.release()
