"""House rules as tests: import direction, a core that loads alone, sizes, and what the tree may not mention."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
EXTRAS = ("h5netcdf", "h5py", "openvino", "av", "cv2", "jinja2", "typst", "django", "fhir", "icalendar", "pyarrow",
          "typer", "rich", "ninja", "channels", "uvicorn", "whitenoise", "segno", "trustme")  # fmt: skip
CORE = ("errors", "quantity", "body", "programme", "motion", "kinematics", "assess", "training")


def test_rooms_import_only_downwards() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_core_loads_with_every_extra_blocked() -> None:
    script = f"""
import importlib, pkgutil, sys
for name in {EXTRAS!r}:
    sys.modules[name] = None
import inturn
loaded = 0
for room in {CORE!r}:
    module = importlib.import_module("inturn." + room)
    for info in pkgutil.walk_packages(getattr(module, "__path__", []), module.__name__ + "."):
        importlib.import_module(info.name)
        loaded += 1
assert loaded > 10, loaded
"""
    run = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_validation_truth_does_not_lean_on_what_it_judges() -> None:
    for path in (ROOT / "validation" / "people").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(n.startswith("inturn.kinematics") for n in names), path


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_keep_their_size(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 400, f"{path} has {text.count(chr(10))} lines: split it"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            doc = ast.get_docstring(node, clean=False) or ""
            lines = (node.end_lineno or 0) - node.lineno + 1 - doc.count("\n")
            assert lines <= 80, f"{path}:{node.lineno} {node.name} has {lines} lines"


def test_public_functions_have_docstrings() -> None:
    missing = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.parse(path.read_text()).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert not missing, "\n".join(missing)
