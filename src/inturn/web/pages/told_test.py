"""The test: the ways of taking it, and the one without a camera, told in words."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from inturn.errors import ClearanceError, ImpossibleError
from inturn.programme.content import Step
from inturn.report.words.decisions import decision_sentence
from inturn.report.words.labels import SIDE_BADGE, SUPPORT, VERDICT_BADGE
from inturn.report.words.progress import REACHED
from inturn.report.words.told import told_sentence
from inturn.training.guided_test import GuidedTest
from inturn.training.records import SideRecord, TestRecord
from inturn.web import desk
from inturn.web.animations import films_of
from inturn.web.pages.common import page, sent
from inturn.web.pages.context import look_of
from inturn.web.pages.forms import SideForm, SupportForm
from inturn.web.pages.understand import drawing
from inturn.web.pages.units import length
from inturn.web.people import require_clearance, require_person, the_person
from inturn.workflows.planning import history_of
from inturn.workflows.screening import required_clearance
from inturn.workflows.testing import begin_test, keep_told_test


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """A step and its drawing, "" where the one before shows it already."""

    text: str
    drawing: str


@require_person
@require_clearance
@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    """The ways of taking the test."""
    content = desk.programme()
    guide = _guide(request)
    return page(
        request, "test", "test", guide=guide, notes=[decision_sentence(d, content) for d in guide.decisions]
    )  # fmt: skip


@require_person
@require_clearance
@require_safe
def told_guide(request: HttpRequest) -> HttpResponse:
    """How the test is done without a camera."""
    content = desk.programme()
    guide = _guide(request)
    test = guide.content
    return page(
        request,
        "told_guide",
        "test",
        guide=guide,
        notes=[decision_sentence(d, content) for d in guide.decisions],
        needs=", ".join(test.needs),
        films=films_of("test"),
        setup=_drawn(test.setup, "setup"),
        steps=_drawn(test.steps, "step"),
    )


@require_person
@require_clearance
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """What was seen on each side."""
    person, content, at = the_person(request), desk.programme(), desk.now()
    guide = _guide(request)
    units, data = look_of(request).units, sent(request)
    sides = [SideForm(data, side=side, units=units) for side in guide.sides]
    support = SupportForm(data, needed=guide.support_needed)
    refused = ""
    if request.method == "POST" and all([support.is_valid(), *(s.is_valid() for s in sides)]):
        cleared = required_clearance(history_of(person), content, at)
        try:
            record = keep_told_test(person, content, cleared, [s.told() for s in sides], support.told(), at)
        except (ImpossibleError, ClearanceError) as error:
            refused = str(error)
        else:
            return redirect("pages:told", record.id)
    wrong = bool(refused) or support.is_bound
    return page(
        request, "tell", "test", guide=guide, sides=sides, support=support, refused=refused, wrong=wrong,
        status=422 if wrong else 200,
    )  # fmt: skip


@require_person
@require_safe
def told(request: HttpRequest, test_id: str) -> HttpResponse:
    """A test that was told, as it is kept."""
    test = next((t for t in history_of(the_person(request)).tests if t.id == test_id), None)
    if test is None or test.method.source_kind != "self":
        raise Http404
    units = look_of(request).units
    return page(
        request,
        "told",
        "test",
        test=test,
        verdict=VERDICT_BADGE[test.verdict],
        support=SUPPORT[test.method.support],
        sides=[_side(s, "" if s.gap_m is None else length(s.gap_m, units)) for s in _sides(test)],
    )


def _guide(request: HttpRequest) -> GuidedTest:
    """The test as the clearance of this moment allows it. Raises ClearanceError."""
    content, at = desk.programme(), desk.now()
    return begin_test(content, required_clearance(history_of(the_person(request)), content, at), at, "self")


def _sides(test: TestRecord) -> list[SideRecord]:
    return sorted(test.sides, key=lambda s: s.side)


def _side(side: SideRecord, gap: str) -> dict[str, object]:
    badge, said = SIDE_BADGE[side.verdict], told_sentence(side)
    return {"side": side, "badge": badge, "said": said, "reached": REACHED[side.reached], "gap": gap}


def _drawn(steps: tuple[Step, ...], prefix: str) -> list[DrawnStep]:
    """Each drawing once, at the first step that it shows."""
    seen: set[str] = set()
    found: list[DrawnStep] = []
    for step in steps:
        new = step.picture not in seen
        seen.add(step.picture)
        found.append(DrawnStep(step.text, drawing(step.picture, f"{prefix}-{step.id}") if new else ""))
    return found
