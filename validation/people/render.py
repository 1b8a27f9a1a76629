"""Drawing with OpenGL, off screen (EGL; software is enough).

The camera stands still, so the room is drawn once with and once without the key light. Each picture then needs the
people, drawn with four samples a pixel, and a coarse mask of where their shadows fall. That is several times quicker
than drawing everything anew.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from validation.people import shaders
from validation.people.camera import Camera
from validation.people.mesh import Mesh
from validation.people.rotations import Array, unit

SHADOW_SIZE = 1024
SHADOW_REACH_M = 2.2
# The shadow mask has one value for a square of this many pixels: when drawing finely, and for speed.
FINE_STEP, COARSE_STEP = 2, 4

Box = tuple[int, int, int, int]  # left, top, right, bottom; half-open, pixels


@dataclass(frozen=True)
class Light:
    """`direction` points from the scene to the key light; strengths are linear; `softness` in metres of blur."""

    direction: tuple[float, float, float]
    key: float
    sky: tuple[float, float, float]
    ground: tuple[float, float, float]
    warmth: tuple[float, float, float]
    softness: float
    exposure: float


class _Drawable:
    """One mesh on the graphics side, drawn by several programs; `moving` is rewritten each frame."""

    def __init__(self, context: Any, programs: dict[str, Any], mesh: Mesh) -> None:
        places = np.concatenate([mesh.vertices, mesh.normals], axis=1).astype("f4")
        looks = np.concatenate([mesh.colours, mesh.vertices, mesh.surfaces[:, None]], axis=1).astype("f4")
        self.moving = context.buffer(places.tobytes())
        still = context.buffer(looks.tobytes())
        index = context.buffer(mesh.faces.astype("i4").tobytes())
        attributes = {
            "in_place": (self.moving, "3f 3x4"),
            "in_normal": (self.moving, "3x4 3f"),
            "in_colour": (still, "3f 3x4 1x4"),
            "in_pattern": (still, "3x4 3f 1x4"),
            "in_surface": (still, "3x4 3x4 1f"),
        }
        # A program keeps only the attributes it reads.
        self.by = {
            name: context.vertex_array(p, [(*a, n) for n, a in attributes.items() if n in p], index)
            for name, p in programs.items()
        }

    def move(self, places: np.ndarray) -> None:
        """New positions and normals (V, 6)."""
        self.moving.write(np.ascontiguousarray(places, dtype="f4").tobytes())


class _Canvas:
    """An off-screen picture that shows a box of the whole one and grows when the box does."""

    def __init__(self, context: Any, components: int, samples: int) -> None:
        self._context, self._components, self._samples = context, components, samples
        self._size = (0, 0)
        self._frame: Any = None
        self._flat: Any = None

    def _fit(self, width: int, height: int) -> None:
        if width <= self._size[0] and height <= self._size[1]:
            return
        old = self._size
        self._size = (max(old[0], (width + 63) // 64 * 64), max(old[1], (height + 63) // 64 * 64))
        c, n = self._context, self._samples
        picture = c.renderbuffer(self._size, self._components, samples=n)
        self._frame = c.framebuffer([picture], c.depth_renderbuffer(self._size, samples=n))
        self._flat = c.framebuffer([c.renderbuffer(self._size, self._components)]) if n else self._frame

    def draw(self, things: list[Any], box: Box, whole: tuple[int, int]) -> np.ndarray:
        """Draw vertex arrays; the part of the whole picture (width, height) inside `box`, top row first."""
        left, top, right, bottom = box
        self._fit(right - left, bottom - top)
        # OpenGL counts rows from the bottom: the box's lower left corner comes to the canvas' corner.
        self._frame.viewport = (-left, bottom - whole[1], *whole)
        self._frame.use()
        self._frame.clear(0.0, 0.0, 0.0, 0.0)
        for thing in things:
            thing.render()
        if self._flat is not self._frame:
            self._context.copy_framebuffer(self._flat, self._frame)
        size = (right - left, bottom - top)
        raw = self._flat.read(viewport=(0, 0, *size), components=self._components, alignment=1)
        return np.frombuffer(raw, dtype=np.uint8).reshape(size[1], size[0], self._components)[::-1]


def _light_matrix(direction: Array, middle: Array) -> Array:
    """World to the clip space of a parallel light that covers a cube around `middle`."""
    z = unit(direction)
    x = unit(np.cross([0.0, 0.0, 1.0], z))
    matrix = np.eye(4)
    matrix[:3, :3] = np.stack([x, np.cross(z, x), -z]) / SHADOW_REACH_M
    matrix[:3, 3] = -matrix[:3, :3] @ middle
    return matrix


def box_around(pixels: Array, whole: tuple[int, int], margin: int, step: int = 1) -> Box | None:
    """Smallest box with a margin around pixel positions (n, 2), cut to the picture; edges are multiples of `step`."""
    low = (np.floor((pixels.min(axis=0) - margin) / step) * step).clip(0, whole)
    high = (np.ceil((pixels.max(axis=0) + margin) / step) * step).clip(0, np.ceil(np.array(whole) / step) * step)
    if (high - low).min() < step:
        return None
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


class Renderer:
    """Draws people in a room before a camera that stands still. Make one per clip and `close` it.

    The back wall stands at `wall_x`; `samples` a pixel (4, or 0 for speed) smooth the people's outlines.
    """

    def __init__(
        self, camera: Camera, room: Mesh, people: list[Mesh], light: Light, wall_x: float, samples: int
    ) -> None:
        import moderngl  # needs a working EGL; kept out of the modules that only compute

        self._context: Any = moderngl.create_context(standalone=True, backend="egl")
        c = self._context
        c.enable(moderngl.DEPTH_TEST)
        self._programs = {
            "people": c.program(vertex_shader=shaders.DRAW_VERTEX, fragment_shader=shaders.PEOPLE_FRAGMENT),
            "room": c.program(vertex_shader=shaders.DRAW_VERTEX, fragment_shader=shaders.ROOM_FRAGMENT),
            "mask": c.program(vertex_shader=shaders.DRAW_VERTEX, fragment_shader=shaders.MASK_FRAGMENT),
            "shadow": c.program(vertex_shader=shaders.SHADOW_VERTEX, fragment_shader=shaders.SHADOW_FRAGMENT),
        }
        self._camera, self._light = camera, light
        self._whole = (camera.width, camera.height)
        self._room = _Drawable(c, self._programs, room)
        self._people = [_Drawable(c, self._programs, m) for m in people]
        self._canvas, self._mask = _Canvas(c, 4, samples), _Canvas(c, 2, 0)
        self._depth = c.depth_texture((SHADOW_SIZE, SHADOW_SIZE))
        self._depth.compare_func = ""
        self._depth.repeat_x = self._depth.repeat_y = False
        self._shadow = c.framebuffer(depth_attachment=self._depth)
        self._wall_x, self._step = wall_x, FINE_STEP if samples else COARSE_STEP
        self._set_once()
        whole = (0, 0, *self._whole)
        shares = []
        for share in (1.0, 0.0):
            self._programs["room"]["key_share"].value = share
            shares.append(self._canvas.draw([self._room.by["room"]], whole, self._whole)[..., :3].astype(np.float32))
        self._lit, self._dim = shares

    def _set_once(self) -> None:
        light, clip = self._light, self._camera.clip_matrix().T.astype("f4").tobytes()
        for name in ("people", "room", "mask"):
            self._programs[name]["to_clip"].write(clip)
        for program in (self._programs["people"], self._programs["room"]):
            program["eye"].value = tuple(self._camera.position)
            program["key_direction"].value = tuple(unit(np.asarray(light.direction)))
            program["key"].value = tuple(light.key * np.asarray(light.warmth))
            program["sky"].value, program["ground"].value = light.sky, light.ground
            program["exposure"].value = light.exposure
        for program in (self._programs["people"], self._programs["mask"]):
            program["softness"].value = light.softness / (2 * SHADOW_REACH_M)

    def _cast(self, middle: Array) -> None:
        """Draw the key light's view of the people."""
        matrix = _light_matrix(np.asarray(self._light.direction), middle).T.astype("f4").tobytes()
        for name in ("people", "mask", "shadow"):
            self._programs[name]["to_light"].write(matrix)
        self._shadow.use()
        self._shadow.clear(depth=1.0)
        for person in self._people:
            person.by["shadow"].render()
        self._depth.use(0)

    def _shadow_box(self, points: np.ndarray) -> Box | None:
        """Where the shadows of points (n, 3) fall in the picture: on the floor, or on the back wall."""
        d = unit(np.asarray(self._light.direction))
        fall = points[:, 2:] / d[2]
        if d[0] > 1e-3:
            fall = np.minimum(fall, np.maximum((points[:, :1] - self._wall_x) / d[0], 0.0))
        seen = self._camera.project(np.concatenate([points - fall * d, points * [1, 1, 0]]))
        return box_around(seen, self._whole, 24, self._step)

    def _shaded_room(self, points: np.ndarray, contacts: Array) -> np.ndarray:
        """The room (float32) with the people's shadows and the darkening under their feet."""
        picture = self._lit.copy()
        box = self._shadow_box(points)
        if box is None:
            return picture
        self._programs["mask"]["contacts"].write(contacts.astype("f4").tobytes())
        small = tuple(v // self._step for v in box)
        whole = (-(-self._whole[0] // self._step), -(-self._whole[1] // self._step))
        mask = self._mask.draw([self._room.by["mask"]], (small[0], small[1], small[2], small[3]), whole)
        mask = mask.astype(np.float32) / 255.0
        left, top, right, bottom = box[0], box[1], min(box[2], self._whole[0]), min(box[3], self._whole[1])
        fine = np.repeat(np.repeat(mask, self._step, axis=0), self._step, axis=1)[: bottom - top, : right - left]
        lit, dim = self._lit[top:bottom, left:right], self._dim[top:bottom, left:right]
        under = fine[..., 1:] ** np.float32(0.5)  # pictures are already gamma-coded
        picture[top:bottom, left:right] = (dim + (lit - dim) * fine[..., :1]) * under
        return picture

    def draw(self, places: list[np.ndarray], middle: Array, contacts: Array) -> np.ndarray:
        """One picture (height, width, 3), float32 RGB in 0..255.

        `places` are the posed vertices and normals of each person (V, 6), `middle` (3,) the centre of the shadows,
        `contacts` (4, 3) points near the floor that darken it.
        """
        for person, new in zip(self._people, places, strict=True):
            person.move(new)
        self._cast(middle)
        points = np.concatenate([p[::40, :3] for p in places]).astype(np.float64)
        picture = self._shaded_room(points, contacts)
        box = box_around(self._camera.project(points), self._whole, 24)
        if box is not None:
            drawn = self._canvas.draw([p.by["people"] for p in self._people], box, self._whole).astype(np.float32)
            left, top, right, bottom = box
            behind = picture[top:bottom, left:right]
            behind *= 1.0 - drawn[..., 3:] / 255.0
            behind += drawn[..., :3]
        return picture

    def close(self) -> None:
        """Give the graphics memory back."""
        self._context.release()
