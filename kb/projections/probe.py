"""Look into an index in a process of its own, because damaged files may kill the one that reads them.

Run as `python -m kb.projections.probe`; a `ProbeTask` as JSON comes in on standard input, a `ProbeResult`
goes out on standard output.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.errors import ProjectionUnavailable, YubeiError

PROBE_SECONDS = 120.0
SAME_VECTOR = 0.999  # cosine of a vector with itself, less what float32 and the index lose
DEEP_SEARCH = 1_000  # a search this deep touches rows that a shallow one never visits


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfQuery:
    """A search whose best result is known: the chunk's own words, or its own vector (base64 of float32)."""

    chunk_no: int
    words: tuple[str, ...] = ()
    vector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeTask:
    """Which index to look into."""

    projection: str
    path: str
    queries: tuple[SelfQuery, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeResult:
    """What the index holds, and which of the queries did not find their chunk."""

    chunk_nos: tuple[int, ...]
    missed: tuple[int, ...]


def encode_vector(vector: NDArray[np.float32]) -> str:
    """Return the vector as base64 of little-endian float32."""
    return base64.b64encode(np.asarray(vector, dtype="<f4").tobytes()).decode("ascii")


def run_probe(task: ProbeTask) -> ProbeResult:
    """Run the probe in a child process.

    Raises:
        ProjectionUnavailable: The index cannot be read, or reading it killed the child.
    """
    command = [sys.executable, "-m", "kb.projections.probe"]
    root = Path(__file__).resolve().parents[2]
    name = Path(task.path).name
    try:
        done = subprocess.run(
            command, input=json.dumps(asdict(task)).encode(), capture_output=True, timeout=PROBE_SECONDS, cwd=root
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise ProjectionUnavailable(f"检查索引 {name} 没有完成：{error}。") from error
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = lines[-1] if lines else f"退出码 {done.returncode}"
        raise ProjectionUnavailable(f"检查索引 {name} 时读取失败：{reason}")
    answer = json.loads(done.stdout)
    return ProbeResult(chunk_nos=tuple(answer["chunk_nos"]), missed=tuple(answer["missed"]))


def probe_vectors(path: Path, queries: Sequence[SelfQuery]) -> ProbeResult:
    """Search Chroma for known vectors and list what it holds."""
    from kb.vectors.chroma_index import ChromaIndex

    index = ChromaIndex(path, create=False)
    missed = []
    for query in queries:
        vector = np.frombuffer(base64.b64decode(query.vector), dtype="<f4").astype(np.float32)
        found = index.search(vector, 10)
        exact = bool(found) and found[0].score >= SAME_VECTOR
        if not exact and query.chunk_no not in {line.chunk_no for line in found}:
            missed.append(query.chunk_no)
    if queries:
        vector = np.frombuffer(base64.b64decode(queries[0].vector), dtype="<f4").astype(np.float32)
        index.search(vector, min(DEEP_SEARCH, index.count()))
    numbers = tuple(sorted(index.chunk_nos()))
    index.close()
    return ProbeResult(chunk_nos=numbers, missed=tuple(missed))


def probe_lexical(path: Path, queries: Sequence[SelfQuery]) -> ProbeResult:
    """Search tantivy for the words of known chunks and list what it holds."""
    from kb.lexical.tantivy_index import TantivyIndex
    from kb.text import default_tokenizer

    index = TantivyIndex(path, default_tokenizer(), writable=False)
    missed = []
    for query in queries:
        found = index.search_words(query.words, 200)
        if query.chunk_no not in {line.chunk_no for line in found}:
            missed.append(query.chunk_no)
    return ProbeResult(chunk_nos=tuple(sorted(index.chunk_nos())), missed=tuple(missed))


def main() -> int:
    """Answer one task."""
    given = json.loads(sys.stdin.buffer.read())
    queries = [SelfQuery(**{**query, "words": tuple(query["words"])}) for query in given["queries"]]
    probe = probe_vectors if given["projection"] == "vectors" else probe_lexical
    try:
        result = probe(Path(given["path"]), queries)
    except YubeiError as error:
        sys.stderr.write(f"{error.message_zh}\n")
        return 1
    sys.stdout.write(json.dumps(asdict(result)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
