"""Drafts over the sample corpora: how much of each checklist the base fills, and whether anything stands there without support.

    python -m benchmarks.draft_check [--data DIR] [--show]

Two baselines from the same run: the bare skeleton (nothing filled), and the nearest passage of the whole base for every element
(a search for unit, topic and element, first hit, no look at whose it is or what it is about). The unit, topic and type of every
case were written down before the first run. A passage says an element when it carries one of its points. Exit code 1 when a value
is not carried by its citation, a quotation is not verbatim, a foreign or private word stands as the unit's own, or a required
element has no section in the Word file read back.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.checking.elements import check_elements
from assistant.checking.reading import read_document
from assistant.checking.records import Element, ElementState, Need
from assistant.drafting.drafter import draft_plan
from assistant.drafting.layouts import layout_called
from assistant.drafting.ownership import belongs
from assistant.drafting.passages import points_said
from assistant.drafting.printing import official_document
from assistant.drafting.records import DraftItem, ItemKind, PlanDraft
from assistant.guard import check_sentence
from assistant.official_documents.docx_writer import write_document
from assistant.records import Citation
from ingest import pipeline
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.records import DocumentSummary
from kb.settings import load_settings

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
FIRM, STORE, CITY = "临澜恒泰化工有限公司", "临澜市锦程百货有限公司", "临澜市"
# (type, topic, unit); the last of each group are ones the base has no plan of the unit for.
CASES = (
    ("unit_comprehensive", "", FIRM),
    ("unit_comprehensive", "", STORE),
    ("unit_special", "液氨泄漏", FIRM),
    ("unit_special", "有限空间中毒窒息", FIRM),
    ("unit_special", "台风", FIRM),
    ("onsite", "液氨泄漏", FIRM),
    ("onsite", "甲醇储罐泄漏着火", FIRM),
    ("onsite", "有限空间中毒窒息", FIRM),
    ("onsite", "触电", FIRM),
    ("onsite", "车间火灾", FIRM),
    ("onsite", "灼烫", FIRM),
    ("onsite", "机械伤害", FIRM),
    ("fire_evac_plan", "", STORE),
    ("fire_evac_plan", "", FIRM),
    ("gov_overall", "", CITY),
    ("gov_overall", "", "澜西区"),
    ("gov_special", "防汛抗旱", CITY),
    ("gov_special", "森林火灾", CITY),
    ("gov_special", "危险化学品事故", CITY),
    ("gov_special", "地震", CITY),
    ("gov_special", "火灾事故", CITY),
    ("gov_special", "自然灾害救助", "临澜市应急管理局"),
    ("gov_special", "地质灾害", CITY),
    ("town_plan", "", "柳溪镇人民政府"),
    ("town_plan", "", "白石镇人民政府"),
    ("village_plan", "山洪灾害", "石桥村"),
    ("village_plan", "山洪灾害", "柳前村"),
    ("event_support", "元宵灯会", CITY),
    ("joint_plan", "澜江流域防汛", CITY),
)
DIGITS = re.compile(r"\d{3,}")
NAMES_WITH_DIGITS = re.compile(r"(?:GB|AQ)/?T?\s*[\d.-]+|拨打119")


@dataclass(slots=True)
class Tally:
    """Counts over all cases."""

    elements: int = 0
    filled: int = 0
    says: int = 0
    referred: int = 0
    nearest_says: int = 0
    nearest_foreign: int = 0
    expected: int = 0
    expected_filled: int = 0
    items: int = 0
    alarms: int = 0
    no_source: int = 0
    blanks: int = 0
    faults: list[str] = field(default_factory=list)


def judge(kb: KnowledgeBase, kind: str, topic: str, unit: str, tally: Tally) -> str:
    """Draft one case, add it to the tally and return its line."""
    draft = draft_plan(kb, kind, topic, unit)
    layout = layout_called(kind)
    summaries = {one.document_id: one for one in kb.summaries()}
    expected = expected_elements(kb, draft, summaries)
    for section in draft.answered:
        element = layout.element(section.element_id)
        tally.elements += 1
        tally.filled += section.filled
        tally.says += section.filled and bool(points_said(element, [one.text for one in section.items]))
        tally.referred += any(one.kind is ItemKind.REFERENCE for one in section.items)
        says, foreign = nearest(kb, draft, element)
        tally.nearest_says += says
        tally.nearest_foreign += foreign
        tally.no_source += says and not section.filled
        if section.element_id in expected and section.level:
            tally.expected += 1
            tally.expected_filled += section.filled or "见" in section.note
        tally.blanks += len(section.blanks)
    tally.faults += [f"{draft.title}: {fault}" for fault in faults_of(kb, draft, summaries)]
    tally.faults += [f"{draft.title}: no section for {name}" for name in without_section(draft)]
    tally.alarms += alarms_of(draft)
    tally.items += sum(len(section.items) for section in draft.sections)
    filled = sum(section.filled for section in draft.answered)
    return f"  {draft.title}: {filled}/{len(draft.answered)} filled, {len(draft.citations)} citations"


def expected_elements(kb: KnowledgeBase, draft: PlanDraft, summaries: dict[str, DocumentSummary]) -> set[str]:
    """Return the elements that the unit's own plan of the same type and subject holds, by the completeness check."""
    layout = layout_called(draft.kind)
    found: set[str] = set()
    for summary in summaries.values():
        same = summary.metadata.doc_type in layout.checklist.doc_types and belongs(summary, draft.unit)
        if same and (not draft.topic or draft.topic[:2] in summary.metadata.title):
            findings = check_elements(kb.document(summary.document_id), layout.checklist)
            found |= {one.element.element_id for one in findings if one.state is ElementState.PRESENT}
    return found


