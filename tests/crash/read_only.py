"""Child process: makes a data folder read-only for itself alone, then reads it and tries to write."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from kb.errors import YubeiError
from kb.knowledge_base import KnowledgeBase
from kb.records import Question
from kb.settings import Settings
from tests.builders import HashingEncoder


def main(folder: str) -> None:
    """Print one JSON line: what writing was told and what was found."""
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
    settings = Settings(data_path=Path(folder))
    try:
        KnowledgeBase.open(settings, HashingEncoder(), writable=True).close()
        refusal = "none"
    except YubeiError as error:
        refusal = f"{type(error).__name__}: {error.message_zh}"
    try:
        with KnowledgeBase.open(settings, HashingEncoder()) as base:
            found = base.search(Question(text="启动响应", normalized="启动响应"))[0].chunk.text
    except YubeiError as error:
        found = f"{type(error).__name__}: {error.message_zh}"
    sys.stdout.write(json.dumps({"refusal": refusal, "found": found}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
