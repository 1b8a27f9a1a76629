"""What goes out only: the routine as CarePlan, the target as Goals, positive safety answers as Flags."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inturn.report.exchange.fhir import codes
from inturn.report.exchange.fhir import parts as p
from inturn.report.timeline import SIDES
from inturn.report.words.numbers import whole
from inturn.training.records import Person, Screening


@dataclass(frozen=True, slots=True)
class CarePlanFacts:
    """What the plan says: its title, since when, the target in degrees, one text for each activity.

    activities   (code of the exercise, what is to be done in words)
    """

    title: str
    since: datetime
    target_deg: float
    activities: tuple[tuple[str, str], ...]


def plan_resources(person: Person, plan: CarePlanFacts) -> list[p.Resource]:
    """A CarePlan and one Goal a side, with the same code as the Observation that will tell."""
    goals = [_goal(person, plan, side) for side in SIDES]
    care: p.Resource = p.base("CarePlan", person.id, "plan") | {
        "status": "active",
        "intent": "plan",
        "title": plan.title,
        "description": codes.OWN_NAMES["programme"],
        "period": {"start": p.instant(plan.since)},
        "goal": [{"reference": f"urn:uuid:{g['id']}"} for g in goals],
    }
    care["identifier"] = [p.identifier("plan", person.id)]
    activities = [
        {"detail": {"status": "scheduled", "code": p.own(code), "description": words}}
        for code, words in plan.activities
    ]
    return [care | ({"activity": activities} if activities else {}), *goals]


def _goal(person: Person, plan: CarePlanFacts, side: str) -> p.Resource:
    goal = p.base("Goal", person.id, "goal", side)
    low = p.quantity(plan.target_deg, "deg")
    return goal | {
        "lifecycleStatus": "active",
        "description": {
            "text": f"{side.capitalize()} hip: inward rotation of {whole(plan.target_deg)} or more in the standing "
            "test (a judgement; no norm exists for this test)"
        },
        "startDate": plan.since.date().isoformat(),
        "target": [{"measure": p.own("hip-internal-rotation"), "detailRange": {"low": low}}],
    }


def flag_resources(person: Person, screenings: Sequence[Screening]) -> list[p.Resource]:
    """A Flag for each screening that asked to see someone; active until a later full one let the person go on."""
    ordered = sorted(screenings, key=lambda s: s.at)
    return [_flag(person, one, _lifted(one, ordered)) for one in ordered if one.level in {"see_someone", "emergency"}]


def _lifted(one: Screening, ordered: Sequence[Screening]) -> datetime | None:
    later = (s for s in ordered if s.at > one.at and s.kind == "full" and s.level in {"go", "go_with_limits"})
    return next((s.at for s in later), None)


def _flag(person: Person, screening: Screening, lifted: datetime | None) -> p.Resource:
    period = {"start": p.instant(screening.at)} | ({} if lifted is None else {"end": p.instant(lifted)})
    urgent = "Emergency" if screening.level == "emergency" else "To be seen by a clinician first"
    why = ", ".join(r.replace("_", " ") for r in screening.reasons)
    return p.base("Flag", person.id, "flag", screening.id) | {
        "status": "active" if lifted is None else "inactive",
        "category": [{"coding": [{"system": codes.FLAG_CATEGORY, "code": "safety", "display": "Safety"}]}],
        "code": p.own("screening-positive") | {"text": p.text(f"{urgent}: {why}" if why else urgent)},
        "period": period,
    }