def nearest(kb: KnowledgeBase, draft: PlanDraft, element: Element) -> tuple[bool, bool]:
    """Return whether the nearest passage to an element says it, and whether it is another's than the unit's."""
    hits = kb.search(kb.understand(f"{draft.unit}{draft.topic}{element.name}"), top_k=1)
    if not hits:
        return False, False
    return bool(points_said(element, [hits[0].chunk.text])), not belongs(hits[0].document, draft.unit)


def faults_of(kb: KnowledgeBase, draft: PlanDraft, summaries: dict[str, DocumentSummary]) -> Iterator[str]:
    """Yield everything in a draft that stands there without support."""
    by_marker = {one.marker: one for one in draft.citations}
    for item in (one for section in draft.sections for one in section.items):
        if item.kind is ItemKind.BLANK:
            if DIGITS.search(NAMES_WITH_DIGITS.sub("", item.text)):
                yield f"a value in a blank: {item.text}"
            continue
        if not item.markers:
            yield f"no citation: {item.text[:40]}"
        for one in (by_marker[marker] for marker in item.markers):
            yield from _faults_of_item(kb, item, one, own=belongs(summaries[one.document_id], draft.unit))


def _faults_of_item(kb: KnowledgeBase, item: DraftItem, cited: Citation, *, own: bool) -> Iterator[str]:
    if kb.document(cited.document_id).text[cited.start : cited.end] != item.text:
        yield f"not verbatim: {item.text[:40]}"
        yield from (f"guard: {problem.reason}" for problem in check_sentence(item.text, [cited.quote]))
    if item.kind is ItemKind.QUOTED and not own:
        yield f"another's words as own: {item.text[:40]}"


def alarms_of(draft: PlanDraft) -> int:
    """Return how many cited lines the value guard blames by itself, without being told that they are verbatim."""
    by_marker = {one.marker: one.quote for one in draft.citations}
    cited = [one for section in draft.sections for one in section.items if one.markers]
    lines = [(line, by_marker[one.markers[0]]) for one in cited for line in one.text.split("\n") if line.strip()]
    return sum(bool(check_sentence(line, [quote])) for line, quote in lines)


def without_section(draft: PlanDraft) -> list[str]:
    """Return the required elements a Word file of the draft has no section for, read back by the parsers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.docx"
        write_document(official_document(draft, with_note=False), path)
        findings = check_elements(read_document(path), layout_called(draft.kind).checklist)
    required = [one for one in findings if one.element.need is Need.REQUIRED]
    return [one.element.name for one in required if one.state is ElementState.MISSING]


def main() -> int:
    """Print the shares beside their baselines and everything that stands without support."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a base that holds the sample corpora")
    parser.add_argument("--show", action="store_true", help="print a line for every draft")
    options = parser.parse_args()
    tally, lines = Tally(), []
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data_path=options.data or Path(folder))
        with KnowledgeBase.open(settings, open_encoder(settings), writable=options.data is None) as base:
            if options.data is None:
                pipeline.ingest(base, [CORPORA], settings)
            for kind, topic, unit in CASES:
                lines.append(judge(base, kind, topic, unit, tally))
    out = [*(lines if options.show else []), *figures(tally), *tally.faults]
    sys.stdout.write("\n".join(out) + "\n")
    return 1 if tally.faults else 0


def figures(tally: Tally) -> Iterator[str]:
    """Yield the shares, each beside its baseline."""
    whole = max(tally.elements, 1)
    yield f"{len(CASES)} drafts, {tally.elements} elements, {tally.items} items, {tally.blanks} blanks"
    yield f"filled with the unit's own words: {tally.filled}/{tally.elements} ({tally.filled / whole:.1%}); bare skeleton 0"
    yield f"  of these say a point of their element: {tally.says}/{tally.filled} ({tally.says / max(tally.filled, 1):.1%})"
    yield f"only another's words to look at: {tally.referred}/{tally.elements} ({tally.referred / whole:.1%})"
    yield (
        f"nearest passage: says a point {tally.nearest_says}/{tally.elements} ({tally.nearest_says / whole:.1%}), "
        f"another unit's words {tally.nearest_foreign}/{tally.elements} ({tally.nearest_foreign / whole:.1%}); drafts 0"
    )
    yield f"  into elements the base has no words of the unit about this subject for: {tally.no_source}; drafts 0, blank instead"
    share = tally.expected_filled / max(tally.expected, 1)
    yield f"elements the unit's own plan holds that the draft fills: {tally.expected_filled}/{tally.expected} ({share:.1%})"
    yield f"lines blamed by the guard although they stand verbatim in what they cite (its false alarms): {tally.alarms}"
    yield f"unsupported: {len(tally.faults)}"


if __name__ == "__main__":
    sys.exit(main())
