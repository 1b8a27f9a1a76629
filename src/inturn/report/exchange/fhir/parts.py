"""Small pieces of resources: codings, quantities, components, extensions; and how they are read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from math import degrees, radians
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from inturn.errors import InputError
from inturn.report.exchange.fhir import codes

Resource = dict[str, Any]
Plain = str | bool | int | float | datetime

_ANGLE_DIGITS = 9
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class DamagedError(InputError):
    """A bundle of ours that does not hold what it must."""


def uid(person_id: str, kind: str, own_id: str = "") -> str:
    """The resource's id: always the same for the same record of the same person."""
    return str(uuid5(uuid5(NAMESPACE_URL, f"urn:inturn:{person_id}"), f"{kind}:{own_id}"))


def is_uid(text: str) -> bool:
    """Whether a text is a UUID as written by `uid`."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def reference(person_id: str, kind: str, own_id: str = "") -> Resource:
    """A reference within the bundle."""
    return {"reference": f"urn:uuid:{uid(person_id, kind, own_id)}"}


def base(resource: str, person_id: str, kind: str, own_id: str = "") -> Resource:
    """Type, id, identifier and subject of a resource."""
    return {
        "resourceType": resource,
        "id": uid(person_id, kind, own_id),
        "identifier": [identifier(kind, own_id)],
        "subject": reference(person_id, "person"),
    }


def identifier(kind: str, own_id: str) -> Resource:
    """The record's own id under the system of its kind."""
    return {"system": codes.IDENTIFIER + kind, "value": own_id}


def concept(coding: tuple[str, str, str] | None, text: str | None = None) -> Resource:
    """A CodeableConcept from (system, code, display) and a text."""
    made: Resource = {}
    if coding is not None:
        made["coding"] = [{"system": coding[0], "code": coding[1], "display": coding[2]}]
    made["text"] = text or (coding[2] if coding else "")
    return made


def own(code: str, display: str | None = None) -> Resource:
    """A CodeableConcept with a code of our own."""
    return concept((codes.OWN, code, display or codes.OWN_NAMES.get(code, code.replace("_", " "))))


def angle(radian: float) -> Resource:
    """A Quantity in degrees."""
    return {"value": round(degrees(radian), _ANGLE_DIGITS), "unit": "deg", "system": codes.UCUM, "code": "deg"}


def quantity(value: float, unit: str, code: str | None = None) -> Resource:
    """A Quantity in a UCUM unit."""
    return {"value": value, "unit": unit, "system": codes.UCUM, "code": code or unit}


def component(code: str | Resource, **value: Any) -> Resource:
    """A component with a code of our own (or a concept) and its value[x]."""
    return {"code": own(code) if isinstance(code, str) else code, **value}


def instant(at: datetime) -> str:
    """A moment in UTC, microseconds kept."""
    return at.astimezone(UTC).isoformat()


def text(value: str) -> str | None:
    """The text as FHIR allows it: no control characters; None where nothing is left to see."""
    clean = _UNPRINTABLE.sub(" ", value)
    return clean if clean.strip() else None


def annotation(note: str) -> list[Resource]:
    """`note` of a resource: none for an empty text."""
    shown = text(note)
    return [{"text": shown}] if shown else []


def fields(name: str, values: Iterable[tuple[str, Plain | None]]) -> Resource:
    """A nested extension with one typed child for each value that is there."""
    children = [child for key, value in values if (child := _child(key, value)) is not None]
    return {"url": codes.EXTENSION + name, "extension": children}


def _child(key: str, value: Plain | None) -> Resource | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return {"url": key, "valueBoolean": value}
    if isinstance(value, int):
        return {"url": key, "valueInteger": value}
    if isinstance(value, float):
        return {"url": key, "valueDecimal": value}
    if isinstance(value, datetime):
        return {"url": key, "valueInstant": instant(value)}
    shown = text(value)
    return None if shown is None else {"url": key, "valueString": shown}


def extensions(resource: Resource, name: str) -> list[Resource]:
    """Every extension of ours of that name."""
    return [e for e in resource.get("extension", ()) if e.get("url") == codes.EXTENSION + name]


def read_fields(resource: Resource, name: str) -> list[tuple[str, Any]]:
    """The children of our one extension of that name, in order. Raises DamagedError where it is missing."""
    found = extensions(resource, name)
    if len(found) != 1:
        raise DamagedError(f"the extension '{name}' of {label_of(resource)} is missing")
    return children(found[0])


def children(extension: Resource) -> list[tuple[str, Any]]:
    """Name and value of each child of a nested extension."""
    return [(str(c["url"]), plain(value_of(c))) for c in extension.get("extension", ())]


def value_of(element: Resource) -> Any:
    """The value[x] of an element; None where it has none."""
    return next((v for k, v in element.items() if k.startswith("value")), None)


def plain(value: Any) -> Any:
    """Decimals as floats."""
    return float(value) if isinstance(value, Decimal) else value


def number(element: Resource | None) -> float | None:
    """The number of a Quantity."""
    return None if element is None else float(element["value"])


def radian(element: Resource | None) -> float | None:
    """The angle of a Quantity in degrees. Raises DamagedError for another unit."""
    if element is None:
        return None
    if element.get("code") != "deg":
        raise DamagedError(f"an angle is in '{element.get('code')}' where degrees ('deg') are expected")
    return radians(float(element["value"]))


def components(resource: Resource) -> dict[str, Any]:
    """Value by code of every coded component."""
    found: dict[str, Any] = {}
    for part in resource.get("component", ()):
        for coding in part["code"].get("coding", ()):
            found[str(coding["code"])] = value_of(part)
    return found


def code_of(element: Resource | None) -> str | None:
    """The first code of a CodeableConcept."""
    if element is None:
        return None
    return next((str(c["code"]) for c in element.get("coding", ()) if "code" in c), None)


def own_id(resource: Resource, kind: str) -> str:
    """The record's own id. Raises DamagedError where it is missing."""
    found = resource.get("identifier") or []
    for one in found if isinstance(found, list) else [found]:
        if one.get("system") == codes.IDENTIFIER + kind and one.get("value"):
            return str(one["value"])
    raise DamagedError(f"{label_of(resource)} has no identifier of ours")


def moment(value: Any, what: str) -> datetime:
    """A moment with its zone. Raises DamagedError for a bare date or a moment without a zone."""
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError as error:
        raise DamagedError(f"{what} has the date '{value}', which is no moment") from error
    if at.tzinfo is None:
        raise DamagedError(f"{what} has a date without a time zone")
    return at.astimezone(UTC)


def one_of(value: Any, allowed: Sequence[str], what: str) -> Any:
    """The value, when it is one of the codes allowed. Raises DamagedError otherwise."""
    if value not in allowed:
        raise DamagedError(f"{what} is '{value}', which is none of {', '.join(allowed)}")
    return value


def label_of(resource: Mapping[str, Any]) -> str:
    """What to call a resource in a message."""
    return f"{resource.get('resourceType', 'a resource')} {resource.get('id', 'without id')}"
