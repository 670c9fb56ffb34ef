"""Prompts are files under assistant/templates/prompts, named by id; evidence goes in as marked-off data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

from kb.records import Evidence

ANSWER_PROMPT_ID = "answer-v1"
EVIDENCE_LIMIT = 6_000  # characters of evidence in one prompt; small local models have short windows


@cache
def load_prompt(prompt_id: str, part: str) -> str:
    """Return the text of a prompt file; `part` is "system" or "user"."""
    folder = resources.files("assistant") / "templates" / "prompts"
    return (folder / f"{prompt_id}.{part}.txt").read_text(encoding="utf-8").strip()


def answer_prompt(question: str, evidence: Sequence[Evidence]) -> tuple[str, str]:
    """Return (system, user) texts for an answer over this evidence."""
    blocks = [evidence_block(number, item) for number, item in enumerate(evidence, start=1)]
    user = load_prompt(ANSWER_PROMPT_ID, "user").format(
        question=question, count=len(blocks), evidence="\n".join(blocks)
    )
    return load_prompt(ANSWER_PROMPT_ID, "system"), user


def evidence_block(number: int, evidence: Evidence) -> str:
    """Return one piece of evidence, fenced so that its text cannot pass for ours."""
    path = " › ".join((evidence.document.metadata.title, *evidence.chunk.heading_path))
    text = evidence.chunk.text.replace("<<<", "〈〈〈").replace(">>>", "〉〉〉")
    return f"<<<资料[{number}]：{path}\n{text}\n资料[{number}]完>>>"


def fitting_evidence(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the best evidence that fits into one prompt, at least one piece."""
    chosen: list[Evidence] = []
    room = EVIDENCE_LIMIT
    for item in evidence:
        if chosen and len(item.chunk.text) > room:
            break
        chosen.append(item)
        room -= len(item.chunk.text)
    return chosen
