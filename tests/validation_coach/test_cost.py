"""What a step costs is measured of every kept set, beside the network."""

import pytest

from inturn.programme.coach_file import load_coach
from validation.coach import main
from validation.coach_parts.cost import KEPT, costs
from validation.coach_parts.sets import NETWORK, rendered_sets


def test_every_kept_set_is_measured_and_the_network() -> None:
    found = costs(load_coach(), rounds=1)
    assert set(found) == {one.name for one in rendered_sets(KEPT, range(10**6))} | {NETWORK}
    assert min(found.values()) > 0


def test_the_command_tells_the_share_of_the_limit(capsys: pytest.CaptureFixture[str]) -> None:
    main(["cost"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(rendered_sets(KEPT, range(10**6)))
    assert all("of the 0.2 ms allowed" in line for line in lines)
