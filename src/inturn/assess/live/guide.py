"""The steps of a guided test as a step machine: a pure function of its state, what was seen, and what was said.

position -> which_leg -> confirm -> count_down -> trials -> pain -> (position -> count_down -> trials -> pain) -> done.
It goes on by itself wherever it can: nobody should have to walk to the screen in the middle of a test.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from inturn.assess.events import Event, Lifted, LoweredFoot
from inturn.assess.finding import Pain, TrialFinding
from inturn.body.keypoints import Side
from inturn.programme.standing_test import GuideRules

Stage = Literal["position", "which_leg", "confirm", "count_down", "trials", "pain", "done"]
RECORDED: tuple[Stage, ...] = ("count_down", "trials")
"""What is seen in these stages belongs to the test."""


@dataclass(frozen=True, slots=True)
class SideDone:
    """How far a side has come: readable trials and attempts of this round, pain, trials of earlier rounds left out."""

    readable: int = 0
    attempts: int = 0
    found: int = 0
    left_out: int = 0
    pain: Pain = field(default_factory=Pain)
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """A guided test under way.

    to_do      sides still to be tested, the one under way first
    since_s    when the stage began; None until a picture has come in it
    green_s    since when all is in place
    lifted     the leg that was seen lifted when asked to lift one
    sure       whether it is settled which leg is which
    mirrored   left and right are exchanged in the pictures, as the person said
    """

    rules: GuideRules
    to_do: tuple[Side, ...]
    stage: Stage = "position"
    since_s: float | None = None
    green_s: float | None = None
    lifted: Side | None = None
    sure: bool = False
    mirrored: bool = False
    left: SideDone = field(default_factory=SideDone)
    right: SideDone = field(default_factory=SideDone)

    @property
    def side(self) -> Side | None:
        """The side under way."""
        return self.to_do[0] if self.to_do else None

    def of(self, side: Side) -> SideDone:
        """How far a side has come."""
        return self.left if side == "left" else self.right

    @property
    def excluded(self) -> frozenset[tuple[Side, int]]:
        """Trials (side, order from 1) that do not count because the side was taken again."""
        sides: tuple[Side, ...] = ("left", "right")
        return frozenset((side, order) for side in sides for order in range(1, self.of(side).left_out + 1))


def begin(rules: GuideRules, sides: Sequence[Side]) -> Guide:
    """A test of these sides, before the first picture."""
    return Guide(rules, tuple(sides))


def look(
    guide: Guide,
    now_s: float,
    in_place: bool,
    standing: bool,
    events: Sequence[Event],
    found: Sequence[TrialFinding],
) -> Guide:
    """Take in one picture: whether all is in place, whether the person stands quietly, what the step machine
    reported, and the trials it ended."""
    if guide.since_s is None:
        guide = replace(guide, since_s=now_s)
    since = now_s if guide.since_s is None else guide.since_s
    if guide.stage == "position":
        return _position(guide, now_s, in_place)
    if guide.stage == "which_leg":
        lifted = next((e.side for e in events if isinstance(e, Lifted)), None)
        return guide if lifted is None else _enter(replace(guide, lifted=lifted), "confirm")
    if guide.stage == "confirm":
        return confirmed(guide, True) if now_s - since >= guide.rules.confirm else guide
    guide = _counted(guide, found) if guide.stage in RECORDED else guide
    if guide.stage == "count_down":
        return _count_down(guide, now_s, since, standing)
    return _trials(guide, events) if guide.stage == "trials" else guide


def seconds_left(guide: Guide, now_s: float) -> float | None:
    """Until the stage ends by itself; None where it does not."""
    lasts = {"confirm": guide.rules.confirm, "count_down": guide.rules.count_down}.get(guide.stage)
    if lasts is None:
        return None
    began = guide.green_s if guide.stage == "count_down" else guide.since_s
    return lasts if began is None else max(0.0, began + lasts - now_s)


def anyway(guide: Guide) -> Guide:
    """Go on although not all is in place."""
    return _placed(guide) if guide.stage == "position" else guide


def confirmed(guide: Guide, right: bool) -> Guide:
    """Whether the leg that was seen is the one that was lifted; if not, the pictures are mirrored."""
    if guide.stage != "confirm" or guide.lifted is None:
        return guide
    truly: Side = guide.lifted if right else "right" if guide.lifted == "left" else "left"
    first = tuple(s for s in guide.to_do if s == truly)
    rest = tuple(s for s in guide.to_do if s != truly)
    mirrored = guide.mirrored if right else not guide.mirrored
    return _enter(replace(guide, to_do=first + rest, lifted=truly, sure=True, mirrored=mirrored), "count_down")


def enough(guide: Guide) -> Guide:
    """End the side under way with the trials it has."""
    return _enter(guide, "pain") if guide.stage == "trials" else guide


def tell_pain(guide: Guide, pain: Pain) -> Guide:
    """Pain after the side under way; on to the other side, or done."""
    side = guide.side
    if guide.stage != "pain" or side is None:
        return guide
    guide = _with(guide, side, replace(guide.of(side), pain=pain, asked=True))
    guide = replace(guide, to_do=guide.to_do[1:])
    return _enter(guide, "position" if guide.to_do else "done")


def again(guide: Guide, side: Side) -> Guide:
    """Take a side again: what it had so far is kept, but does not count."""
    done = guide.of(side)
    fresh = SideDone(found=done.found, left_out=done.found)
    waiting = tuple(s for s in guide.to_do if s != side)
    return _enter(replace(_with(guide, side, fresh), to_do=(side, *waiting)), "position")


def interrupted(guide: Guide) -> Guide:
    """The pictures stopped for long, or the camera was changed: all must be in place again before it goes on."""
    return guide if guide.stage in ("pain", "done") else _enter(guide, "position")


def _position(guide: Guide, now_s: float, in_place: bool) -> Guide:
    if not in_place:
        return replace(guide, green_s=None)
    green = now_s if guide.green_s is None else guide.green_s
    guide = replace(guide, green_s=green)
    return _placed(guide) if now_s - green >= guide.rules.steady else guide


def _count_down(guide: Guide, now_s: float, since_s: float, standing: bool) -> Guide:
    """Counts while the person stands quietly on both feet; but it does not wait for ever."""
    green = now_s if guide.green_s is None and standing else guide.green_s
    guide = replace(guide, green_s=green)
    counted = green is not None and now_s - green >= guide.rules.count_down
    return _enter(guide, "trials") if counted or now_s - since_s >= guide.rules.patience else guide


def _placed(guide: Guide) -> Guide:
    return _enter(guide, "count_down" if guide.sure else "which_leg")


def _counted(guide: Guide, found: Sequence[TrialFinding]) -> Guide:
    """The guide with these trials, of whichever side, and though somebody began before the count-down was over."""
    for trial in found:
        done = guide.of(trial.side)
        counted = replace(
            done, readable=done.readable + trial.readable, attempts=done.attempts + 1, found=done.found + 1
        )
        guide = _with(guide, trial.side, counted)
    return guide


def _trials(guide: Guide, events: Sequence[Event]) -> Guide:
    side = guide.side
    if side is None:
        return _enter(guide, "done")
    done = guide.of(side)
    full = done.readable >= guide.rules.trials or done.attempts >= guide.rules.most_attempts
    down = any(isinstance(e, LoweredFoot) and e.side == side for e in events)
    return _enter(guide, "pain") if full and down else guide


def _with(guide: Guide, side: Side, done: SideDone) -> Guide:
    return replace(guide, left=done) if side == "left" else replace(guide, right=done)


def _enter(guide: Guide, stage: Stage) -> Guide:
    return replace(guide, stage=stage, since_s=None, green_s=None)
