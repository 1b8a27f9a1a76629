"""What a side told in words comes to: the sentence under its badge."""

from typing import Final

from inturn.training.records import SideRecord

_NOT_REACHED: Final = "The heel did not come to the stick: this hip is worked on."
_NOT_JUDGED: Final = "Take the test again, best with somebody who looks, or with a camera."
_REACHED: Final = "The heel came to the stick. How much room is left beyond it, only the camera can tell."
_MOVED: Final = "The heel came to the stick, but the body helped: how far the hip itself turns stays open."
_UNSURE: Final = "The heel came to the stick; whether the body helped stays open. A mirror or the camera can tell."


def told_sentence(side: SideRecord) -> str:
    """Why a side of a test without a camera counts as it does."""
    if side.reached == "not_judged":
        return _NOT_JUDGED
    if side.reached == "not_reached":
        return _NOT_REACHED
    if side.body_moved is None:
        return _UNSURE
    return _MOVED if side.body_moved else _REACHED
