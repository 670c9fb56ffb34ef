"""A plan against the superior plans and the laws: where it rules a shared matter differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.comparing.actors import author_level
from assistant.comparing.provisions import Provision, provisions_of
from assistant.comparing.records import Compared
from assistant.comparing.superior_claims import other_disagreements, reading_of
from assistant.comparing.superior_records import (
    RELATION_ZH,
    Disagreement,
    Relation,
    RuledSide,
    SuperiorComparison,
    SuperiorSource,
)
from assistant.comparing.superior_search import CHOSEN, Found, sources_above, unstored_summary
from assistant.conflicts.editions import edition_of
from assistant.conflicts.ranks import ranks_between
from assistant.conflicts.scopes import Scope, scope_between
from assistant.disagreements import CONFLICT_ZH
from kb.knowledge_base import KnowledgeBase
from kb.records import Document
from kb.taxonomy import default_taxonomy

KEPT_TEXTS = 64
_NONE_FOUND = "知识库中没有找到本预案的上位预案或相关法律法规，请入库后再对照，或用“指定上位文件”选择一份。"
_NOTHING_READ = "本文件中没有读到可对照的时限、分级标准、批准权限。"
_LAW = "法律法规的最低要求不得放宽，请改为不超过该时限。"
_ALLOWED = "下位文件要求更严，执行本文件也符合上位文件。"
_BY_PHONE = "电话"
_ASK = "请核实后决定按哪一份执行。"
_GENERAL = frozenset({"plan_overall", "plan_town", "plan_village", "plan_unit_comprehensive", "plan_unit_onsite"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorStep:
    """How far a comparison is.

    Attributes:
        comparison: With the last step, None before.
    """

    done: int
    total: int
    comparison: SuperiorComparison | None = None


def compare_with_superior(
    kb: KnowledgeBase, document: Document, superior: Document | None = None
) -> SuperiorComparison:
    """Return where a plan disagrees with what ranks above it; nothing is chosen. Takes about a second per source.

    Args:
        document: Stored or not.
        superior: The one document to compare with; None looks for all that rank above it in the base.
    """
    *_, last = superior_steps(kb, document, superior)
    return _made(last)


def superior_steps(kb: KnowledgeBase, document: Document, superior: Document | None = None) -> Iterator[SuperiorStep]:
    """Yield a step before each source that is compared and one with the whole comparison; see `compare_with_superior`."""
    yield from _Beside(kb, document).steps(superior)


def _made(step: SuperiorStep) -> SuperiorComparison:
    if step.comparison is None:
        raise AssertionError("the last step holds the comparison")
    return step.comparison


class _Beside:
    def __init__(self, kb: KnowledgeBase, document: Document) -> None:
        self._kb = kb
        self._document = document
        summaries = kb.summaries()
        known = {one.document_id: one for one in summaries}
        self._others = summaries
        self._own = known.get(document.document_id) or unstored_summary(document)
        self._stored = lru_cache(maxsize=KEPT_TEXTS)(kb.document)

    def steps(self, superior: Document | None) -> Iterator[SuperiorStep]:
        own = provisions_of(self._document, author_level(self._document.metadata))
        found = [self._chosen(superior)] if superior is not None else self._found()
        reading = reading_of(self._document, self._own) if found else None
        sources: list[SuperiorSource] = []
        disagreements: list[Disagreement] = []
        for done, one in enumerate(found):
            yield SuperiorStep(done=done, total=len(found))
            other = superior if superior is not None else self._stored(one.summary.document_id)
            theirs = provisions_of(other, author_level(other.metadata))
            sources.append(SuperiorSource(summary=one.summary, why=one.why, of_law=one.of_law, provisions=len(theirs)))
            disagreements += self._against(own, theirs, one, other)
            if reading is not None:
                disagreements += other_disagreements(
                    (self._document, reading), (other, reading_of(other, one.summary)), one.scope,
                    of_law=one.of_law, ruled=[provision.span for provision in own],
                )  # fmt: skip
        comparison = SuperiorComparison(
            own=_compared(self._document),
            sources=tuple(sources),
            disagreements=tuple(sorted(disagreements, key=lambda one: _ORDER.index(one.relation))),
            notes=tuple(note for note, said in ((_NONE_FOUND, not found), (_NOTHING_READ, not own)) if said),
            own_provisions=len(own),
        )
        yield SuperiorStep(done=len(found), total=len(found), comparison=comparison)

    def _found(self) -> list[Found]:
        return sources_above(self._document, self._own, self._others, self._text)

    def _chosen(self, superior: Document) -> Found:
        known = {one.document_id: one for one in self._others}
        summary = known.get(superior.document_id) or unstored_summary(superior)
        texts = {superior.document_id: superior.text}
        scope = scope_between(self._own, summary, lambda name: texts.get(name) or self._text(name))
        return Found(summary=summary, why=CHOSEN, scope=Scope.BELOW if scope is Scope.UNKNOWN else scope)

    def _text(self, document_id: str) -> str:
        if document_id == self._document.document_id:
            return self._document.text
        return str(self._stored(document_id).text)

    def _against(
        self, own: Sequence[Provision], theirs: Sequence[Provision], found: Found, other: Document
    ) -> Iterator[Disagreement]:
        by_matter: dict[tuple[str, ...], list[Provision]] = defaultdict(list)
        for one in theirs:
            if self._binds(one, found):
                by_matter[one.matter].append(one)
        for mine in own:
            rivals = by_matter.get(mine.matter, [])
            rivals = [one for one in rivals if _of_one_mode(mine, one, rivals) and self._of_one_hazard(mine, other)]
            if rivals and not any(one.value == mine.value for one in rivals):
                yield self._disagreement(mine, _nearest(mine, rivals), found, other)

    def _binds(self, provision: Provision, found: Found) -> bool:
        """Tell whether a provision is meant for more than the government whose plan it stands in."""
        return not provision.own_government or found.scope is Scope.SAME

    def _of_one_hazard(self, mine: Provision, other: Document) -> bool:
        """Tell whether what a plan for one hazard rules meets a clause: in a plan for all it has to speak of that hazard."""
        special = other.metadata.doc_type not in _GENERAL and other.metadata.doc_type.startswith("plan_")
        if not special or self._document.metadata.doc_type not in _GENERAL:
            return True
        words = f"{' '.join(mine.path)} {self._document.text[max(0, mine.span.start - 40) : mine.span.end]}"
        line = words.rsplit("\n", 1)[-1]
        spoken = set(default_taxonomy().find_hazards(f"{' '.join(mine.path[-1:])} {line}"))
        own = set(self._document.metadata.hazards) if self._document.metadata.level == "enterprise" else set()
        return bool((spoken or own) & set(other.metadata.hazards[:1]))

    def _disagreement(self, mine: Provision, theirs: Provision, found: Found, other: Document) -> Disagreement:
        relation = _relation(mine, theirs, of_law=found.of_law)
        ranks = ranks_between(self._own, found.summary, found.scope)
        sides = (
            _side(mine, self._document, ranks[0]),
            _side(theirs, other, ranks[1] or (found.why,)),
        )
        note = f"{CONFLICT_ZH[mine.kind]}不一致：本文件写“{sides[0].value}”，《{sides[1].title}》写“{sides[1].value}”。"
        more = {Relation.LOOSER_THAN_LAW: _LAW, Relation.STRICTER: _ALLOWED}.get(relation, _ASK)
        return Disagreement(
            kind=mine.kind, relation=relation, matter=matter_zh(mine), own=sides[0], above=sides[1],
            note=f"{RELATION_ZH[relation]}：{note}{more}",
        )  # fmt: skip


_ORDER = tuple(Relation)


def matter_zh(provision: Provision) -> str:
    """Return the matter of a provision in Chinese: 报告（县，电话）."""
    name, *rest = provision.matter
    if name in ("续报", "批准", "到达", "出发"):
        rest[0] = f"{'ⅠⅡⅢⅣ'[int(rest[0]) - 1]}级响应"
    inside = "，".join(part for part in (*rest, provision.mode) if part)
    return f"{name}（{inside}）" if inside else name


def _of_one_mode(mine: Provision, theirs: Provision, rivals: Sequence[Provision]) -> bool:
    """Tell whether two ways of reporting compare; one without a way is measured by the longest limit."""
    if mine.mode == theirs.mode:
        return True
    if mine.mode:
        return mine.mode == _BY_PHONE and not theirs.mode
    return theirs.value == max(one.value for one in rivals)


def _nearest(mine: Provision, rivals: Sequence[Provision]) -> Provision:
    return min(rivals, key=lambda one: (one.mode != mine.mode, abs(one.value - mine.value)))


def _relation(mine: Provision, theirs: Provision, *, of_law: bool) -> Relation:
    if mine.less_is_stricter is None:
        return Relation.OTHER
    stricter = mine.value < theirs.value if mine.less_is_stricter else mine.value > theirs.value
    if stricter:
        return Relation.STRICTER
    return Relation.LOOSER_THAN_LAW if of_law else Relation.LOOSER


def _side(provision: Provision, document: Document, ranks: tuple[str, ...]) -> RuledSide:
    return RuledSide(
        document_id=document.document_id,
        title=document.metadata.title or document.file_name,
        path=provision.path,
        quote=document.text[provision.span.start : provision.span.end],
        span=provision.span,
        value=provision.printed,
        ranks=ranks,
    )


def _compared(document: Document) -> Compared:
    return Compared(
        document_id=document.document_id, work_id=document.work_id,
        title=document.metadata.title or document.file_name, edition=edition_of(document.metadata), text=document.text,
    )  # fmt: skip
