"""The drawings of a home sheet, with the camera's for this person's height."""

from collections.abc import Mapping

from inturn.report.figures.pictures import picture
from inturn.report.figures.setup import camera_setup
from inturn.report.home_sheet import HomeView


def home_drawings(view: HomeView, height_m: float | None) -> Mapping[str, str]:
    """SVG by name of the picture; a name without a drawing is left out."""
    names = [n for e in view.exercises for n in e.pictures]
    if view.test is not None:
        names = [*view.test.setup_pictures, *view.test.step_pictures, *names]
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        drawn = camera_setup(name, height_m) if name == "camera_setup" else picture(name, name)
        if drawn is not None:
            found[name] = drawn
    return found
