"""The plan in the words of a care plan, for exchange."""

from datetime import datetime
from math import degrees

from inturn.programme.hip_internal_rotation import Programme
from inturn.report.exchange.fhir.plan import CarePlanFacts
from inturn.report.words.doses import how, prescribed, standard
from inturn.training.records import History, Prescription


def care_plan(
    history: History, programme: Programme, target: float, at: datetime, prescription: Prescription | None = None
) -> CarePlanFacts:
    """What goes into CarePlan and Goals: the doses as prescribed, or the programme's usual ones; `target` in rad.

    It begins with the first test, or at `at` when there is none.
    """
    planned = prescription.sets if prescription is not None else ()
    activities: list[tuple[str, str]] = []
    for exercise in programme.exercises:
        dose = prescribed(exercise, planned) if planned else standard(exercise)
        if dose:
            activities.append((exercise.id, f"{exercise.title}. {'. '.join(dose)}. {how(exercise.dose)}".strip()))
    since = min((t.at for t in history.tests), default=at)
    return CarePlanFacts(programme.title, since, round(degrees(target), 6), tuple(activities))


def question_texts(programme: Programme) -> dict[str, str]:
    """Wording of every safety question by its id."""
    return {q.id: q.text for q in (*programme.screening.questions, programme.screening.review)}
