"""The plan: the next session as it would be now, and the reason for each part of it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from inturn.programme.content import Exercise
from inturn.programme.hip_internal_rotation import Programme
from inturn.report.words.decisions import Said, all_said
from inturn.report.words.doses import how, prescribed
from inturn.report.words.programme import ROLES
from inturn.training.records import Prescription
from inturn.web import desk
from inturn.web.pages.common import page
from inturn.web.pages.forms import PainForm
from inturn.web.pages.understand import drawing
from inturn.web.people import require_clearance, require_person, the_person
from inturn.workflows.planning import plan_of


@dataclass(frozen=True, slots=True)
class Part:
    """An exercise of the plan as the page shows it."""

    exercise: Exercise
    role: str
    dose: tuple[str, ...]
    how: str
    drawing: str
    retest: bool


@require_person
@require_clearance
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The plan for the pain that was noted today, or for the one said here."""
    form = PainForm(request.GET or None)
    pain = form.cleaned_data.get("now") if form.is_bound and form.is_valid() else None
    content = desk.programme()
    found = plan_of(the_person(request), content, desk.now(), pain)
    reasons: tuple[Said, ...] = all_said(found.prescription.decisions, content)
    return page(
        request,
        "plan",
        "session",
        plan=found,
        minutes=round(found.seconds / 60),
        days=content.plan.days_a_week,
        parts=parts(content, found.prescription),
        reasons=reasons,
        form=PainForm(initial={"now": found.pain}),
    )


def parts(content: Programme, planned: Prescription) -> list[Part]:
    """The exercises of a session in the order of doing."""
    found: list[Part] = []
    for exercise in content.exercises:
        dose = prescribed(exercise, planned.sets)
        if dose:
            retest = exercise.role == "release" and planned.retest_after_release
            drawn = drawing(exercise.picture, f"plan-{exercise.id}")
            found.append(Part(exercise, ROLES[exercise.role], dose, how(exercise.dose), drawn, retest))
    return found
