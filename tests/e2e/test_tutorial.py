"""The tutorial is run, block by block, as it stands."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def blocks(page: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a page: (language, text)."""
    return re.findall(r"^```(\w+)\n(.*?)^```", page.read_text(), flags=re.DOTALL | re.MULTILINE)


def follow(page: str, folder: Path) -> str:
    """Run every block of a page in `folder`, as it stands, with everything kept below it; all that was printed."""
    environment = os.environ | {"INTURN_HOME": str(folder / "kept"), "INTURN_TIME_ZONE": "UTC"}
    printed: list[str] = []
    for language, text in blocks(ROOT / "docs" / page):
        commands = [["python", "-c", text]] if language == "python" else []
        commands += [line.removeprefix("$ ").split() for line in text.splitlines() if language == "console"]
        for words in commands:
            program = {"inturn": [sys.executable, "-m", "inturn"], "python": [sys.executable]}[words[0]]
            done = subprocess.run(
                [*program, *words[1:]], cwd=folder, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{' '.join(words)}\n{done.stderr}"
            printed.append(done.stdout)
    assert len(printed) >= 6
    return "\n".join(printed)


def test_every_block_of_the_tutorial_runs(tmp_path: Path) -> None:
    follow("tutorial.md", tmp_path)
    assert (tmp_path / "stick" / "report.pdf").exists()


def test_the_first_ten_minutes_of_the_programme(tmp_path: Path) -> None:
    printed = follow("first-ten-minutes.md", tmp_path)
    assert "The second test of the baseline belongs to another" in printed
    assert "Session of about" in printed
    assert "sets done" in printed
    assert (tmp_path / "vera.pdf").read_bytes().startswith(b"%PDF")
    assert "Vera is forgotten" in printed


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
