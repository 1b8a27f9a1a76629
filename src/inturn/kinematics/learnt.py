"""What rendered people taught about a network beyond the places of its keypoints."""

from dataclasses import dataclass

from inturn.kinematics.alone import SHARE
from inturn.kinematics.reading import PelvisMap, load_pelvis_map
from inturn.kinematics.remainder import RemainderMap, load_remainder_map


@dataclass(frozen=True, slots=True)
class Learnt:
    """The reading of the pelvis and what the body model leaves of rotation; None where nothing was learnt.

    closer: the same, learnt from the appearance as well, for recordings that hold it. alone: the share of the body
    model alone that is heard beside a remainder (`alone.py`).
    """

    pelvis: PelvisMap | None
    remainder: RemainderMap | None
    closer: "Learnt | None" = None
    alone: float = SHARE


def learnt_of(network: str) -> Learnt:
    """The maps of a network that are part of the program."""
    closer = load_pelvis_map(network, "closer")
    return Learnt(
        load_pelvis_map(network),
        load_remainder_map(network),
        None if closer is None else Learnt(closer, load_remainder_map(network, "closer")),
    )
