"""The person as a Patient, and the body height as an Observation."""

from inturn.report.exchange.fhir import codes
from inturn.report.exchange.fhir import parts as p
from inturn.training.records import Person

_VITAL = {"coding": [{"system": codes.CATEGORY, "code": "vital-signs", "display": "Vital Signs"}]}


def person_resources(person: Person) -> list[p.Resource]:
    """The Patient, and the height where it is known."""
    patient: p.Resource = {
        "resourceType": "Patient",
        "id": p.uid(person.id, "person"),
        "identifier": [p.identifier("person", person.id)],
        "active": True,
        "extension": [
            p.fields(
                "person", [("adult", person.adult), ("created", person.created_at), ("time-zone", person.time_zone)]
            )
        ],
    }
    if name := p.text(person.name):
        patient["name"] = [{"text": name}]
    if person.height_m is None:
        return [patient]
    height = p.base("Observation", person.id, "height") | {
        "status": "final",
        "category": [_VITAL],
        "code": p.concept(codes.HEIGHT),
        "effectiveDateTime": p.instant(person.created_at),
        "valueQuantity": p.quantity(round(100.0 * person.height_m, 9), "cm"),
    }
    height["identifier"] = [p.identifier("height", person.id)]
    return [patient, height]


def person_from(patient: p.Resource, height: p.Resource | None) -> Person:
    """The person that a Patient of ours stands for."""
    kept = dict(p.read_fields(patient, "person"))
    cm = None if height is None else p.number(height.get("valueQuantity"))
    names = patient.get("name") or [{}]
    if not isinstance(kept.get("adult"), bool):
        raise p.DamagedError("the person does not say whether of age")
    return Person(
        id=p.own_id(patient, "person"),
        name=str(names[0].get("text", "")),
        adult=kept["adult"],
        created_at=p.moment(kept.get("created"), "the person"),
        time_zone=str(kept.get("time-zone", "UTC")),
        height_m=None if cm is None else cm / 100.0,
    )
