"""The API under generated requests: no answer is a failure of the server, and answers keep their described shape."""

from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from inturn.programme.hip_internal_rotation import load_shipped_programme
from tests.e2e.web.conftest import kept_in, now
from tests.e2e.web.served import Served


@pytest.fixture(scope="module")
def known(served: Served) -> dict[str, str]:
    """Ids that are kept in the app, by the name of the parameter."""
    from inturn.workflows.demo_person import add_demo_person
    from inturn.workflows.planning import history_of

    with kept_in(served):
        made = add_demo_person("Demo", load_shipped_programme(), "UTC", now()).person
        return {"person_id": made.id, "test_id": history_of(made).tests[0].id}


@pytest.fixture(scope="module")
def came_in(served: Served) -> dict[str, str]:
    """Headers of a script that came in by a link."""
    answer = requests.get(served.take_link(), allow_redirects=False, timeout=60)
    return {"Cookie": f"inturn_session={answer.cookies['inturn_session']}"}


@pytest.fixture(scope="module")
def described(served: Served, came_in: dict[str, str]) -> Any:
    """The API as its own description tells it."""
    return schemathesis.openapi.from_url(f"{served.address}/api/openapi.json", headers=came_in)


def test_no_request_makes_the_server_fail(described: Any, came_in: dict[str, str], known: dict[str, str]) -> None:
    """As generated, and again with ids that are kept, so that what stands behind them is reached, too."""
    checks = [not_a_server_error, response_schema_conformance]
    asked: set[str] = set()

    def hold(case: Any) -> None:
        case.call_and_validate(checks=checks, headers=came_in)
        case.path_parameters = {name: known.get(name, told) for name, told in case.path_parameters.items()}
        case.call_and_validate(checks=checks, headers=came_in)
        asked.add(case.operation.label)

    for found in described.get_all_operations():
        operation = found.ok()
        settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))(
            given(operation.as_strategy())(hold)
        )()
    assert len(asked) == 11


def test_a_script_can_do_what_the_page_does(
    served: Served, came_in: dict[str, str], known: dict[str, str], clips: Any
) -> None:
    whose = f"{served.address}/api/people/{known['person_id']}"
    noted = requests.post(f"{whose}/pain", json={"now": 3, "where": "<b>low back</b>"}, headers=came_in, timeout=60)
    assert noted.status_code == 201
    assert noted.json()["id"] in [e["id"] for e in requests.get(f"{whose}/pain", headers=came_in, timeout=60).json()]
    assert requests.post(f"{whose}/pain", json={"now": 11}, headers=came_in, timeout=60).status_code == 422
    assert requests.get(f"{served.address}/api/people", timeout=60).status_code == 403


def test_another_page_on_this_machine_cannot_use_the_api(
    served: Served, came_in: dict[str, str], known: dict[str, str]
) -> None:
    """Even one at another port, to which the browser would send the cookie along."""
    whose = f"{served.address}/api/people/{known['person_id']}"
    before = len(requests.get(f"{whose}/pain", headers=came_in, timeout=60).json())
    for origin in ("http://127.0.0.1:1", "https://example.org", "null"):
        headers = {**came_in, "Origin": origin}
        assert requests.post(f"{whose}/pain", json={"now": 3}, headers=headers, timeout=60).status_code == 403
        assert requests.get(f"{whose}/pain", headers=headers, timeout=60).status_code == 403
    assert len(requests.get(f"{whose}/pain", headers=came_in, timeout=60).json()) == before
