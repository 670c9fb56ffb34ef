"""Give memory that was freed back to the system, after work on a large document."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back_freed_memory() -> None:
    """Return freed pages to the system where the C library keeps them (glibc); nothing happens elsewhere.

    Text and rows of a document are millions of small blocks. glibc keeps their pages for later use, so that the memory
    in use after a large document is the sum of every stage instead of the largest.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):  # musl has none
        return None
    return found
