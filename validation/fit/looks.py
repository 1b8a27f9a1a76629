"""Other looks of the same pictures, so that what is learnt of a renderer is less about how it paints.

A look is drawn by seed and is one for all pictures of a person, as a camera and a room are: colours turned, weaker or
none, a cast, another brightness and contrast, light from one side, blur, sharpening, coarser pixels and noise.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

_SALT = 77


@dataclass(frozen=True)
class Look:
    """How pictures are changed.

    saturation and gains (3,) multiply; hue in degrees; tones are low + (high - low) x^power; light (2,) is how much
    brighter it is on the right and at the bottom; blur is a share of the height, noise in grey levels; sharp is how
    much of the detail is added once more; scale is the share of pixels left.
    """

    seed: int
    saturation: float
    hue: float
    gains: NDArray[np.float64]
    power: float
    low: float
    high: float
    light: NDArray[np.float64]
    blur: float
    sharp: float
    scale: float
    noise: float

    def __call__(self, rgb: Picture, number: int) -> Picture:
        """One picture (height, width, 3), the `number`-th of its person, in this look."""
        hsv = cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV)
        hsv[..., 0] = (hsv[..., 0].astype(int) + round(self.hue / 2)) % 180
        hsv[..., 1] = np.minimum(hsv[..., 1] * self.saturation, 255).astype(np.uint8)
        out = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB).astype(np.float32) / 255
        height, width = rgb.shape[:2]
        down, right = np.linspace(-0.5, 0.5, height), np.linspace(-0.5, 0.5, width)
        shine = 1 + self.light[0] * right[None, :] + self.light[1] * down[:, None]
        out *= (shine[..., None] * self.gains).astype(np.float32)
        out = self.low + (self.high - self.low) * np.clip(out, 0, 1) ** self.power
        if self.scale < 1:
            small = cv2.resize(out, None, fx=self.scale, fy=self.scale, interpolation=cv2.INTER_AREA)
            out = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
        if self.blur > 0:
            out = cv2.GaussianBlur(out, (0, 0), max(self.blur * height, 0.3))
        if self.sharp > 0:
            out = out + self.sharp * (out - cv2.GaussianBlur(out, (0, 0), 0.002 * height))
        if self.noise > 0:
            rng = np.random.default_rng([_SALT, self.seed, number])
            out = out + rng.standard_normal(out.shape, dtype=np.float32) * (self.noise / 255)
        return np.clip(out * 255, 0, 255).astype(np.uint8)


def look_of(seed: int) -> Look:
    """The look of the person with this seed."""
    rng = np.random.default_rng([_SALT, seed])

    def sometimes(share: float, low: float, high: float, otherwise: float) -> float:
        value, happens = float(rng.uniform(low, high)), rng.random() < share
        return value if happens else otherwise

    return Look(
        seed=seed,
        saturation=0.0 if rng.random() < 0.25 else float(rng.uniform(0.2, 1.6)),
        hue=sometimes(0.6, -90.0, 90.0, 0.0),
        gains=np.exp(rng.normal(0.0, 0.12, 3)),
        power=float(np.exp(rng.uniform(-0.6, 0.6))),
        low=sometimes(0.5, 0.0, 0.3, 0.0),
        high=float(rng.uniform(0.6, 1.0)),
        light=rng.uniform(-0.6, 0.6, 2),
        blur=sometimes(0.4, 0.0005, 0.004, 0.0),
        sharp=sometimes(0.25, 0.3, 1.5, 0.0),
        scale=sometimes(0.3, 0.35, 0.9, 1.0),
        noise=sometimes(0.5, 2.0, 20.0, 0.0),
    )
