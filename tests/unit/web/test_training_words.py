"""Words of session, progress and tests can be translated, or are marked as the programme's or a person's."""

from datetime import UTC, datetime, timedelta

from django.test import Client

from inturn.store import repositories as kept
from inturn.training.records import History, Person
from inturn.web.desk import Desk
from inturn.web.people import KEY
from tests.unit.web.conftest import put
from tests.unit.web.test_progress_pages import made_up
from tests.unit.web.test_pseudo_locale import OPEN, pseudo, untranslated
from tests.unit.workflows.made import ready
from tests.unit.workflows.test_excluding import kept_camera_test

__all__ = ["pseudo"]


def forgotten(client: Client, *addresses: str) -> dict[str, list[str]]:
    """The words of pages that no catalogue was asked for."""
    found: dict[str, list[str]] = {}
    for address in addresses:
        page = client.get(address, follow=True).content.decode()
        assert OPEN in page, address
        words = untranslated(page, "Inturn")
        if words:
            found[address] = words
    return found


def test_a_session_is_asked_of_the_catalogue(pseudo: None, client: Client, desk: Desk) -> None:
    now = datetime.now(UTC)
    kept.add_history(ready(Person("ada", "Ada", True, now - timedelta(days=40), "UTC", 1.7), now), now)
    put(client, **{KEY: "ada"})
    found = forgotten(client, "/session/")
    client.post("/session/begin/", {"now": "2"})
    session = kept.history("ada").sessions[-1].id
    found |= {f"set {k}": v for k, v in forgotten(client, "/session/").items()}
    for position in ("0", "1"):
        client.post("/session/set/", {"session": session, "position": position, "pain": "2"})
    found |= {f"retest {k}": v for k, v in forgotten(client, "/session/").items()}
    client.post("/session/retest/", {"session": session, "position": "2", "skip": "1"})
    found |= {f"squat {k}": v for k, v in forgotten(client, "/session/").items()}
    client.post("/session/set/", {"session": session, "position": "3", "pain": "8", "repetitions": "4"})
    found |= forgotten(client, f"/session/{session}/finish/", f"/session/{session}/")
    assert found == {}


def test_progress_and_tests_are_asked_of_the_catalogue(pseudo: None, client: Client, desk: Desk) -> None:
    put(client, **{KEY: "demo"})
    kept.add_history(made_up(), datetime.now(UTC) + timedelta(days=1))
    first = kept.history("demo").tests[0].id
    found = forgotten(client, "/progress/", "/progress/files/", "/tests/", f"/tests/{first}/", "/session/")
    kept_camera_test(History(Person("anna", "Anna", True, datetime.now(UTC) - timedelta(days=900), "UTC", 1.7)))
    put(client, **{KEY: "anna"})
    assert found | forgotten(client, "/tests/test/") == {}
