"""The app's memory stays where it is, one guided test after the other."""

import json
import weakref
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from django.test import Client

from inturn.training.records import Person
from inturn.web.live import registry as registries
from inturn.web.live import running as runnings
from tests.unit.web.test_live import FILM, START_S, Tracker, begin, jpeg, registry

__all__ = ["registry"]

LARGEST_PICTURE_BYTES = 4000
"""Numbers kept of one picture; half an hour at 15 a second is about 100 MB."""


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


def test_what_is_kept_of_a_picture_is_small(registry: registries.Registry, cleared: Client, person: Person) -> None:
    running = begin(registry, person)
    live = running.live
    assert live is not None
    live.guide = replace(live.guide, stage="trials", sure=True)
    body = jpeg(int(FILM.attrs["width"]), int(FILM.attrs["height"]))
    for k in range(20):
        running.picture(START_S + k / 15, body)
    recorder = live._recorder
    assert recorder is not None
    assert len(recorder.frames) == len(recorder._angles) == 20
    kept: dict[int, int] = {}
    for one in (*recorder.frames, *recorder._angles):
        for value in (getattr(one, f.name) for f in fields(one)):
            if isinstance(value, np.ndarray):
                whole = value if value.base is None else value.base  # a view keeps all of what it shows a part of
                kept[id(whole)] = whole.nbytes
    assert sum(kept.values()) / 20 < LARGEST_PICTURE_BYTES
