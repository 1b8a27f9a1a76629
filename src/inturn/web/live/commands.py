"""What the page of the guided test may say beside its pictures: JSON, read strictly."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from inturn.body.keypoints import Side
from inturn.errors import InputError
from inturn.workflows.options import Support

_Centimetres = Annotated[float, Field(ge=0, le=40)] | None


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Begin(_Told):
    """Begin a test, or with `go_on` take up the one that is under way. Sticks in cm outward of the foot's edge."""

    do: Literal["begin"]
    go_on: bool = False
    support: Support = "none"
    stick_left_cm: _Centimetres = None
    stick_right_cm: _Centimetres = None
    occasion: Literal["day", "retest"] = "day"


class Confirm(_Told):
    """Whether the leg that was seen is the one that was lifted."""

    do: Literal["confirm"]
    right: bool


class PainTold(_Told):
    """Pain after a side."""

    do: Literal["pain"]
    score: Annotated[int, Field(ge=0, le=10)]
    where: Annotated[str, Field(max_length=100)] | None = None


class Again(_Told):
    """Take a side again."""

    do: Literal["again"]
    side: Side


class Simple(_Told):
    """End the side with the trials it has; go on although not all is in place; say where the test stands."""

    do: Literal["enough", "anyway", "where"]


Command = Annotated[Begin | Confirm | PainTold | Again | Simple, Field(discriminator="do")]
_READER: TypeAdapter[Begin | Confirm | PainTold | Again | Simple] = TypeAdapter(Command)


def read_command(text: str) -> Begin | Confirm | PainTold | Again | Simple:
    """The command that a text says. Raises InputError."""
    try:
        return _READER.validate_json(text)
    except ValidationError as error:
        raise InputError("The page said something that the test does not understand. Reload the page.") from error
