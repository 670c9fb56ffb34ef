"""A search starts quickly: importing it and asking a small base loads no heavy library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from kb.catalog import Catalog
from kb.projections import ProjectionSet
from kb.records import Filters, Question
from kb.retrieval import HybridRetriever
from kb.text import default_tokenizer
from tests.builders import HashingEncoder, make_document, stored

encoder, tokenizer, data = HashingEncoder(), default_tokenizer(), Path(sys.argv[1])
with Catalog.open(data, writable=True) as catalog:
    catalog.replace_documents([stored(make_document(), encoder)])
    projections = ProjectionSet(catalog, data, encoder, tokenizer, writable=True)
    retriever = HybridRetriever(catalog, projections, encoder, tokenizer)
    assert retriever.retrieve(Question(text="启动响应", normalized="启动响应"), Filters(), 1)
    projections.close()
print(*sorted({"chromadb", "llama_index", "torch", "sentence_transformers", "jieba"} & set(sys.modules)))
"""


def test_a_small_base_is_asked_without_heavy_libraries(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
