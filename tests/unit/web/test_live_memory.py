"""The app's memory stays where it is, one guided test after the other."""

import json
import sys
import weakref
from collections import deque
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client

from inturn.motion.recording import frames
from inturn.programme.standing_test import load_standing_test
from inturn.training.records import Person
from inturn.web.live import registry as registries
from inturn.web.live import running as runnings
from inturn.workflows.live_recorder import Recorder
from inturn.workflows.options import MeasureOptions
from tests.unit.web.test_live import FILM, START_S, Tracker, begin, registry

__all__ = ["registry"]


def test_the_last_test_and_its_network_are_gone_before_the_next_network_is_made(
    registry: registries.Registry, cleared: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = begin(registry, person)
    assert running._tracker is not None
    before = [weakref.ref(running.live), weakref.ref(running._tracker)]
    left: list[Any] = []

    def made(network: str) -> Tracker:
        left.extend(one for one in (ref() for ref in before) if one is not None)
        return Tracker(network)

    monkeypatch.setattr(runnings, "tracker_of", made)
    monkeypatch.setattr(registries, "network_for_this_machine", lambda: "lite")
    answer = running.worker.submit(running.command, json.dumps({"do": "begin"})).result()
    assert answer["ready"] == "lite"
    assert left == []


def test_memory_is_given_back_once_a_test_has_ended(
    registry: registries.Registry, cleared: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[bool] = []
    monkeypatch.setattr(runnings, "give_back", lambda: given.append(True))
    running = begin(registry, person)
    assert running.live is not None
    running.live.guide = replace(running.live.guide, stage="done", to_do=())
    for _ in range(2):
        told = running.worker.submit(running.command, json.dumps({"do": "where"})).result()
        assert "Nothing was recorded" in told["refused"]
    assert given == [True]


def size_of(one: object, seen: set[int]) -> int:
    """Bytes of an object of ours and of everything it holds; a view counts as all of what it shows a part of."""
    if id(one) in seen:
        return 0
    seen.add(id(one))
    if isinstance(one, np.ndarray):
        return sys.getsizeof(one) if one.base is None else sys.getsizeof(one) + size_of(one.base, seen)
    held: list[Any] = []
    if is_dataclass(one):
        held = [getattr(one, f.name) for f in fields(one)]
    elif isinstance(one, dict):
        held = [*one.keys(), *one.values()]
    elif isinstance(one, list | tuple | deque | set):
        held = list(one)
    elif type(one).__module__.startswith("inturn."):
        held = list(vars(one).values()) if hasattr(one, "__dict__") else []
    return sys.getsizeof(one) + sum(size_of(each, seen) for each in held)


@pytest.mark.parametrize("aside", [True, False])
def test_memory_does_not_grow_with_the_length_of_a_test(tmp_path: Path, aside: bool) -> None:
    """Six minutes at four pictures a second; the negative control puts nothing aside and packs what it keeps."""
    seen = list(frames(FILM))
    recorder = Recorder((640, 360), "heavy", MeasureOptions(), load_standing_test())
    sizes: dict[int, int] = {}
    for k in range(1, 1351):
        recorder.take(replace(seen[k % len(seen)], time_s=START_S + 4 * k / 15))
        if aside and k % 150 == 0:
            recorder.put_aside(tmp_path / "frames")
        if k in (750, 1350):
            sizes[k] = size_of(recorder, set())
    grown = (sizes[1350] - sizes[750]) / 600
    assert len(recorder.frames) == 1350
    assert grown < 60 if aside else 1000 < grown < 2000  # bytes a picture: events, found trials; or keypoints, too
