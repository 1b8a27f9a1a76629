"""The page of the guided test, and what it came to."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from inturn.errors import ClearanceError, NotKeptError
from inturn.report.document import from_json
from inturn.report.words.labels import SIDE_BADGE, SUPPORT, VERDICT_BADGE
from inturn.report.words.next_step import next_steps
from inturn.report.words.verdict import difference_sentence, side_sentence, verdict_sentence
from inturn.report.words.worth import worth_line
from inturn.web import desk
from inturn.web.animations import films_of
from inturn.web.live.registry import registry
from inturn.web.pages.context import look_of
from inturn.web.pages.units import length_unit, metres, typed_length
from inturn.web.people import history_of, require_clearance, require_person, the_person
from inturn.workflows.screening import clearance_now, required_clearance
from inturn.workflows.testing import begin_test
from inturn.workflows.tests_kept import kept_test

_FARTHEST_STICK_M: Final = 0.4


@require_clearance
@require_safe
def test(request: HttpRequest) -> HttpResponse:
    """The guided test; `again=left` or `right` goes on with the one just taken."""
    content = desk.programme()
    cleared = required_clearance(history_of(request), content, desk.now())
    try:
        guide = begin_test(content, cleared, desk.now(), "camera")
    except ClearanceError:
        return redirect("pages:test")  # it says why
    again, units = request.GET.get("again"), look_of(request).units
    values = {
        "section": "test",
        "guide": guide,
        "films": films_of("test"),
        "supports": [(code, words) for code, words in SUPPORT.items() if code != "none" or not guide.support_needed],
        "again": again if again in guide.sides else "",
        "unit": length_unit(units),
        "unit_cm": 100 * metres(1.0, units),
        "stick_most": typed_length(_FARTHEST_STICK_M, units),
        "unfinished": registry().unfinished(the_person(request)),
        "occasion": "retest" if request.GET.get("occasion") == "retest" else "day",
    }
    return render(request, "live/test.html", values)


@require_person
@require_safe
def result(request: HttpRequest, test_id: str) -> HttpResponse:
    """What a test came to, right after it."""
    person = the_person(request)
    try:
        kept = kept_test(person, test_id)
    except NotKeptError as error:
        raise Http404(str(error)) from error
    if not kept.result_json:
        return redirect("pages:told", test_id=test_id)
    found = from_json(kept.result_json)
    cleared = clearance_now(history_of(request), desk.programme(), desk.now())
    sides = [
        {
            "name": name,
            "side": found.side(name),
            "sentence": side_sentence(name, found.side(name)),
            "badge": SIDE_BADGE[found.side(name).verdict],
        }
        for name in ("left", "right")
        if found.side(name).trials
    ]
    values = {
        "section": "test",
        "test": kept,
        "result": found,
        "badge": VERDICT_BADGE[found.verdict],
        "verdict": verdict_sentence(found),
        "sides": sides,
        "difference": difference_sentence(found.difference) if found.difference else "",
        "worth": worth_line(found),
        "next": next_steps(found, cleared, listed_in="the page of this test"),
    }
    return render(request, "live/result.html", values)
