"""Where the lines of a card come from: the unit's own on-site plan first, other units only as 参考."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.cards.request import CardRequest
from assistant.cards.rulebook import Rulebook
from kb.knowledge_base import KnowledgeBase
from kb.records import Document, DocumentStatus, DocumentSummary, Evidence, Filters, Section
from kb.taxonomy import default_taxonomy
from kb.text import default_tokenizer

TOP_K = 20
WHOLE_TYPES = frozenset({"plan_special", "plan_fire_evac", "plan_village"})  # plans for one hazard from end to end
WHOLE_MATCH = 0.9
ON_SITE_BONUS = 0.05  # an on-site part before a special plan's part about the same hazard
MIN_HEADING_MATCH = 0.5  # share of the hazard's character pairs that a heading or title must hold
UNIT_SUFFIXES = ("有限公司", "有限责任公司", "公司", "人民政府", "村民委员会")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSource:
    """The document a card rests on and the part of it about the hazard.

    Attributes:
        section: The part about the hazard; None when the whole document is about it.
        evidence: A found chunk of the document, the template for evidence of its other chunks.
        own: True when the document belongs to the unit on the card.
    """

    document: Document
    summary: DocumentSummary
    section: Section | None
    evidence: Evidence
    own: bool

    @property
    def start(self) -> int:
        """Offset at which the part about the hazard begins."""
        return self.section.start if self.section else 0

    @property
    def end(self) -> int:
        """Offset at which the part about the hazard ends."""
        return self.section.end if self.section else len(self.document.text)


def find_source(kb: KnowledgeBase, request: CardRequest, rulebook: Rulebook) -> CardSource | None:
    """Return the best document that holds steps for the hazard, None when the base has none.

    A document that nobody has approved is taken only where no approved one will do.
    """
    approved = best_source(kb, request, rulebook, Filters(approved_only=True))
    return approved or (best_source(kb, request, rulebook, Filters()) if kb.holds_unapproved else None)


def best_source(kb: KnowledgeBase, request: CardRequest, rulebook: Rulebook, filters: Filters) -> CardSource | None:
    """Return the best document among those the filters allow."""
    best: tuple[float, CardSource] | None = None
    for summary, evidence in candidate_documents(kb, request, rulebook, filters):
        document = kb.document(summary.document_id)
        section, match = (
            (None, WHOLE_MATCH) if wholly_about(summary, request.hazard) else hazard_section(document, request.hazard)
        )
        if match < MIN_HEADING_MATCH:
            continue
        own = belongs_to(summary, request.unit)
        score = match + 2.0 * own - 0.6 * rulebook.source_ranks[summary.metadata.doc_type]
        score += 0.3 * (summary.metadata.doc_type == "plan_unit_onsite") + 0.2 / evidence.rank
        score += 0.3 * bool(request.position and request.position in document.text)
        source = CardSource(document=document, summary=summary, section=section, evidence=evidence, own=own)
        if best is None or score > best[0]:
            best = (score, source)
    return best[1] if best else None


def candidate_documents(
    kb: KnowledgeBase, request: CardRequest, rulebook: Rulebook, filters: Filters
) -> list[tuple[DocumentSummary, Evidence]]:
    """Return documents in force that may give steps, each with its best found chunk."""
    sentence = f"{request.unit}{request.site}{request.hazard}{request.position}现场处置措施"
    found = kb.search(kb.understand(sentence, approved_only=filters.approved_only), filters, TOP_K)
    by_document: dict[str, tuple[DocumentSummary, Evidence]] = {}
    for evidence in found:
        summary = evidence.document
        allowed = summary.metadata.doc_type in rulebook.source_ranks
        if allowed and summary.metadata.status is not DocumentStatus.DRAFT:
            by_document.setdefault(summary.document_id, (summary, evidence))
    return list(by_document.values())


def belongs_to(summary: DocumentSummary, unit: str) -> bool:
    """Tell whether a document is the unit's own; without a unit asked for, every document qualifies."""
    if not unit:
        return True
    short = unit
    for suffix in UNIT_SUFFIXES:
        short = short.removesuffix(suffix)
    names = summary.metadata.title + summary.metadata.issuer + summary.metadata.region
    return len(short) >= 2 and short in names


def wholly_about(summary: DocumentSummary, hazard: str) -> bool:
    """Tell whether a whole plan is about the hazard, so that no single section of it may stand for it."""
    asked = set(default_taxonomy().find_hazards(hazard))
    return summary.metadata.doc_type in WHOLE_TYPES and bool(asked & set(summary.metadata.hazards[:2]))


def hazard_section(document: Document, hazard: str) -> tuple[Section | None, float]:
    """Return the outermost section whose heading speaks of the hazard, and how well it matches (0–1)."""
    best, best_match = None, match_share(hazard, document.metadata.title)
    for section in document.sections:
        if section.parent < 0 or section.end - section.start < 80:
            continue
        match = match_share(hazard, section.title)
        match += ON_SITE_BONUS * bool(match) * ("现场处置" in section.title)
        if match > best_match + 1e-9:
            best, best_match = section, match
    return best, best_match


def match_share(hazard: str, heading: str) -> float:
    """Return how much of the hazard a heading names: by character pairs, or by an alias of the taxonomy."""
    taxonomy = default_taxonomy()
    pairs = set(default_tokenizer().bigrams(hazard))
    known = set(default_tokenizer().bigrams(heading))
    share = len(pairs & known) / len(pairs) if pairs else 0.0
    shared = set(taxonomy.find_hazards(hazard)) & set(taxonomy.find_hazards(heading))
    return max(share, 0.6 if shared else 0.0)


def unit_name(summary: DocumentSummary, request: CardRequest) -> str:
    """Return the unit printed on the card: as asked for, else the one that issued the source."""
    return request.unit or summary.metadata.issuer or summary.metadata.region


def companion_documents(kb: KnowledgeBase, source: CardSource, unit: str) -> list[DocumentSummary]:
    """Return the source's document and others of the same unit in force (contact and equipment lists, main plan).

    Lists that nobody has approved give no numbers to a card of an approved plan.
    """
    others = [
        summary
        for summary in kb.summaries()
        if summary.standing is DocumentStatus.IN_FORCE
        and (summary.approved or not source.summary.approved)
        and summary.document_id != source.summary.document_id
        and unit
        and belongs_to(summary, unit)
    ]
    return [source.summary, *sorted(others, key=lambda item: list_rank(item.metadata.title))]


def list_rank(title: str) -> int:
    """Put contact and equipment lists before other documents."""
    return 0 if any(word in title for word in ("通讯录", "联系", "物资", "装备", "器材")) else 1


def sections_with(document: Document, start: int, end: int, words: Iterable[str]) -> list[Section]:
    """Return sections inside a range whose headings hold one of the words, outermost only."""
    wanted: Sequence[str] = tuple(words)
    found: list[Section] = []
    for section in document.sections:
        inside = section.parent >= 0 and start <= section.start and section.end <= end
        inside = inside and (section.start, section.end) != (start, end)
        nested = any(outer.start <= section.start and section.end <= outer.end for outer in found)
        if inside and not nested and any(word in section.title for word in wanted):
            found.append(section)
    return found
