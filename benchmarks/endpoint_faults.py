"""What an answer is and how long it takes when the language model's endpoint fails, with the product's own deadlines.

A server process on loopback fails in each of twelve ways while the sample corpora are asked; then the same question is
asked again with the breaker open. Wanted: 12 extractive answers within 10 s, and within 2 s with the breaker open.

    python -m benchmarks.endpoint_faults
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.answerer import Answerer
from assistant.answering.chat_models import EndpointChatModel
from assistant.records import Answer
from ingest import pipeline
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.settings import load_settings
from tests.assistant.fault_server import TWELVE_MODES, FaultServer

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
QUESTION = "事故发生后，单位负责人接到报告后应当在多长时间内报告？"
REPLY = "单位负责人接到报告后，应当于1小时内报告[1]。"
LIMIT_SECONDS, OPEN_LIMIT_SECONDS = 10.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fault: what the answer was and its seconds, then the same with the breaker open."""

    mode: str
    outcome: str
    seconds: float
    open_outcome: str
    open_seconds: float

    @property
    def passed(self) -> bool:
        """Both answers are extractive and in time."""
        in_time = self.seconds <= LIMIT_SECONDS and self.open_seconds <= OPEN_LIMIT_SECONDS
        return in_time and self.outcome == self.open_outcome == "extractive"


def outcome_of(answer: Answer) -> str:
    """Return extractive, generated, refused or silent (extractive without a notice)."""
    if answer.refused:
        return "refused"
    if answer.generated:
        return "generated"
    return "extractive" if "大模型" in answer.notice and answer.citations else "silent"


def measured(answerer: Answerer) -> tuple[str, float]:
    """Ask the question; return what came of it and the seconds."""
    started = time.perf_counter()
    answer = answerer.answer(QUESTION)
    return outcome_of(answer), time.perf_counter() - started


def measure(base: KnowledgeBase, server: FaultServer, mode: str) -> Row:
    """Ask twice with an endpoint that fails in one way."""
    settings = load_settings(llm_base_url=server.url(mode), llm_model="tiny")
    answerer = Answerer(base, EndpointChatModel(settings))
    first, second = measured(answerer), measured(answerer)
    return Row(mode=mode, outcome=first[0], seconds=first[1], open_outcome=second[0], open_seconds=second[1])


def main() -> int:
    """Print one line per fault; exit code 1 when one of them misses a target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a base to ask instead of the sample corpora")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data_path=options.data or Path(folder))
        with KnowledgeBase.open(settings, open_encoder(settings), writable=options.data is None) as base:
            if options.data is None:
                pipeline.ingest(base, [CORPORA], settings)
            plain = Answerer(base)
            measured(plain)
            baseline = measured(plain)[1]
            with FaultServer(REPLY) as server:
                measure(base, server, "good")  # loads the client library
                rows = [measure(base, server, mode) for mode in TWELVE_MODES]
    out = [f"without a model: {baseline:.2f} s", f"{'mode':14}{'outcome':12}{'s':>7}   {'breaker open':12}{'s':>7}"]
    out += [
        f"{row.mode:14}{row.outcome:12}{row.seconds:7.2f}   {row.open_outcome:12}{row.open_seconds:7.2f}"
        for row in rows
    ]
    passed = sum(row.passed for row in rows)
    slowest, slowest_open = max(row.seconds for row in rows), max(row.open_seconds for row in rows)
    out.append(
        f"{passed}/{len(rows)} extractive in time; slowest {slowest:.2f} s, with the breaker open {slowest_open:.2f} s"
    )
    sys.stdout.write("\n".join(out) + "\n")
    return 0 if passed == len(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
