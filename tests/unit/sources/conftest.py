"""The rendered person of the golden test, whole and as pictures."""

from pathlib import Path

import numpy as np
import pytest

from inturn.sources.video import Picture, iterate_frames

PERSON = Path(__file__).parents[2] / "golden" / "person.mp4"


@pytest.fixture(scope="session")
def person() -> Path:
    """A two-second video of a rendered person."""
    return PERSON


@pytest.fixture(scope="session")
def person_pictures() -> list[Picture]:
    """Its pictures."""
    pictures = list(iterate_frames(PERSON))
    for _, rgb in pictures:
        rgb.flags.writeable = False
    return pictures


@pytest.fixture(scope="session")
def stage(person_pictures: list[Picture]) -> "Stage":
    """Composes pictures with several people."""
    return Stage(person_pictures[0].rgb)


class Stage:
    """Puts copies of the rendered person side by side into a wide grey picture of 1280 x 720."""

    def __init__(self, person: np.ndarray) -> None:
        self._person = person

    def __call__(self, *places: tuple[int, int]) -> np.ndarray:
        """`places` = (left edge, height) of each copy, whose feet stand at the lower edge, in px."""
        import cv2

        picture = np.full((720, 1280, 3), 150, np.uint8)
        for left, height in places:
            width = round(self._person.shape[1] * height / self._person.shape[0])
            copy = cv2.resize(self._person, (width, height), interpolation=cv2.INTER_AREA)
            picture[720 - height :, left : left + width] = copy
        return picture
