"""The three ways in which a C3D file writes its numbers: Intel, DEC (VAX) and SGI (MIPS)."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Maker = Literal["Intel", "DEC", "SGI"]
PROCESSORS: Final[dict[int, Maker]] = {84: "Intel", 85: "DEC", 86: "SGI"}
"""The fourth byte of the parameter section."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Decodes raw bytes of one processor; every function takes bytes and returns an array."""

    maker: Maker

    @property
    def plain(self) -> bool:
        """Whether floats can be taken from the file as they stand on today's machines."""
        return self.maker == "Intel"

    def words(self, raw: bytes) -> NDArray[np.uint16]:
        """Unsigned 16-bit numbers."""
        return np.frombuffer(raw, dtype=">u2" if self.maker == "SGI" else "<u2").astype(np.uint16)

    def integers(self, raw: bytes | NDArray[np.uint8]) -> NDArray[np.int16]:
        """Signed 16-bit numbers."""
        return np.frombuffer(raw, dtype=">i2" if self.maker == "SGI" else "<i2").astype(np.int16)

    def floats(self, raw: bytes | NDArray[np.uint8]) -> NDArray[np.float32]:
        """32-bit floats. A DEC float has its halves swapped and an exponent larger by two."""
        if self.maker == "SGI":
            return np.frombuffer(raw, dtype=">f4").astype(np.float32)
        if self.maker == "Intel":
            return np.frombuffer(raw, dtype="<f4")
        halves = np.frombuffer(raw, dtype="<u2").reshape(-1, 2)[:, ::-1]
        return (np.ascontiguousarray(halves).view("<f4").reshape(-1) / 4.0).astype(np.float32)
