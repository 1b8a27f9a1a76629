"""A believable person of twelve weeks: what the reports and pages are shown with. Made up by the simulator."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from inturn.programme.hip_internal_rotation import Programme
from inturn.programme.standing_test import StandingTestRules
from inturn.training.days import zone
from inturn.training.records import History, Person
from inturn.training.simulated.life import World, live
from inturn.training.simulated.truth import Flare, Truth, improving

_DAYS = 84
_SEED = 20
_PERSON = improving(
    Truth(
        kind="steady_improver", left=16.5, right=24.5, pain=4.2, pain_sd=0.7, sd_day=1.2, sd_trial=1.3, rmdq=11.0,
        psfs=3.8, attends=0.92, strength=14.0, flares=(Flare(33, 4, 1.8),),
    ),
    1.1,
)  # fmt: skip


def demo_history(
    person: Person, end: date, programme: Programme, test_rules: StandingTestRules, seed: int = _SEED
) -> History:
    """Twelve weeks of `person` up to the evening of `end`, the same for the same arguments. Times are in UTC.

    A tight left hip that gives a good deal over the weeks, pain that eases with one bad spell, a few missed days.
    """
    here = zone(person.time_zone)
    start = datetime.combine(end - timedelta(days=_DAYS), time(), here)
    born = min(person.created_at, start)
    world = World(programme, test_rules, look=False)
    return live(
        _PERSON, History(replace(person, created_at=born)), start.astimezone(UTC), world, Random(seed), _DAYS
    ).history
