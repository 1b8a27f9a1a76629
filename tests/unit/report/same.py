"""Whether two histories are the same but for the last digits of angles and lengths that went through degrees or cm."""

from dataclasses import fields, is_dataclass
from typing import Any


def differences(a: Any, b: Any, where: str = "") -> list[str]:
    """Every place where two values differ; numbers may differ by 1e-9."""
    if is_dataclass(a) and type(a) is type(b):
        return [d for f in fields(a) for d in differences(getattr(a, f.name), getattr(b, f.name), f"{where}.{f.name}")]
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        return [d for i, (x, y) in enumerate(zip(a, b, strict=True)) for d in differences(x, y, f"{where}[{i}]")]
    if isinstance(a, float) and isinstance(b, float) and abs(a - b) <= 1e-9:
        return []
    return [] if a == b and type(a) is type(b) else [f"{where}: {a!r} is not {b!r}"]
