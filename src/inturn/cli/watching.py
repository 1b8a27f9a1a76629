"""A set at the terminal with a camera: counted, its tempo told, one cue at a time; the keys are those of the timers."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from inturn.cli import asking, desk
from inturn.cli.timers import KEYS, End, Pace, put_line
from inturn.errors import InturnError
from inturn.programme.coach_file import load_coach
from inturn.training.records import PlannedSet

if TYPE_CHECKING:  # the networks' libraries are for those who have a camera
    from inturn.workflows.camera_set import CameraSet, Watch
    from inturn.workflows.live_answer import Plain

_LOOK_S = 0.2
_PHASES = {
    "nobody": "nobody is seen", "away": "step into place", "ready": "ready", "down": "down", "bottom": "there",
    "up": "up",
}  # fmt: skip


@dataclass
class Watching:
    """Watches the sets of a session, where there is a camera and the person agreed, which is asked once."""

    watch: "Watch | None"
    agreed: bool | None = field(default=None, init=False)

    def begin(self, planned: PlannedSet) -> "CameraSet | None":
        """The camera turned on for a set; None without one, then the timer runs as ever."""
        if self.watch is None or planned.repetitions is None or not _counted(planned.exercise):
            return None
        if self.agreed is None:
            desk.say("Pictures are looked at on this machine and forgotten; only the count and how clean it was stay.")
            self.agreed = asking.yes(f"Count with the camera {self.watch.title!r}?", False)
        if not self.agreed:
            return None
        typer.echo("One moment: the camera ...")
        try:
            return self.watch.begin(planned.exercise, planned.side)
        except InturnError as error:
            self._gone(error)
            return None

    def run(self, seen: "CameraSet", wanted: int, pace: Pace) -> End | None:
        """Watch until `wanted` repetitions, or a key; None where the camera has gone, which was said."""
        told = _Told(wanted)
        while seen.count < wanted:
            try:
                answer = seen.look(_LOOK_S)
            except InturnError as error:
                put_line("")
                self._gone(error)
                return None
            if answer is not None:
                told.tell(answer)
            key = pace.keys.wait(0.0)
            if key == " ":
                put_line("Paused: press any key to go on.")
                pace.keys.wait(None)
            elif key in KEYS:
                put_line("")
                return KEYS[key]
        put_line("")
        typer.echo(f"{seen.count} seen.\a")
        return "over"

    def _gone(self, error: InturnError) -> None:
        """Say it once; the timer goes on, now and for the other sets."""
        desk.say(f"{error} The timer goes on.", "! ")
        self.agreed = False


@dataclass
class _Told:
    """What was said of a set: nothing is said twice."""

    wanted: int
    advice: list[str] = field(default_factory=list[str])
    unjudged: bool = False
    tempo: str = ""

    def tell(self, answer: "Plain") -> None:
        """Say what is new, and show where the set stands."""
        for text in answer.get("camera", []):
            if text not in self.advice:
                self.advice.append(text)
                _say(text, "Camera: ")
        if answer["unjudged"] and not self.unjudged:
            self.unjudged = True
            _say(f"Not judged from here: {'; '.join(answer['unjudged'])}.")
        if answer.get("cue"):
            _say(f"{answer['cue']}\a", "> ")
        if answer.get("tempo"):
            down, pause, up = answer["tempo"]
            self.tempo = f"   down {down:.1f} s, there {pause:.1f} s, up {up:.1f} s"
        put_line(f"{answer['count']} of {self.wanted}: {_PHASES.get(answer.get('phase', ''), '')}{self.tempo}")


def _counted(exercise: str) -> bool:
    """Whether the coach counts repetitions of that exercise; a hold goes on by its timer."""
    return any(e.id == exercise and e.kind == "repetitions" for e in load_coach().exercises)


def _say(text: str, mark: str = "") -> None:
    put_line("")
    desk.say(text, mark)
