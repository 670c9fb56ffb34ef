"""Child process: carries out operations and acknowledges each one after it returned, until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from kb import knowledge_base
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from tests.builders import HashingEncoder
from tests.crash.operations import apply, operation


def main(data_path: str, seed: str, first: str, sync_every: str) -> None:
    """Write forever; a line "done N" on standard output means operation N is on the disk."""
    knowledge_base.SYNC_AFTER_CHUNKS = int(sync_every)
    with KnowledgeBase.open(Settings(data_path=Path(data_path)), HashingEncoder(16), writable=True) as base:
        number = int(first)
        while True:
            apply(base, operation(int(seed), number))
            print("done", number, flush=True)  # noqa: T201 - this is how it talks to the test
            number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
