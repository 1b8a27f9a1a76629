"""The safety questions, one at a time. Answers are held in the browser's session and kept with the last one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from inturn.programme.content import Question
from inturn.programme.hip_internal_rotation import Programme
from inturn.report.words.decisions import decision_sentence
from inturn.report.words.screening import LIMITS, URGENCIES, reason_words
from inturn.training.records import Decision, ScreeningKind
from inturn.web import desk
from inturn.web.pages.common import page, wanted
from inturn.web.people import require_person, the_person
from inturn.workflows.planning import history_of
from inturn.workflows.screening import keep_answers, kind_due, last_screened, question_after

HELD = "screening"
"""Where a session holds answers that were given and are not kept yet."""
_ONWARD = "after_screening"


@require_person
@require_safe
def screening(request: HttpRequest) -> HttpResponse:
    """Why there are questions; begins them, or goes on where one left off."""
    person = the_person(request)
    kind, answers = _held(request)
    if wanted(request):
        request.session[_ONWARD] = wanted(request)
    due = kind_due(history_of(person), desk.programme(), desk.now())
    return page(request, "questions", "today", kind=kind or due, begun=bool(answers), other=due == "short")


@require_person
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin anew, with the questions that are due or, where asked for, all of them."""
    due = kind_due(history_of(the_person(request)), desk.programme(), desk.now())
    _hold(request, "full" if request.POST.get("kind") == "full" else due, {})
    return redirect("pages:question")


@require_person
@require_safe
def question(request: HttpRequest, name: str = "") -> HttpResponse:
    """The next question, or one that was answered already, to change it."""
    kind, answers = _held(request)
    if kind is None:
        return redirect("pages:screening")
    content = desk.programme()
    asked = list(answers)
    shown = question_after(content, kind, answers) if name not in answers else content.screening.question(name)
    if shown is None:  # all answered, and the last answer was not sent: it is sent again
        shown = content.screening.question(asked[-1])
    place = asked.index(shown.id) if shown.id in answers else len(asked)
    return page(
        request,
        "question",
        "today",
        question=shown,
        was=answers.get(shown.id, ""),
        number=place + 1,
        count=max(_count(content, kind), len(asked) + 1),
        before=asked[place - 1] if place else None,
        pair=len(shown.answers) == 2,
    )


@require_person
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Take one answer; keep them all after the last."""
    kind, answers = _held(request)
    if kind is None:
        return redirect("pages:screening")
    content = desk.programme()
    name, given = request.POST.get("question", ""), request.POST.get("answer", "")
    now_asked = question_after(content, kind, answers)
    known = [*answers, *([now_asked.id] if now_asked is not None else [])]
    if name in known and given in content.screening.question(name).answers:
        answers = _still_asked(content, kind, {**answers, name: given})
        _hold(request, kind, answers)
    if question_after(content, kind, answers) is not None:
        return redirect("pages:question")
    keep_answers(the_person(request), content, kind, answers, desk.now())
    request.session.pop(HELD, None)
    return redirect("pages:answered")


@require_person
@require_safe
def answered(request: HttpRequest) -> HttpResponse:
    """What the last answers came to."""
    person, content = the_person(request), desk.programme()
    found = last_screened(history_of(person), content, desk.now())
    if found is None:
        return redirect("pages:screening")
    outcome = found.outcome
    blocked = outcome.level in ("see_someone", "emergency")
    onward = request.session.pop(_ONWARD, "") if found.clearance is not None else ""
    return page(
        request,
        "answered",
        "today",
        found=found,
        onward=onward,
        blocked=decision_sentence(Decision("blocked", outcome.level), content) if blocked else "",
        how_soon=URGENCIES[outcome.urgency] if blocked and outcome.urgency else "",
        reasons=[reason_words(content, code) for code in outcome.reasons],
        limits=[(LIMITS[limit], side or "") for limit, side in sorted(outcome.limits, key=str)],
    )


def forget_answers(request: HttpRequest) -> None:
    """Drop the answers that this browser holds."""
    for key in (HELD, _ONWARD):
        request.session.pop(key, None)


def _still_asked(content: Programme, kind: ScreeningKind, answers: dict[str, str]) -> dict[str, str]:
    """The answers to the questions that are asked after a change, in the order of asking."""
    kept: dict[str, str] = {}
    asked: Question | None
    while (asked := question_after(content, kind, kept)) is not None and asked.id in answers:
        kept[asked.id] = answers[asked.id]
    return kept


def _count(content: Programme, kind: ScreeningKind) -> int:
    """How many questions there are when none depends on another."""
    return sum(kind in q.kinds and q.only_if is None for q in content.screening.questions)


def _held(request: HttpRequest) -> tuple[ScreeningKind | None, dict[str, str]]:
    """The questions under way of this person, and the answers given so far."""
    held = request.session.get(HELD)
    if not isinstance(held, dict) or held.get("person") != the_person(request).id:
        return None, {}
    if held.get("version") != desk.programme().screening.version:
        return None, {}
    kind: ScreeningKind = "full" if held["kind"] == "full" else "short"
    return kind, _still_asked(desk.programme(), kind, dict(held["answers"]))


def _hold(request: HttpRequest, kind: ScreeningKind, answers: dict[str, str]) -> None:
    request.session[HELD] = {
        "person": the_person(request).id, "version": desk.programme().screening.version, "kind": kind,
        "answers": list(answers.items()),
    }  # fmt: skip
