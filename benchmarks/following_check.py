"""Do sources follow their document through an edit: flagged where their words changed, moved where they stand?

    python -m benchmarks.following_check [--rounds N] [--show]

Every sentence of the sample corpora's texts (.md, .txt, and the words of .docx) is the source of a card. Each round edits each text with a fixed
random sequence: numbers and words in some sentences change, in some that stand several times only the last; some sentences
go, some move to the end of the text, one heading is renamed. The edited text replaces the first in a catalogue, and what is flagged is held against what was edited.

Beside it, in the same run: the same judged by looking the quote up in the new text, without headings, numbers of
occurrences or normal form (`found by look-up`, `false by look-up`); that has no counterpart to show.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measured_process import PROJECT
from ingest.assembly import assemble
from ingest.decoding import decode
from ingest.parsers import parse_as
from ingest.records import FoundFile
from ingest.sniffing import sniff
from kb.catalog import Catalog
from kb.catalog.product_records import ProductSource, StaleSource
from kb.catalog.records import StoredDocument
from kb.records import Document
from kb.text import sentence_spans

EDITS = ("number", "word", "removed", "moved")
SHORTEST = 12
EACH = 3  # sentences per kind of edit and round
NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])\d+")  # the number of an item may change: that is no change of words
HEADING = re.compile(r"^(#+ .{2,20}|[一二三四五六七八九十]+、.{2,20})$", re.M)


def read(path: Path, text: str) -> Document:
    """Read a text as ingest would."""
    content = text.encode()
    found = FoundFile(path=path, source_uri=path.name, byte_count=len(content))
    return assemble(parse_as(sniff(content, path.name), content, path.name), found, content, now=datetime.now(UTC))


def text_of(path: Path) -> str:
    """Return the text of a file; of a Word file as it is stored."""
    content = path.read_bytes()
    if path.suffix != ".docx":
        return decode(content).text
    found = FoundFile(path=path, source_uri=path.name, byte_count=len(content))
    return assemble(parse_as(sniff(content, path.name), content, path.name), found, content, now=datetime.now(UTC)).text


def sources_of(document: Document) -> list[ProductSource]:
    """Return a source for every sentence that is long enough."""
    return [
        ProductSource(
            document_id=document.document_id,
            work_id=document.work_id,
            title=document.metadata.title,
            heading_path=(),
            start=one.start,
            end=one.end,
            quote=document.text[one.start : one.end],
        )
        for one in sentence_spans(document.text)
        if one.end - one.start >= SHORTEST
    ]


def edited(text: str, quotes: list[str], chance: random.Random) -> tuple[str, dict[int, tuple[str, str]]]:
    """Return the edited text and number of the quote → (kind of edit, new words)."""
    made: dict[int, tuple[str, str]] = {}
    whole = [number for number, one in enumerate(quotes) if "\n" not in one and one.endswith("。")]
    single = [number for number in whole if text.count(quotes[number]) == 1]
    for kind in EDITS:
        fitting = [one for one in single if one not in made and (kind != "number" or NUMBER.search(quotes[one]))]
        for number in chance.sample(fitting, min(EACH, len(fitting))):
            made[number] = (kind, reworded(quotes[number], kind))
            text = text.replace(quotes[number], "" if kind == "moved" else made[number][1])
    last = {quotes[number]: number for number in whole if text.count(quotes[number]) > 1}
    for quote in chance.sample(sorted(last), min(EACH, len(last))):
        made[last[quote]] = ("one of several", reworded(quote, "word"))
        text = made[last[quote]][1].join(text.rsplit(quote, 1))
    moved = [quotes[number] for number, (kind, _) in made.items() if kind == "moved"]
    headings = HEADING.findall(text)
    if headings:
        chosen = chance.choice(headings)
        text = text.replace(chosen, f"{chosen}要求", 1)
    return "\n\n".join([text, *moved]) + "\n", made


def reworded(quote: str, kind: str) -> str:
    """Return a sentence after an edit."""
    if kind == "number":
        return NUMBER.sub(lambda found: str(int(found.group()) + 5), quote, count=1)
    if kind == "word":
        return f"{quote[:-1]}，并做好记录。"
    return "" if kind == "removed" else quote


def judge(stale: StaleSource | None, edit: tuple[str, str] | None) -> str:
    """Return "found", "wrong counterpart", "missed", "false" or "kept" for one source."""
    kind, new = edit or ("", "")
    if kind in ("", "moved"):
        return "false" if stale else "kept"
    if stale is None:
        return "missed"
    right = not stale.new_text if kind == "removed" else "".join(new.split()) in "".join(stale.new_text.split())
    return "found" if right else "wrong counterpart"


def measure(path: Path, number: int, counts: Counter[str], *, show: bool) -> None:
    """Edit one text and count what became of its sources."""
    text = text_of(path)
    path = path.with_suffix(".txt") if path.suffix == ".docx" else path
    before = read(path, text)
    sources = sources_of(before)
    changed, made = edited(text, [one.quote for one in sources], random.Random(f"{number}/{path.name}"))
    after = read(path, changed)
    with tempfile.TemporaryDirectory() as folder, Catalog.open(Path(folder), writable=True) as catalog:
        catalog.replace_documents([StoredDocument(document=before)])
        catalog.products.save("card", "卡", "{}", sources, "测")
        catalog.replace_documents([StoredDocument(document=after, removes=(before.document_id,))])
        flagged = {one.ordinal: one for one in catalog.products.stale()}
    for ordinal, source in enumerate(sources):
        result = judge(flagged.get(ordinal), made.get(ordinal))
        counts[result] += 1
        looked_up = source.quote not in after.text
        wanted = made.get(ordinal, ("moved", ""))[0] != "moved"
        counts["found by look-up"] += looked_up and wanted
        counts["false by look-up"] += looked_up and not wanted
        if show and result not in ("found", "kept"):
            stale = flagged.get(ordinal)
            sys.stdout.write(f"{result}: {made.get(ordinal)} {source.quote!r} -> {stale and stale.new_text!r}\n")


def main() -> None:
    """Print the counts of all rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    paths = sorted(one for one in (PROJECT / "corpora").rglob("*") if one.suffix in (".md", ".txt", ".docx"))
    for number in range(options.rounds):
        for path in paths:
            measure(path, number, counts, show=options.show)
    changed = counts["found"] + counts["wrong counterpart"] + counts["missed"]
    sys.stdout.write(f"{options.rounds} rounds, {len(paths)} texts, {sum(counts[one] for one in RESULTS)} sources\n")
    sys.stdout.write(f"flagged with the right counterpart {counts['found']}/{changed}, ")
    sys.stdout.write(f"with another {counts['wrong counterpart']}, missed {counts['missed']}, ")
    sys.stdout.write(f"false {counts['false']}/{counts['false'] + counts['kept']}\n")
    sys.stdout.write(f"look-up: found {counts['found by look-up']}/{changed}, false {counts['false by look-up']}\n")


RESULTS = ("found", "wrong counterpart", "missed", "false", "kept")

if __name__ == "__main__":
    main()
