"""Is this installation whole, and how quick is this machine? Each line that fails names what mends it."""

import importlib.metadata
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import inturn

_PACKAGES = ("numpy", "scipy", "xarray", "pydantic", "h5netcdf", "openvino", "av", "opencv-python-headless", "jinja2",
             "typst", "django", "fhir.resources", "icalendar", "pyarrow", "typer", "rich", "channels", "django-htmx",
             "django-ninja", "uvicorn", "websockets", "whitenoise", "segno", "trustme")  # fmt: skip
_DECODERS = ("h264", "hevc", "vp9", "av1", "mpeg4", "mjpeg")
_ENCODER = "libx264"
_REINSTALL = "install Inturn again with all its parts: pip install 'inturn[all]' (in a source checkout: make run)"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: what was looked at, whether it is well, what was seen, and what mends it when it is not."""

    name: str
    well: bool
    seen: str
    mend: str = ""


def check_python() -> Check:
    """Version of Python and kind of machine."""
    return Check("Python", sys.version_info >= (3, 11), f"{platform.python_version()} on {platform.platform()}",
                 "install Python 3.11 or newer")  # fmt: skip


def check_packages() -> list[Check]:
    """Every package the commands need, with its version."""
    checks: list[Check] = []
    for name in _PACKAGES:
        try:
            checks.append(Check(name, True, importlib.metadata.version(name)))
        except importlib.metadata.PackageNotFoundError:
            checks.append(Check(name, False, "missing", _REINSTALL))
    return checks


def check_models() -> list[Check]:
    """Every pose network file, present and with the pinned hash."""
    from inturn.sources.video import models_report

    return [
        Check(
            f"network {file.name}",
            file.intact,
            f"sha256 {file.sha256[:12]}..." if file.intact else "damaged" if file.present else "missing",
            "in a source checkout: python build_models.py; otherwise " + _REINSTALL,
        )
        for file in models_report()
    ]


def check_codecs() -> list[Check]:
    """What this build of FFmpeg can read, and whether it can write the annotated video."""
    import av

    missing = [name for name in _DECODERS if name not in av.codecs_available]
    can_write = _ENCODER in av.codecs_available
    return [
        Check("video formats read", not missing, ", ".join(n for n in _DECODERS if n not in missing),
              f"cannot read {', '.join(missing)}: {_REINSTALL}"),
        Check("video written", can_write, _ENCODER if can_write else "no H.264 encoder",
              f"annotated.mp4 cannot be made; use --no-overlay, or {_REINSTALL}"),
    ]  # fmt: skip


def check_speed() -> list[Check]:
    """Milliseconds a picture each network takes here."""
    from inturn.sources.video import NETWORKS
    from inturn.sources.video.timing import milliseconds_a_picture

    spent = {network: milliseconds_a_picture(network) for network in NETWORKS}
    return [
        Check(f"speed, {n}", True, f"{ms:.0f} ms a picture ({1000 / ms:.0f} pictures/s)") for n, ms in spent.items()
    ]


def diagnose() -> tuple[Check, ...]:
    """Everything that was looked at; what cannot be looked at because something before it is missing is left out."""
    checks = [check_python(), *check_packages()]
    if all(c.well for c in checks):
        checks += check_models()
        checks += check_codecs()
        if all(c.well for c in checks if c.name.startswith("network")):
            checks += check_speed()
    return tuple(checks)


def told(checks: Sequence[Check]) -> str:
    """The report as text."""
    lines = [f"Inturn {inturn.__version__}", ""]
    for check in checks:
        lines.append(f"  {'ok ' if check.well else 'BAD'}  {check.name:<24} {check.seen}")
        if not check.well:
            lines.append(f"       {'':<24} mend: {check.mend}")
    bad = sum(not c.well for c in checks)
    lines += ["", f"{bad} thing{'s' if bad > 1 else ''} to mend." if bad else "All is well."]
    return "\n".join(lines)
