"""The door, the guard and the headers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from inturn.web.desk import Desk
from inturn.web.doors import Doors

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def test_a_secret_works_once_and_only_in_time() -> None:
    doors = Doors()
    first, late, never = doors.new(), doors.new(NOW + timedelta(minutes=1)), "x" * 32
    assert doors.use(first, NOW)
    assert not doors.use(first, NOW)
    assert not doors.use(late, NOW + timedelta(minutes=1))
    assert not doors.use(never, NOW)
    assert not doors.use("", NOW)


@pytest.mark.parametrize(
    "path", ["/", "/today/", "/api/people", "/enter", "/enter?key=", "/enter?key=guess", "/nowhere"]
)
def test_nobody_is_answered_who_did_not_come_in(browser: Client, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 403
    assert "let in" in answer.content.decode()


def test_a_link_lets_one_browser_in_and_no_second(desk: Desk, browser: Client) -> None:
    link = f"/enter?key={desk.doors.new()}"
    assert browser.get(link).headers["location"] == "/"
    assert browser.get("/").status_code == 200
    assert browser.get(link).status_code == 302  # the same browser, tapping the link again
    other = Client(headers={"host": "127.0.0.1"})
    assert other.get(link).status_code == 403
    assert other.get("/").status_code == 403
