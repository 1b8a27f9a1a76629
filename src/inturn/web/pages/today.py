"""Today: one clear next thing, what comes after it, and what is advised beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inturn.programme.hip_internal_rotation import Programme
from inturn.report.days import long_day
from inturn.report.words.decisions import decision_sentence
from inturn.training.today import Due, What
from inturn.web import desk
from inturn.web.pages.common import page
from inturn.web.people import require_person, the_person
from inturn.workflows.planning import due_today


@dataclass(frozen=True, slots=True)
class _Thing:
    """What something due is called, where it is done, and what its button says."""

    title: str | Promise
    where: str
    button: str | Promise


_THINGS: Final[Mapping[What, _Thing]] = {
    "screen_full": _Thing(_("The safety questions"), "pages:screening", _("Answer them")),
    "screen_short": _Thing(_("A few safety questions"), "pages:screening", _("Answer them")),
    "baseline_test": _Thing(_("The standing test"), "pages:test", _("Take the test")),
    "weekly_test": _Thing(_("The weekly test"), "pages:test", _("Take the test")),
    "session": _Thing(_("Today's session"), "training:session", _("Begin the session")),
    "resume_session": _Thing(_("Today's session"), "training:session", _("Go on with it")),
    "pain_next_morning": _Thing(_("How was the morning?"), "pages:morning", _("Note it")),
    "psfs": _Thing(_("Your own activities"), "pages:activities", _("Rate them")),
    "rmdq": _Thing(_("The Roland-Morris score"), "pages:score", _("Note it")),
    "rest": _Thing(_("Rest"), "", ""),
}
_STOPS: Final[Mapping[What, str | Promise]] = {
    "emergency": _("Stop now"),
    "see_someone": _("See someone first"),
    "paused": _("Pause"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Something due as the page shows it; `url` is "" where there is nothing to go to."""

    what: What
    title: str | Promise
    why: str
    url: str
    button: str | Promise


@require_person
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What is due today."""
    person, content = the_person(request), desk.programme()
    found = due_today(person, content, desk.now())
    stops = [_shown(d, content) for d in found.due if d.what in _STOPS]
    rest = [_shown(d, content) for d in found.due if d.what not in _STOPS]
    later = found.next_session if not found.has("session") and not found.has("resume_session") else None
    return page(
        request,
        "today",
        "today",
        day=long_day(found.day),
        week=found.week,
        stops=stops,
        first=rest[0] if rest and not stops else None,
        then=rest if stops else rest[1:],
        advice=[decision_sentence(d, content) for d in found.advice],
        next_session=None if later is None else long_day(later),
    )


def _shown(due: Due, content: Programme) -> Shown:
    why = decision_sentence(due.why, content)
    if due.what in _STOPS:
        return Shown(due.what, _STOPS[due.what], why, "", "")
    thing = _THINGS[due.what]
    return Shown(due.what, thing.title, why, _url(thing.where), thing.button)


def _url(name: str) -> str:
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:  # a room of the app that is not installed
        return ""
