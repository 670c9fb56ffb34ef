"""Child process: carries out operations and acknowledges each one after it returned, until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from tests.builders import HashingEncoder
from tests.crash.operations import apply, operation


def main(data_path: str, seed: str, first: str, words_every: str, chroma_every: str) -> None:
    """Write forever; a line "done N" on standard output means operation N is on the disk.

    Args:
        words_every: Operations after which the inverted index catches up.
        chroma_every: Operations after which both indexes do.
    """
    with KnowledgeBase.open(Settings(data_path=Path(data_path)), HashingEncoder(16), writable=True) as base:
        number = int(first)
        while True:
            apply(base, operation(int(seed), number))
            print("done", number, flush=True)  # noqa: T201 - this is how it talks to the test
            number += 1
            if number % int(words_every) == 0:
                base.projections.sync_lexical()
            if number % int(chroma_every) == 0:
                base.sync()


if __name__ == "__main__":
    main(*sys.argv[1:])
