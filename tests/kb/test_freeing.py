"""Freed memory goes back to the system."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

import pytest

from kb.freeing import give_back_freed_memory

COUNT, SIZE = 40_000, 2_000


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or platform.libc_ver()[0] != "glibc", reason="only glibc keeps freed pages"
)
def test_pages_below_a_block_in_use_are_given_back() -> None:
    blocks = [bytes([number % 255 + 1]) * SIZE for number in range(COUNT)]
    last = bytes([7]) * SIZE  # in use above the others, which therefore stay with the process when they are freed
    before = resident_bytes()
    del blocks
    give_back_freed_memory()
    assert before - resident_bytes() > COUNT * SIZE // 2
    assert last[0] == 7


def test_it_can_be_called_anywhere_and_again() -> None:
    give_back_freed_memory()
    give_back_freed_memory()
