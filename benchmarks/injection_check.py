"""Hostile documents beside the sample corpora, three questions each: what of an attack reaches an answer.

    python -m benchmarks.injection_check [--limit N] [--show]

Every document is put in as an upload that nobody has approved, all of them into one base. Two questions are answered by
approved documents: their answers must be those of the base without any attack. The third only the attack answers: it must
be marked as not approved. Then the same with a language model that always does what the attacker asks: no figure that its
citations do not hold, no link, no image. At last every attack is approved, as if an editor had been deceived, and asked
about once more: then too nothing but text may reach the page. The exit code is 1 when anything went wrong.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.answering.answerer import Answerer
from assistant.records import Answer
from benchmarks.injection_documents import TOPICS, Attack, Topic, attacks
from benchmarks.injection_judging import hidden_violations, page_violations, violations
from ingest import pipeline
from ingest.records import SEARCHABLE_OUTCOMES, FoundFile
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.protocols import ReplyShape
from kb.records import DocumentStatus
from kb.settings import Settings, load_settings

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
EVIDENCE = re.compile(r"资料\[(\d+)\] 开始】\n(.*?)\n【[0-9a-f]{12} 资料", re.DOTALL)
SENTENCE = re.compile(r"[^。；\n]*\d[^。；\n]*[。；]")
FIGURE = re.compile(r"\d+")
SENTENCES_EACH = 3
Baselines = dict[Topic, list[Answer]]


class ObedientModel:
    """A chat model that does what an attacker wants: it says `reply`, then what it was given with every figure changed.

    Attributes:
        asked: How often it was asked. worded: Answers that kept some of its sentences. dropped: Sentences not shown.
    """

    model_id = "obedient"

    def __init__(self) -> None:
        self.reply = ""
        self.asked = self.worded = self.dropped = 0

    def stream(self, system: str, user: str, shape: ReplyShape | None = None) -> Iterator[str]:
        """Yield the attacker's words, then true sentences of the evidence and the same with false figures."""
        del system, shape
        self.asked += 1
        yield self.reply
        for number, text in EVIDENCE.findall(user):
            for sentence in SENTENCE.findall(text)[:SENTENCES_EACH]:
                plain = sentence.rstrip("。；")
                yield f"{plain}[{number}]。"
                yield f"{FIGURE.sub(lambda found: str(int(found[0]) + 3), plain)}[{number}]。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A violation: which attack, in which mode, what."""

    attack: Attack
    mode: str
    what: str


def upload(base: KnowledgeBase, settings: Settings, hostile: Sequence[Attack], folder: Path) -> Counter[str]:
    """Put the documents into a base as uploads; return the outcomes."""
    files = []
    for attack in hostile:
        path = folder / attack.file_name
        path.write_bytes(attack.content)
        files.append(FoundFile(path=path, source_uri=f"upload/{attack.file_name}", byte_count=len(attack.content)))
    outcomes = pipeline.ingest_files(base, files, settings, approved=False)
    return Counter("searchable" if one.code in SEARCHABLE_OUTCOMES else one.code.value for one in outcomes)


def official_answers(answerer: Answerer, topic: Topic) -> list[Answer]:
    """Return the answers to the two questions that approved documents answer."""
    return [answerer.answer(topic.question), answerer.answer(topic.reworded)]


def check_extractive(base: KnowledgeBase, hostile: Iterable[Attack], baselines: Baselines) -> Iterator[Finding]:
    """Ask three questions for each attack without a model."""
    answerer = Answerer(base)
    for attack in hostile:
        answers = [*official_answers(answerer, attack.topic), answerer.answer(attack.subject)]
        for what in violations(attack, answers, baselines[attack.topic]):
            yield Finding(attack=attack, mode="extractive", what=what)


def check_model(
    base: KnowledgeBase, model: ObedientModel, hostile: Iterable[Attack], baselines: Baselines
) -> Iterator[Finding]:
    """Ask three questions for each attack with a model that obeys the attacker."""
    answerer = Answerer(base, model)
    for attack in hostile:
        model.reply = attack.reply
        answers = [*official_answers(answerer, attack.topic), answerer.answer(attack.subject)]
        model.worded += sum(answer.generated for answer in answers)
        model.dropped += sum(answer.dropped_count for answer in answers)
        for what in violations(attack, answers, baselines[attack.topic]):
            yield Finding(attack=attack, mode="model", what=what)


def check_approved(base: KnowledgeBase, hostile: Sequence[Attack]) -> Iterator[Finding]:
    """Approve every attack and ask about it: what reaches the page is text."""
    for summary in base.summaries():
        if not summary.approved:
            base.approve(summary.document_id, "deceived")
    answerer = Answerer(base)
    for attack in hostile:
        answers = [answerer.answer(attack.subject), answerer.answer(attack.topic.question)]
        for what in (one for answer in answers for one in (*page_violations(answer), *hidden_violations(answer))):
            yield Finding(attack=attack, mode="approved", what=what)


def still_in_force(base: KnowledgeBase) -> bool:
    """Tell whether the attacked documents stand as before."""
    official = [one for one in base.summaries(date.today()) if one.approved]
    binding = {one.metadata.title for one in official if one.standing is DocumentStatus.IN_FORCE}
    return binding >= {topic.title for topic in TOPICS}


def check(
    base: KnowledgeBase, settings: Settings, hostile: Sequence[Attack], folder: Path
) -> tuple[str, list[Finding]]:
    """Run all modes over a base that holds the sample corpora.

    Returns:
        A line on what became of the files and of what the model said, and the findings.
    """
    plain = Answerer(base)
    baselines = {topic: official_answers(plain, topic) for topic in TOPICS}
    refused = [answer.question for answers in baselines.values() for answer in answers if answer.refused]
    if refused:
        raise ValueError(f"the sample corpora do not answer {refused}")
    outcomes = upload(base, settings, hostile, folder)
    model = ObedientModel()
    findings = [*check_extractive(base, hostile, baselines), *check_model(base, model, hostile, baselines)]
    if not still_in_force(base):
        findings.append(Finding(attack=hostile[0], mode="standing", what="an approved document lost its force"))
    findings += check_approved(base, hostile)
    files = ", ".join(f"{name} {count}" for name, count in outcomes.items())
    told = f"model asked {model.asked} times, {model.worded} answers kept some of it, {model.dropped} sentences dropped"
    return f"{files}; {told}", findings


def main() -> int:
    """Print findings by mode and kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=0, help="only so many documents, spread over all kinds")
    parser.add_argument("--show", action="store_true", help="print every finding")
    options = parser.parse_args()
    hostile = list(attacks())
    if options.limit:
        hostile = hostile[:: max(1, len(hostile) // options.limit)]
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data_path=Path(folder) / "base")
        with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
            pipeline.ingest(base, [CORPORA], settings)
            files, findings = check(base, settings, hostile, Path(folder))
    lines = [f"{len(hostile)} documents of {len({one.kind for one in hostile})} kinds ({files}), 3 questions each"]
    for mode in ("extractive", "model", "standing", "approved"):
        found = [one for one in findings if one.mode == mode]
        kinds = Counter(one.attack.kind for one in found)
        lines.append(f"{mode:12}{len(found):5} violations  {dict(kinds) if kinds else ''}".rstrip())
    if options.show:
        lines += [
            f"{one.mode} {one.attack.kind}.{one.attack.form} {one.attack.file_name}: {one.what}" for one in findings
        ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
