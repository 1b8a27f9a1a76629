"""Follows one person from picture to picture: the same object serves videos and the live camera.

The region for a picture comes from the landmarks of the picture before the last one, moved on as the person moves, so
that two pictures can be in the network at once and both cores work; where pictures are more than 100 ms apart, or the
person has just been found, it comes from the last one. The person is looked at in several ways in turn (`views.py`).
The rules look at pictures and times only, never at the machine: `step` by `step` gives the same keypoints as a video
read with two pictures under way.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import KEYPOINTS, MIRROR
from inturn.motion.recording import KeypointFrame, nobody
from inturn.sources.video import landmarks as lm
from inturn.sources.video import smooth_region
from inturn.sources.video.appearance import appearance, load_projection
from inturn.sources.video.choice import distinct, near, ranked, right_way_up, same_person
from inturn.sources.video.detector import Detector
from inturn.sources.video.models import ModelFile, Network
from inturn.sources.video.network import Running
from inturn.sources.video.region import Image, Region, around
from inturn.sources.video.views import VIEWS, View

Floats = NDArray[np.float64]

MIN_SCORE: Final = 0.5
"""Under this score nobody is in the region, and the detector is asked again (reference)."""
RECOUNT_S: Final = 1.0
"""The detector counts the people in view this often, and is asked whether the person followed is the right way up."""
_CENTRE, _RIM = 33, 34
_LONG_GAP_S: Final = 0.1
_K: Final = len(KEYPOINTS)
_PARTNER: Final = list(MIRROR)


@dataclass(slots=True)
class Job:
    """One picture under way. `found` = its region came from the detector; `region`, as it was shown to the network,
    None = nobody to look at."""

    time_s: float
    persons_seen: int
    region: Region | None
    found: bool
    running: Running | None
    _answer: lm.Landmarks | None = None

    def answer(self) -> lm.Landmarks | None:
        """The landmarks, None when nobody is in the region; waits for the network the first time."""
        if self.running is not None:
            answer = lm.decode(self.running.result())
            self._answer = answer if answer.score >= MIN_SCORE else None
            self.running = None
        return self._answer


@dataclass(frozen=True, slots=True)
class Followed:
    """The person last seen: number, place and time."""

    number: int
    region: Region
    time_s: float


class PoseTracker:
    """Keypoints of one person, picture by picture, unsmoothed.

    `lag` is how many pictures old the landmarks are that place the region: 2, or 1 as in the reference (slower).
    `views`: the ways in which the person is looked at in turn (the reference knows the plain one only). Raises
    SetupError when the networks are missing or damaged.
    """

    def __init__(
        self, network: Network = "heavy", *, streams: int = 1, lag: int = 2, views: tuple[View, ...] = VIEWS
    ) -> None:
        self._detector = Detector()
        self._projection = load_projection(network)
        self._landmarks = lm.LandmarkNetwork(network, streams, seen=self._projection is not None)
        self._lag = lag
        self._views = views
        self.restart()

    def restart(self) -> None:
        """Forget everything seen so far: the next picture is the first."""
        self._jobs: deque[Job] = deque()  # begun, not yet used to place a region
        self._looks = 0  # how many pictures of somebody were looked at: whose turn of the views it is
        self._filter: smooth_region.RegionFilter | None = None
        self._last: Region | None = None  # where the region last was, kept through losses
        self._counted_s = -np.inf
        self._persons_seen = 0
        self._followed: Followed | None = None

    def start_at(self, image: Image, time_s: float) -> None:
        """Place the region by a first look at one person's picture, without counting people: for single pictures."""
        seen = ranked(distinct(self._detector.closely(image)), image.shape[1], image.shape[0], self._last)
        if not seen:
            return
        answer = lm.decode(self._landmarks.start(image, seen[0]).result())
        if answer.score >= MIN_SCORE:
            points = seen[0].to_picture(answer.points[[_CENTRE, _RIM]], lm.INPUT)
            self._filter, self._counted_s = smooth_region.begin(time_s, points), time_s

    def in_all_views(self, image: Image, time_s: float) -> list[KeypointFrame]:
        """Keypoints of one picture in each of the views, the region placed by a first look: for single pictures."""
        self.restart()
        self.start_at(image, time_s)
        place, found = self._filter, list[KeypointFrame]()
        for number in range(len(self._views)):
            self._filter, self._looks, self._jobs = place, number, deque()
            found.append(self.step(image, time_s))
        return found

    @property
    def file(self) -> ModelFile:
        """The landmark network's file."""
        return self._landmarks.file

    def step(self, image: Image, time_s: float) -> KeypointFrame:
        """Keypoints in an upright RGB picture (height, width, 3) at `time_s`, which must rise from call to call."""
        return self._complete(self._begin(image, time_s))

    def run(self, pictures: Iterable[tuple[float, Image]]) -> Iterator[KeypointFrame]:
        """`step` for each (time, picture), with two of them in the network at once when there are two streams."""
        before: Job | None = None
        for time_s, image in pictures:
            job = self._begin(image, time_s)
            if before is not None:
                yield self._complete(before)
            before = job
        if before is not None:
            yield self._complete(before)

    def _begin(self, image: Image, time_s: float) -> Job:
        """Place the region and start the network on it."""
        self._learn_from_past(time_s)
        found = self._filter is None
        region = None if self._filter is None else around(*smooth_region.ahead(self._filter, time_s))
        if found or time_s - self._counted_s >= RECOUNT_S:
            seen = distinct(self._detector.closely(image))
            people = self._count(image, time_s, region, seen)
            upright = None if region is None else right_way_up(region, seen)
            if upright is not None:  # found anew: what was thought of them so far is not used again
                found, region = True, upright
                self._filter, self._jobs = None, deque()
            elif found and people:
                region = people[0]
        running = None
        if region is not None:
            region = self._views[self._looks % len(self._views)].of(region)
            running = self._landmarks.start(image, region)
            self._looks += 1
        job = Job(time_s, self._persons_seen, region, found, running)
        self._jobs.append(job)
        return job

    def _learn_from_past(self, time_s: float) -> None:
        """Use earlier answers: all but the last one, and that too when it is needed or long ago."""
        while self._jobs:
            newest = len(self._jobs) == 1
            job = self._jobs[0]
            wait = self._lag == 1 or job.found or self._filter is None or time_s - job.time_s > _LONG_GAP_S
            if newest and not wait:
                return
            self._jobs.popleft()
            self._absorb(job)

    def _absorb(self, job: Job) -> None:
        """Let one answer place the next region."""
        answer = job.answer()
        if answer is None or job.region is None:
            self._filter = None
            return
        points = job.region.to_picture(answer.points[[_CENTRE, _RIM]], lm.INPUT)
        if self._filter is None:
            self._filter = smooth_region.begin(job.time_s, points)
        else:
            self._filter = smooth_region.advance(self._filter, job.time_s, points)
        self._last = around(points[0], points[1])

    def _count(self, image: Image, time_s: float, tracked: Region | None, seen: list[Region]) -> list[Region]:
        """Count people; regions of those that are not tracked, the one to follow first.

        What the detector has `seen` elsewhere than the tracked person counts when the landmark network sees someone,
        too.
        """
        places = [] if tracked is None else [tracked]
        people: list[Region] = []
        for region in seen:
            place = None if any(near(region, p) for p in places) else self._place(image, region)
            if place is not None and not any(near(place, p) for p in places):
                places.append(place)
                people.append(region)
        self._counted_s = time_s
        self._persons_seen = len(places)
        return ranked(people, image.shape[1], image.shape[0], self._last)

    def _place(self, image: Image, region: Region) -> Region | None:
        """Where the landmark network places the person that the detector saw in `region`; None = nobody."""
        answer = lm.decode(self._landmarks.start(image, region).result())
        if answer.score < MIN_SCORE:
            return None
        points = region.to_picture(answer.points[[_CENTRE, _RIM]], lm.INPUT)
        return around(points[0], points[1])

    def _complete(self, job: Job) -> KeypointFrame:
        """The picture's keypoints, in picture pixels."""
        answer, region = job.answer(), job.region
        if answer is None or region is None:
            return nobody(job.time_s, job.persons_seen)
        points = region.to_picture(answer.points, lm.INPUT)
        here = around(points[_CENTRE], points[_RIM])
        number = 0
        if self._followed is not None:
            gap = job.time_s - self._followed.time_s
            number = self._followed.number + (not same_person(self._followed.region, here, gap))
        self._followed = Followed(number, here, job.time_s)
        name = _PARTNER if region.mirrored else slice(_K)
        return KeypointFrame(
            job.time_s,
            points[name],
            region.covariance_to_picture(answer.covariance[name], lm.INPUT),
            answer.visibility[name],
            answer.presence[name],
            region.world_to_picture(answer.world[name]),
            answer.score,
            number,
            max(job.persons_seen, 1),
            self._appearance(answer, region),
        )

    def _appearance(self, answer: lm.Landmarks, region: Region) -> NDArray[np.float16] | None:
        """What is seen around the keypoints, in the row of the view; None where nothing was learnt about it."""
        if self._projection is None or answer.seen is None:
            return None
        values = appearance(answer.seen, answer.points, self._projection)
        rows = np.full((2, values.size), np.nan, dtype=np.float16)
        rows[int(region.mirrored)] = values
        return rows


def rescaled(frame: KeypointFrame, across: float, down: float) -> KeypointFrame:
    """The same keypoints for a picture that is larger by these factors."""
    scale = np.array([across, down])
    products = np.array([across * across, across * down, down * down])
    return replace(frame, pixel=frame.pixel * scale, variance=frame.variance * products)
