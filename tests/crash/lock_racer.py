"""Child process: tries to become the writer whenever told to, and says what came of it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kb.catalog import Catalog
from kb.errors import StoreLocked


def main(data_path: str) -> None:
    """Answer each line "try" with "won" or "refused SECONDS MESSAGE"; a winner waits for the next line."""
    for _ in sys.stdin:
        began = time.monotonic()
        try:
            catalog = Catalog.open(Path(data_path), writable=True, purpose="yubei ingest")
        except StoreLocked as error:
            answer = f"refused {time.monotonic() - began:.3f} {error.message_zh}"
            sys.stdout.buffer.write(f"{answer}\n".encode())
            sys.stdout.flush()
            sys.stdin.readline()
            continue
        sys.stdout.buffer.write(b"won\n")
        sys.stdout.flush()
        sys.stdin.readline()
        catalog.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
