"""Settings that touch what is kept: a backup brought back, a person corrected."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inturn.store import repositories as kept
from inturn.training.records import Person
from inturn.web.desk import Desk
from inturn.workflows.people import add_person, everybody, forget_person

NAME = "mine <b>.zip"


def text(answer: Any) -> str:
    return answer.content.decode()


def backup_of(client: Client) -> bytes:
    answer: Any = client.post("/settings/backup/")
    whole = b"".join(answer.streaming_content)
    answer.close()
    return whole


def bring_back(client: Client, whole: bytes, **more: str) -> Any:
    return client.post("/settings/restore/", {"backup": SimpleUploadedFile(NAME, whole), **more}, follow=True)


def nothing_lies_about(desk: Desk) -> bool:
    return list((desk.folder / "incoming").iterdir()) == []


def test_a_backup_brings_everybody_back(cleared: Client, person: Person, desk: Desk) -> None:
    whole, before = backup_of(cleared), kept.history(person.id)
    forget_person(person)
    add_person("Ben", datetime.now(UTC), adult=True, time_zone="UTC", height_m=None)
    page = text(bring_back(cleared, whole, sure="on"))
    assert "The backup is back: 1 person." in page
    assert [p.name for p in everybody()] == ["Ada"]
    assert kept.history(person.id) == before
    assert nothing_lies_about(desk)


def test_what_is_kept_is_replaced_by_nobody_who_did_not_say_so(cleared: Client, person: Person, desk: Desk) -> None:
    whole = backup_of(cleared)
    ben = add_person("Ben", datetime.now(UTC), adult=True, time_zone="UTC", height_m=None)
    answer = bring_back(cleared, whole)
    assert answer.status_code == 422
    assert "Tick this first" in text(answer)
    assert everybody() == (person, ben)
    assert nothing_lies_about(desk)


def test_on_a_new_computer_the_first_page_leads_there(client: Client, desk: Desk) -> None:
    assert "/settings/restore/" in text(client.get("/"))
    page = text(client.get("/settings/restore/"))
    assert "Replace everything" not in page
    assert 'name="sure"' in page


def cut_off(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def changed(whole: bytes) -> bytes:
    return whole.replace(b"inturn/backup/1", b"inturn/backup/9").replace(b"PK\x03\x04", b"PK\x03\x05", 1)


@pytest.mark.parametrize("damage", [cut_off, changed, lambda _: b"MZ\x90 a program", lambda _: b""])
def test_what_is_no_whole_backup_changes_nothing(cleared: Client, person: Person, desk: Desk, damage: Any) -> None:
    answer = bring_back(cleared, damage(backup_of(cleared)), sure="on")
    assert answer.status_code == 422
    page = text(answer)
    assert "is not a backup of Inturn, or it is damaged" in page or "This file is empty" in page
    assert str(desk.folder) not in page
    assert "<b>" not in page.split("<main")[1].split("</main")[0].replace("&lt;b&gt;", "")
    assert everybody() == (person,)
    assert nothing_lies_about(desk)


def test_a_full_disk_changes_nothing(
    cleared: Client, person: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = backup_of(cleared)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.uploadedfile.InMemoryUploadedFile.chunks", full)
    answer = bring_back(cleared, whole, sure="on")
    assert answer.status_code == 500
    assert "is the disk full" in text(answer)
    assert everybody() == (person,)
    assert nothing_lies_about(desk)


def test_a_backup_from_another_page_is_refused(browser: Client, desk: Desk, tmp_path: Path) -> None:
    browser.get("/enter", {"key": desk.doors.new()})
    assert browser.post("/settings/restore/", {"sure": "on"}).status_code == 403


def test_a_person_is_corrected(as_person: Client, person: Person) -> None:
    page = text(as_person.get("/settings/person/"))
    assert 'value="170"' in page
    told = {"name": " Ada L. ", "height": "172.5", "time_zone": "Europe/Zurich"}
    assert "Changed." in text(as_person.post("/settings/person/", told, follow=True))
    (found,) = everybody()
    assert (found.name, found.height_m, found.time_zone) == ("Ada L.", 1.725, "Europe/Zurich")
    assert (found.id, found.adult, found.created_at) == (person.id, True, person.created_at)
    as_person.post("/settings/person/", {**told, "height": ""})
    assert everybody()[0].height_m is None


def test_a_height_that_was_not_touched_is_not_rounded_to_inches(as_person: Client, person: Person) -> None:
    as_person.post("/settings/", {"theme": "", "units": "imperial"})
    assert 'value="67"' in text(as_person.get("/settings/person/"))
    as_person.post("/settings/person/", {"name": "Ada", "height": "67", "time_zone": "Asia/Tokyo"})
    assert everybody()[0].height_m == person.height_m
    assert everybody()[0].time_zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "ben"}, "Somebody of that name is kept here already"),
        ({"name": " "}, "Write the name"),
        ({"height": "17"}, "A height from 100 to 250 cm"),
        ({"time_zone": "Mars/Base"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    as_person: Client, person: Person, changes: dict[str, str], words: str
) -> None:
    add_person("Ben", datetime.now(UTC), adult=True, time_zone="UTC", height_m=None)
    told = {"name": "Ada", "height": "170", "time_zone": "UTC", **changes}
    answer = as_person.post("/settings/person/", told)
    assert answer.status_code == 422
    assert words in text(answer)
    assert everybody()[0] == person


def test_nobody_in_use_nobody_corrected(client: Client) -> None:
    assert client.get("/settings/person/").status_code == 302


def test_people_stand_by_name_with_the_day_of_their_last_entry(client: Client) -> None:
    client.post("/people/demo/")
    for name in ("eva", "Ada"):
        add_person(name, datetime.now(UTC), adult=True, time_zone="UTC", height_m=None)
    shown = client.get("/people/").content.decode()
    places = [shown.index(f'<b translate="no">{name}</b>') for name in ("Ada", "Demo", "eva")]
    assert places == sorted(places)
    assert shown.count("Nothing entered yet") == 2
    assert shown.count("Last entry:") == 1
