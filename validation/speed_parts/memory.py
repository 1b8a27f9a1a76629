"""Peak memory of reading a video: `python -m validation.speed_parts.memory VIDEO NETWORK` prints it in MB."""

import resource
import sys
from pathlib import Path

from inturn.sources.video import read_video

STATUS = Path("/proc/self/status")


def peak_mb() -> float:
    """Highest resident memory of this process so far.

    Linux: VmHWM, since ru_maxrss there begins with what the parent held when it started this process.
    """
    if STATUS.exists():
        (line,) = [row for row in STATUS.read_text().splitlines() if row.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    read_video(sys.argv[1], sys.argv[2])  # pyright: ignore[reportArgumentType]
    print(peak_mb())
