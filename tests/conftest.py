"""What all tests share: where the clips are, and the real recordings when this machine has them."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("inturn", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("inturn")


@pytest.fixture(scope="session")
def clips() -> Path:
    """Folder of the rendered test clips with their truth files."""
    return ROOT / "tests" / "clips"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder of the real recordings named by INTURN_DATA; absent: a failure in CI, a skip with the reason elsewhere."""
    folder = Path(os.environ.get("INTURN_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_absolute():
        folder = ROOT / folder
    if folder.is_dir():
        return folder
    reason = f"no real recordings at {folder}: set INTURN_DATA to their folder"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
