"""The tutorial is run, block by block, as it stands."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def blocks(page: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a page: (language, text)."""
    return re.findall(r"^```(\w+)\n(.*?)^```", page.read_text(), flags=re.DOTALL | re.MULTILINE)


def test_every_block_of_the_tutorial_runs(tmp_path: Path) -> None:
    ran = 0
    for language, text in blocks(ROOT / "docs" / "tutorial.md"):
        if language == "python":
            done = subprocess.run(
                [sys.executable, "-c", text], cwd=tmp_path, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{text}\n{done.stderr}"
            ran += 1
            continue
        for line in text.splitlines():
            words = line.removeprefix("$ ").split()
            words[:1] = {"inturn": [sys.executable, "-m", "inturn"], "python": [sys.executable]}[words[0]]
            done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{line}\n{done.stderr}"
            ran += 1
    assert ran >= 6
    assert (tmp_path / "stick" / "report.pdf").exists()


def test_the_readme_commands_are_targets_of_the_makefile() -> None:
    wanted = set(re.findall(r"^    make (\w+)", (ROOT / "README.md").read_text(), flags=re.MULTILINE))
    assert wanted == {"run", "test"}
    makefile = (ROOT / "Makefile").read_text()
    assert all(re.search(rf"^{target}:", makefile, flags=re.MULTILINE) for target in wanted)
    assert shutil.which("make"), "make is needed to follow the README"


def test_links_between_pages_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.name} -> {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert not broken, broken
