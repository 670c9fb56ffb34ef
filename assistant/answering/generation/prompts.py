"""Prompts are files under assistant/templates/prompts, each with an id and a version; evidence goes in as data.

Evidence is spotlighted: it stands between lines that carry a mark made from the question and the evidence itself,
so no document can hold the mark of the request that it is put into. The same request always has the same text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kb.protocols import ReplyShape
from kb.records import Evidence

ANSWER_PROMPT = "answer"
EVIDENCE_LIMIT = 6_000  # characters of evidence in one prompt; small local models have short windows
FENCE_LENGTH = 12
HEADER = re.compile(r"\s*id: (?P<id>[a-z-]+)\nversion: (?P<version>\d+)\n")
PART = re.compile(r"^--- (?P<name>[a-z]+)$", re.MULTILINE)
SENTENCES_SCHEMA: Mapping[str, object] = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "sources": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["text", "sources"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt file.

    Attributes:
        prompt_id: Id and version, e.g. answer@2; kept with every answer that was worded from it.
        system: Rules for a reply in words. shape: The same for a reply in JSON. user: Question and evidence.
    """

    prompt_id: str
    system: str
    shape: str
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRequest:
    """What a chat model is given for one answer."""

    system: str
    user: str
    shape: ReplyShape


@cache
def load_prompt(name: str) -> Prompt:
    """Read a prompt file.

    Raises:
        ValueError: It has no id and version, not the id of its name, or lacks a part.
    """
    text = (resources.files("assistant") / "templates" / "prompts" / f"{name}.txt").read_text(encoding="utf-8")
    header = HEADER.match(text)
    if header is None or header["id"] != name:
        raise ValueError(f"prompt file {name} must begin with its id and a version")
    names = [match["name"] for match in PART.finditer(text)]
    bodies = [body.strip() for body in PART.split(text)[2::2]]
    parts = dict(zip(names, bodies, strict=True))
    if missing := {"system", "shape", "user"} - parts.keys():
        raise ValueError(f"prompt file {name} lacks {sorted(missing)}")
    return Prompt(
        prompt_id=f"{name}@{header['version']}", system=parts["system"], shape=parts["shape"], user=parts["user"]
    )


def answer_request(question: str, evidence: Sequence[Evidence]) -> AnswerRequest:
    """Return the texts for an answer over this evidence; evidence n is data between two fences."""
    prompt = load_prompt(ANSWER_PROMPT)
    asked = as_data(question)
    bodies = [evidence_body(item) for item in evidence]
    fence = fence_for((asked, *bodies))
    blocks = [
        f"【{fence} 资料[{n}] 开始】\n{body}\n【{fence} 资料[{n}] 结束】" for n, body in enumerate(bodies, start=1)
    ]
    return AnswerRequest(
        system=prompt.system.format(fence=fence),
        user=prompt.user.format(question=asked, count=len(blocks), evidence="\n".join(blocks)),
        shape=ReplyShape(name="answer", schema=SENTENCES_SCHEMA, system=prompt.shape.format(fence=fence)),
    )


def evidence_body(evidence: Evidence) -> str:
    """Return one piece of evidence as the model sees it: where it stands, then its text."""
    path = " › ".join((evidence.document.metadata.title, *evidence.chunk.heading_path))
    return f"出处：{' '.join(as_data(path).split())}\n{as_data(evidence.chunk.text)}"


def fence_for(texts: Sequence[str]) -> str:
    """Return a mark that none of the texts holds and that their authors cannot have known."""
    seed = "\0".join(texts)
    mark = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:FENCE_LENGTH]
    while mark in seed:
        mark = hashlib.sha256(mark.encode()).hexdigest()[:FENCE_LENGTH]
    return mark


def as_data(text: str) -> str:
    """Return a text without characters that nobody sees: zero-width, direction marks, tags, controls."""
    return "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cf", "Cc", "Co", "Cs", "Cn")
    )


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
