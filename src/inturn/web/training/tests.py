"""The tests: all of them, one opened with its replay, a wrong trial left out and counted again."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from inturn.body.keypoints import SIDES, Side
from inturn.errors import InputError
from inturn.report.charts.sides import sides_chart
from inturn.report.days import local, moment
from inturn.report.document import from_json
from inturn.report.html import NARROW, WIDE
from inturn.report.words.body import body_sentences, stick_sentences
from inturn.report.words.labels import SIDE_BADGE, VERDICT_BADGE
from inturn.report.words.methods import method_short
from inturn.report.words.verdict import difference_sentence, side_sentence, verdict_sentence
from inturn.report.words.worth import worth_line
from inturn.training.records import Person, TestRecord
from inturn.web import desk
from inturn.web.people import require_person, the_person
from inturn.web.training.common import ReasonForm, page
from inturn.web.training.downloads import attached
from inturn.web.training.progress import drawn
from inturn.web.training.words_of_tests import kept_side, trial_lines
from inturn.workflows.downloads import Download
from inturn.workflows.excluding import exclude_trial, include_trial, why_fixed
from inturn.workflows.left_out import left_out
from inturn.workflows.measure_person import remeasure
from inturn.workflows.planning import history_of
from inturn.workflows.replay import replay
from inturn.workflows.report_of_test import Kind, report_of_test
from inturn.workflows.tests_kept import kept_test, recording_file, shown_tests

_KINDS: Final[Mapping[str, Kind]] = {"html": "html", "pdf": "pdf"}
_SIDE: Final[Mapping[str, Side]] = {side: side for side in SIDES}


@require_person
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every test, the newest first; one that was read again by a later version stands once."""
    person = the_person(request)
    rows = [_row(person, test) for test in reversed(shown_tests(history_of(person)))]
    return page(request, "tests", "progress", tests=rows)


@require_person
@require_safe
def opened(request: HttpRequest, test_id: str) -> HttpResponse:
    """One test: result, replay, trials."""
    return _test_page(request, kept_test(the_person(request), test_id))


def _test_page(
    request: HttpRequest, test: TestRecord, wrong: tuple[Side, int] | None = None, form: ReasonForm | None = None
) -> HttpResponse:
    """The page of a test; `wrong` names the trial whose reason was typed wrongly."""
    if not test.result_json:
        return page(request, "test_told", "progress", **_common(request, test))
    result = from_json(test.result_json)
    fixed = why_fixed(test)
    return page(
        request,
        "test",
        "progress",
        422 if form is not None else 200,
        **_common(request, test),
        verdict_said=verdict_sentence(result),
        sides_said=[(s, side_sentence(s, result.side(s)), SIDE_BADGE[result.side(s).verdict], result.side(s).verdict)
                    for s in SIDES],
        difference=None if result.difference is None else difference_sentence(result.difference),
        reasons=[n.text for n in result.reasons],
        warnings=[n.text for n in result.warnings],
        chart={"wide": drawn(sides_chart(result, WIDE, "sides-wide")),
               "narrow": drawn(sides_chart(result, NARROW, "sides-narrow"))},
        stick=stick_sentences(result),
        body=body_sentences(result),
        worth=worth_line(result),
        trials=trial_lines(result, left_out(test)),
        fixed=fixed,
        can_read_again=fixed is not None and test.recording is not None and test.remeasured_from is None,
        form=form or ReasonForm(),
        wrong=None if wrong is None else f"{wrong[0]}-{wrong[1]}",
    )  # fmt: skip


@require_person
@require_safe
def replayed(request: HttpRequest, test_id: str) -> HttpResponse:
    """The recording as a skeleton, for the page's script."""
    shown = asdict(replay(the_person(request), test_id))
    shown["curve"] = list(shown["curve"])
    return JsonResponse(shown)


@require_person
@require_safe
def result(request: HttpRequest, test_id: str) -> HttpResponse:
    """The result file."""
    test = kept_test(the_person(request), test_id)
    if not test.result_json:
        raise Http404
    return attached(Download(f"inturn-{test.at:%Y-%m-%d}-result.json", "application/json", test.result_json.encode()))


@require_person
@require_safe
def report(request: HttpRequest, test_id: str, kind: str) -> HttpResponse:
    """The report, as a page or a PDF."""
    if kind not in _KINDS:
        raise Http404
    return attached(report_of_test(the_person(request), desk.programme(), test_id, _KINDS[kind], desk.now()))


@require_person
@require_safe
def recording(request: HttpRequest, test_id: str) -> HttpResponse:
    """The kept recording: keypoints, no picture."""
    test = kept_test(the_person(request), test_id)
    content = recording_file(test).read_bytes()
    return attached(Download(f"inturn-{test.at:%Y-%m-%d}-recording.nc", "application/x-netcdf", content))


@require_person
@require_POST
def leave_out(request: HttpRequest, test_id: str, side: str, order: int) -> HttpResponse:
    """A trial that does not count, with the reason."""
    person, trial = the_person(request), _trial(side, order)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _test_page(request, kept_test(person, test_id), trial, form)
    try:
        exclude_trial(person, test_id, trial, form.cleaned_data["reason"], desk.now())
    except InputError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Left out. The test was judged anew; the trial and your reason stay kept."))
    return redirect("training:test", test_id)


@require_person
@require_POST
def count(request: HttpRequest, test_id: str, side: str, order: int) -> HttpResponse:
    """A trial that counts again."""
    try:
        include_trial(the_person(request), test_id, (_side(side), order), desk.now())
    except InputError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Counted again. The test was judged anew."))
    return redirect("training:test", test_id)


@require_person
@require_POST
def read_again(request: HttpRequest, test_id: str) -> HttpResponse:
    """Read the person's recordings with this version; both values stay."""
    person = the_person(request)
    remeasure(person, None, desk.now())
    newest = next((t for t in history_of(person).tests[::-1] if test_id in (t.id, t.remeasured_from)), None)
    messages.success(request, _("The recording was read by this version. Both readings are kept."))
    return redirect("training:test", test_id if newest is None else newest.id)


def _common(request: HttpRequest, test: TestRecord) -> dict[str, Any]:
    person = the_person(request)
    return {
        "test": test,
        "taken": moment(local(person, test.at)),
        "method": method_short(test.method),
        "verdict": VERDICT_BADGE[test.verdict],
        "kept_sides": [kept_side(s) for s in sorted(test.sides, key=lambda s: s.side)],
    }


def _row(person: Person, test: TestRecord) -> dict[str, Any]:
    return {
        "id": test.id,
        "taken": moment(local(person, test.at)),
        "method": method_short(test.method),
        "retest": test.occasion == "retest",
        "verdict": VERDICT_BADGE[test.verdict],
        "code": test.verdict,
        "sides": [kept_side(s) for s in sorted(test.sides, key=lambda s: s.side)],
    }


def _trial(side: str, order: int) -> tuple[Side, int]:
    return _side(side), order


def _side(name: str) -> Side:
    if name not in _SIDE:
        raise Http404
    return _SIDE[name]
