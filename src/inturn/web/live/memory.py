"""Memory that a finished test leaves with the C library's allocator goes back to the machine."""

import ctypes
import gc
import sys
from contextlib import suppress


def give_back() -> None:
    """Collect what nobody refers to and return free memory to the system; takes a fraction of a second.

    Reading a whole test takes tens of MB for a moment. glibc keeps such memory for the thread that had it, and the app
    has a dozen threads. Where there is no glibc nothing is done beyond collecting.
    """
    gc.collect()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
