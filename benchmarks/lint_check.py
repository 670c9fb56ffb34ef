"""Seeded faults in the sample plans: how many each rule finds, and what it says of the plans as they are.

`python -m benchmarks.lint_check [--show] [--today 2026-11-22]`. Seeds: gold/lint_seeds.jsonl, each one change to the text
of a sample plan that makes one rule's fault; a seed counts as found when that rule says something it does not say of the
unchanged text. The clean plans are the ones under corpora/ as they are: every finding there is printed; those listed in
JUSTIFIED were read and are real faults of the samples, the others count as false alarms. The baseline is what a word list
finds: the vague words, the former names and the replaced numbers wherever they stand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from assistant.checking.lint.rules import lint
from assistant.checking.reading import read_document
from assistant.checking.records import Finding
from ingest.assembly import assemble
from ingest.parsers.text import parse
from ingest.records import FoundFile
from kb.records import Document

SEEDS = Path(__file__).parent / "gold" / "lint_seeds.jsonl"
CORPORA = Path(__file__).resolve().parents[1] / "corpora"
FIRST_DAY = date(2026, 11, 22)
# (rule, words of the finding) in the clean samples that are real: read one by one.
JUSTIFIED = (
    ("phone-stale", "2026-03-18"),  # one contact of the sample was last dialled 249 days before FIRST_DAY
    ("vague-body", "向政府有关部门"),  # 2.1 names no body, although 3.1.1 does
    ("abbreviation-undefined", "市安委办"),
    ("abbreviation-undefined", "区防汛办"),
    ("abbreviation-undefined", "县防汛办"),
    ("abbreviation-undefined", "县森防办"),
)
WORD_LIST = re.compile(r"及时|尽快|有关部门|相关部门|有关单位|必要时|视情|安监|环保局|卫生计生|国土资源|质监局|XX|×××")


def reread(document: Document, text: str) -> Document:
    """Return a document of the same type whose text is another, read as a plain text file."""
    data = text.encode("utf-8")
    found = FoundFile(path=Path("seed.txt"), source_uri="seed.txt", byte_count=len(data))
    read = assemble(parse(data, "seed.txt"), found, data, now=datetime.now(UTC))
    return replace(read, metadata=document.metadata)


def seeded(text: str, seed: dict[str, Any]) -> str:
    """Return the text with one seed in it."""
    if "edits" in seed:
        for old, new in seed["edits"]:
            assert old in text, old
            text = text.replace(old, new, 1)
        return text
    start = text.index(seed["from"])
    return text[:start] + seed["new"] + text[text.index(seed["to"], start) :]


def said(findings: Iterable[Finding], rule: str) -> Counter[str]:
    """Return what one rule says, with how often."""
    return Counter(one.message for one in findings if one.rule_id == rule)


def run(today: date, *, show: bool) -> None:
    """Print both tables."""
    seeds = [json.loads(line) for line in SEEDS.read_text(encoding="utf-8").splitlines()]
    documents = {name: read_document(CORPORA / name) for name in sorted({seed["file"] for seed in seeds})}
    plain = {name: reread(document, document.text) for name, document in documents.items()}
    before = {name: lint(document, today) for name, document in plain.items()}
    found, listed, all_of = Counter[str](), Counter[str](), Counter(seed["rule"] for seed in seeds)
    for seed in seeds:
        text = seeded(plain[seed["file"]].text, seed)
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
        now = lint(reread(documents[seed["file"]], text), today)
        hit = bool(said(now, seed["rule"]) - said(before[seed["file"]], seed["rule"]))
        found[seed["rule"]] += hit
        words = Counter(WORD_LIST.findall(text)) - Counter(WORD_LIST.findall(plain[seed["file"]].text))
        listed[seed["rule"]] += bool(words)
        if show and not hit:
            print(f"missed {seed['rule']} [{digest}] {seed['file']}: {seed.get('edits') or seed.get('new')}")
    for rule, count in sorted(all_of.items()):
        print(f"  {rule:24s} {found[rule]:3d} of {count:3d}   word list {listed[rule]:3d}")
    total = sum(all_of.values())
    print(
        f"seeded faults: {sum(found.values())} of {total} found by {len(all_of)} rules; word list {sum(listed.values())}"
    )
    clean(today, show=show)


def clean(today: date, *, show: bool) -> None:
    """Print what the rules say of the samples as they are."""
    false = real = words = documents = 0
    for path in sorted(CORPORA.rglob("*.*")):
        if path.suffix == ".toml":
            continue
        document = read_document(path)
        documents += 1
        words += len(WORD_LIST.findall(document.text))
        for one in lint(document, today):
            justified = any(one.rule_id == rule and part in one.message for rule, part in JUSTIFIED)
            real, false = real + justified, false + (not justified)
            if show:
                print(f"{'real ' if justified else 'FALSE'} {path.name}: {one.rule_id} {one.message}")
    print(f"clean samples: {documents} documents, {false} false alarms, {real} real faults; word list {words} hits")


def main() -> int:
    """Run the check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--today", type=date.fromisoformat, default=FIRST_DAY)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    run(options.today, show=options.show)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
