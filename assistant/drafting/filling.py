"""One section of a draft: the unit's own words, a look at others', and blanks for everything nobody says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.citations import CitationList
from assistant.answering.reading.compose import Extract
from assistant.checking.records import Element, Need
from assistant.drafting.basis import ClauseFinder
from assistant.drafting.layouts import Layout, Part
from assistant.drafting.materials import Material
from assistant.drafting.ownership import owner_name
from assistant.drafting.passages import points_said
from assistant.drafting.picking import Line, Picked, pick
from assistant.drafting.records import DraftItem, DraftSection, ItemKind
from assistant.guard import check_sentence
from kb.records import Evidence
from kb.text import normalize

MOST_OWN_DOCUMENTS = 2  # that one section is filled from
MOST_REFERENCE_CHARACTERS, MOST_REFERENCE_LINES = 400, 6
# Numbers and people of another unit must not stand in a draft, not even to be looked at.
_PRIVATE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-－—]?\d{7,8}|\d{7,8})(?!\d)")
_OTHER_PARTS = re.compile(
    r"(?:附件|附录|附表|表|图)\s*\d+(?:[.．-]\d+)*|第[一二三四五六七八九十\d]+章|(?<![\d.])\d+(?:\.\d+)+(?=的|条|节|规定)"
)


class SectionWriter:
    """Fills the sections of one draft from its materials, own ones first."""

    def __init__(
        self, layout: Layout, materials: Sequence[Material], citations: CitationList, clauses: ClauseFinder
    ) -> None:
        self._layout = layout
        self._materials = materials
        self._citations = citations
        self._clauses = clauses
        self._placed: dict[int, str] = {}

    def section(self, part: Part) -> DraftSection:
        """Return a section of the draft; a chapter that only holds others has no items."""
        if not part.element_id:
            return DraftSection(heading=part.heading, level=part.level, attachment=part.attachment)
        element = self._layout.element(part.element_id)
        # Cover and approval are those of the new document; those of the old one are never taken over.
        picked = self._own_words(element, part) if part.level else []
        items = [item for one in picked for item in self._items(one.lines, ItemKind.QUOTED)]
        said = points_said(element, [item.text for item in items])
        items, above = self._not_placed(items, part.heading)
        if not said and not items and not above and not part.own_only:
            items = list(self._reference(element, part))
        blanks = blanks_for(element, part, said, filled=bool(said) or any(one.lines for one in picked))
        return DraftSection(
            heading=part.heading,
            level=part.level,
            element_id=element.element_id,
            items=(*items, *blanks),
            basis=self._clauses.basis_of(element.sources),
            attachment=part.attachment,
            note="；".join(filter(None, (_condition(element), above, _note(picked, items)))),
        )

    def _not_placed(self, items: Sequence[DraftItem], heading: str) -> tuple[list[DraftItem], str]:
        """Return the items that stand in no earlier section, and a remark about those that do."""
        earlier = dict.fromkeys(self._placed[one.markers[0]] for one in items if one.markers[0] in self._placed)
        kept = [one for one in items if one.markers[0] not in self._placed]
        if not any(not one.heading and not one.caption for one in kept):
            kept = []
        self._placed.update((one.markers[0], heading) for one in kept)
        return kept, f"相关内容见“{'”“'.join(earlier)}”一节" if earlier else ""

    def _own_words(self, element: Element, part: Part) -> list[Picked]:
        """Take the document that says most; others only for points it leaves open."""
        own = [one for one in self._materials if _speaks_for(one, part)]
        offers = [offer for one in own if (offer := self._pick(one, element, part)).lines]
        offers.sort(key=lambda offer: (-offer.lines[0].material.same_type, -len(offer.points)))
        chosen: list[Picked] = []
        for offer in offers:
            known = frozenset().union(*(one.points for one in chosen))
            if not chosen or (len(chosen) < MOST_OWN_DOCUMENTS and offer.points - known):
                chosen.append(offer)
        return chosen

    def _pick(self, material: Material, element: Element, part: Part) -> Picked:
        others = [one for one in self._layout.checklist.elements if one is not element]
        return pick(material, element, others, part)

    def _reference(self, element: Element, part: Part) -> Iterator[DraftItem]:
        """Yield a short piece of another unit's document, or of the unit's own about something else."""
        for material in (one for one in self._materials if not _speaks_for(one, part)):
            lines = [one for one in self._pick(material, element, part).lines if not _PRIVATE.search(one.text)]
            chosen: list[Line] = []
            room = MOST_REFERENCE_CHARACTERS
            for line in lines:
                if len(chosen) < MOST_REFERENCE_LINES and len(line.text) <= room:
                    chosen.append(line)
                    room -= len(line.text)
            if any(not line.heading and not line.caption for line in chosen):
                yield from self._items(chosen, ItemKind.REFERENCE)
                return

    def _items(self, lines: Sequence[Line], kind: ItemKind) -> Iterator[DraftItem]:
        count = 0
        depths = sorted({line.heading for line in lines if line.heading})
        for line in lines:
            count = count + 1 if line.listed else 0
            marker = self._cite(line)
            if marker:
                yield DraftItem(
                    kind=kind,
                    text=line.text,
                    markers=(marker,),
                    label=f"（{count}）" if count else "",
                    name=reference_name(line.material) if kind is ItemKind.REFERENCE else "",
                    heading=depths.index(line.heading) + 1 if line.heading else 0,
                    caption=line.caption,
                )

    def _cite(self, line: Line) -> int:
        """Return the marker of a line, 0 when the value guard finds in it what its own passage does not carry."""
        document = line.material.document
        chunk = next((one for one in document.chunks if one.start <= line.start < one.end), None)
        if chunk is None:
            return 0
        evidence = Evidence(rank=1, score=0.0, chunk=chunk, document=line.material.summary)
        extract = Extract(evidence=evidence, start=line.start, end=line.end, text=line.text)
        marker = self._citations.cite_extract(extract)
        quote = self._citations.citations[marker - 1].quote
        return marker if carried(line.text, quote) else 0


def _speaks_for(material: Material, part: Part) -> bool:
    """Tell whether a document's words may stand in a part as the unit's own."""
    return material.own and (material.about_topic or not part.about_hazard)


def reference_name(material: Material) -> str:
    """Return what a reference is called, and why it is no more than that."""
    title = f"《{material.summary.metadata.title or material.summary.file_name}》"
    if material.belongs_here:
        return f"本单位{title}，不是这一份文件的规定"
    owner = owner_name(material.summary)
    return f"{'' if owner == title or owner in title else owner}{title}，不是本单位的规定"


def carried(text: str, quote: str) -> bool:
    """Tell whether a quotation carries a text: it stands there, or the value guard finds nothing against it."""
    return _folded(text) in _folded(quote) or not check_sentence(text, [quote])


def blanks_for(element: Element, part: Part, said: frozenset[str], *, filled: bool) -> Iterator[DraftItem]:
    """Yield a blank for every point of an element nobody says, or one for the whole where nothing is said."""
    missing = [point.name for point in element.points if point.name not in said]
    enough = element.enough and len(said) >= element.enough
    if filled and (not missing or enough):
        return
    if not filled and part.level:
        yield blank("、".join(point.name for point in element.points) or element.name, part.material)
        return
    for name in missing:
        yield blank(name, part.material)


def blank(what: str, material: str) -> DraftItem:
    """Return a blank that says what is missing and which kind of material would fill it."""
    return DraftItem(kind=ItemKind.BLANK, text=f"{what}，来自{material}", name=material)


def _condition(element: Element) -> str:
    """Say when a part is asked for at all."""
    return f"只在“{element.when}”时要求，否则删去本节" if element.need is Need.CONDITIONAL and element.when else ""


def _note(picked: Sequence[Picked], items: Sequence[DraftItem]) -> str:
    """Say what an editor has to look at: what was cut, and numbers of parts that are those of the source."""
    notes = []
    cut = sum(one.cut for one in picked)
    if cut:
        notes.append(f"原文较长，另有约{cut}字没有引入，见来源")
    pointed = dict.fromkeys(found[0] for item in items for found in _OTHER_PARTS.finditer(item.text))
    if pointed:
        notes.append(f"“{'”“'.join(list(pointed)[:3])}”是来源文件的编号，请改成本文的编号")
    return "；".join(notes)


def _folded(text: str) -> str:
    return "".join(normalize(text).split())
