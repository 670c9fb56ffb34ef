"""Child process: fills a small file system, or one on which files may not grow, and reports what happened."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from kb.errors import YubeiError
from kb.knowledge_base import KnowledgeBase
from kb.maintenance.verifying import document_problems
from kb.records import Question
from kb.settings import Settings
from tests.builders import HashingEncoder, make_document, original_of

ENCODER = HashingEncoder(64)
QUESTION = Question(text="第0份文件", normalized="第0份文件")


def fill(base: KnowledgeBase) -> tuple[list[str], str]:
    """Store documents until one is refused; return (ids stored, name of the error)."""
    stored: list[str] = []
    for n in range(10_000):
        document = make_document(
            f"第{n}份文件。\n" + "\n".join(f"{n}之{m}：应急处置措施。" for m in range(60)), title=f"{n}"
        )
        try:
            base.replace_documents([document], {document.document_id: original_of(document)})
        except YubeiError as error:
            return stored, f"{type(error).__name__}: {error.message_zh}"
        stored.append(document.document_id)
    raise AssertionError("the disk never became full")


def main(folder: str, way: str, limit: str) -> None:
    """Print one JSON line: what was stored, the error, and what is found afterwards."""
    if way == "mount":
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={limit}", "none", folder], check=True)
    data_path = Path(folder) / "data"
    with KnowledgeBase.open(Settings(data_path=data_path), ENCODER, writable=True) as base:
        if way == "limit":
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
        stored, error = fill(base)
        found = base.search(QUESTION)[0].chunk.text
        kept = [one.document_id for one in base.summaries()]
    with KnowledgeBase.open(Settings(data_path=data_path), ENCODER) as reader:
        report = {
            "stored": stored,
            "error": error,
            "found": found,
            "kept": kept,
            "kept_after_reopening": [one.document_id for one in reader.summaries()],
            "originals": sorted(reader.stored_originals.stored()),
            "half_originals": [str(path) for path in (data_path / "originals").glob("??/new-*")],
            "damage": reader.catalog.damage(),
            "problems": [problem for one in stored for problem in document_problems(reader.document(one))],
        }
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
