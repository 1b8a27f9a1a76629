"""The small commands, and what every command promises."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import inturn as package

ROOT = Path(__file__).resolve().parents[2]


def test_version(inturn) -> None:
    assert inturn("--version").stdout == f"inturn {package.__version__}\n"


def test_help_does_not_load_the_heavy_rooms() -> None:
    script = (
        "import sys, inturn.cli\n"
        "heavy = {'numpy', 'xarray', 'openvino', 'cv2', 'av', 'rich.progress', 'typst'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "command", ["measure", "pose", "coach", "demo", "doctor", "schema", "angles", "gait", "batch", "serve"]
)
def test_every_command_explains_itself_and_is_documented(inturn, command: str) -> None:
    done = inturn(command, "--help")
    assert done.returncode == 0
    options = set(re.findall(r"--[a-z-]+", done.stdout)) - {"--help"}
    page = (ROOT / "docs" / "commands.md").read_text()
    assert f"inturn {command}" in page
    missing = {o for o in options if o not in page}
    assert not missing, f"docs/commands.md does not mention {missing}"


def test_schema_is_a_json_schema(inturn) -> None:
    schema = json.loads(inturn("schema", "standing-test").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "verdict" in schema["properties"]
    coach = json.loads(inturn("schema", "coach").stdout)
    jsonschema.Draft202012Validator.check_schema(coach)
    assert "repetitions" in coach["properties"]


def test_doctor_finds_this_installation_whole(inturn) -> None:
    done = inturn("doctor")
    assert done.returncode == 0, done.stdout
    assert "All is well." in done.stdout
    assert "network heavy" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [("measure",), ("measure", "a.mp4", "--network", "huge"), ("measure", "a.mp4", "--pain-left", "11"), ("nothing",)],
)
def test_wrong_usage_is_exit_2(inturn, arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = inturn(*arguments)
    assert done.returncode == 2
    assert "Error" in done.stderr
    assert list(tmp_path.iterdir()) == []
