"""Four ways to look at the same person, taken in turn, so that what one of them gets wrong does not last.

A pose network errs by a degree or two that depends on how the person lies in its input, and keeps doing so for as long
as they lie there in the same way: averaging over time takes none of it off. Seen mirrored, smaller and a little turned,
the same network errs otherwise. The set is closed under mirroring: a person and their mirror image are read alike.
"""

from dataclasses import dataclass, replace
from math import radians
from typing import Final

from inturn.sources.video.region import Region


@dataclass(frozen=True, slots=True)
class View:
    """How a region is shown to the network: mirrored, `wider` times as large, turned by `turned` (rad)."""

    mirrored: bool = False
    wider: float = 1.0
    turned: float = 0.0

    def of(self, region: Region) -> Region:
        """The region to cut so that the network sees `region` in this way.

        Mirrored regions turn the other way round, so that views which differ in `mirrored` alone show mirror images.
        """
        angle = region.angle + (-self.turned if self.mirrored else self.turned)
        return replace(region, side=self.wider * region.side, angle=angle, mirrored=self.mirrored)


PLAIN: Final = View()
_WIDER: Final = 1.15
_TURNED: Final = radians(-8.0)
VIEWS: Final[tuple[View, ...]] = (
    PLAIN,
    View(mirrored=True, wider=_WIDER, turned=_TURNED),
    View(mirrored=True),
    View(wider=_WIDER, turned=_TURNED),
)
"""Neighbours differ as much as they can, so that short moments are seen in different ways, too."""
