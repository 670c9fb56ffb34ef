"""Records of the check of a plan: what a checklist asks for, what was found of it, and what the rules found wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kb.records import Span
from kb.taxonomy import Mark

MARK_ZH: dict[Mark, str] = {
    Mark.VERIFIED: "已核原文",
    Mark.PARTLY: "据转载或目录",
    Mark.KNOWLEDGE: "建议，未核原文",
    Mark.CUSTOM: "通行体例",
}


class Need(StrEnum):
    """Whether a plan must hold an element."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    ADVISED = "advised"


NEED_ZH: dict[Need, str] = {Need.REQUIRED: "必备", Need.CONDITIONAL: "条件必备", Need.ADVISED: "建议"}


class ElementState(StrEnum):
    """What a document holds of an element."""

    PRESENT = "present"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


STATE_ZH: dict[ElementState, str] = {
    ElementState.PRESENT: "具备",
    ElementState.PARTIAL: "部分具备",
    ElementState.MISSING: "缺少",
    ElementState.NOT_APPLICABLE: "不适用",
}


class Severity(StrEnum):
    """How heavy a finding is: an error contradicts a rule or the plan itself, a hint is a matter of style."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


SEVERITY_ZH: dict[Severity, str] = {Severity.ERROR: "错误", Severity.WARNING: "问题", Severity.HINT: "提示"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The clause a requirement comes from.

    Attributes:
        clause: Rule and number of its clause, e.g. GB/T 29639-2020 6.3.1.1.
        remark: What has to be said beside the mark, "" when nothing.
    """

    clause: str
    mark: Mark
    remark: str = ""

    @property
    def text_zh(self) -> str:
        """The clause with its mark; what nobody confirmed is named advice."""
        return f"{self.clause}（{MARK_ZH[self.mark]}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing a complete element says.

    Attributes:
        cues: Patterns that find it inside the sections of the element.
        strong: Patterns that find it anywhere in the document.
    """

    name: str
    cues: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One line of a checklist.

    Attributes:
        when: In words, when a conditional element is asked for.
        levels: Levels of government it is asked of; () for all.
        met_by: Pattern whose presence in the text makes a conditional element applicable.
        title: Pattern of the titles of the plans it is asked of.
        scope: "head" when it stands before the first section (cover, approval), otherwise "".
        enough: Points that make it complete; 0 means all of them.
        by_reference: A clear reference to another part of the plan suffices.
        advised: What is good to have; never lowers the state.
    """

    element_id: str
    name: str
    need: Need
    headings: tuple[str, ...]
    points: tuple[Point, ...]
    sources: tuple[Source, ...]
    when: str = ""
    levels: tuple[str, ...] = ()
    met_by: str = ""
    title: str = ""
    scope: str = ""
    enough: int = 0
    by_reference: bool = False
    advised: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What a type of document has to hold.

    Attributes:
        doc_types: Ids of the taxonomy's document types it is for.
        title: Pattern of titles for which it is used beside the list of the document's type, "" for none.
        skip_parts: Pattern of headings of whole plans bound into the same file that are not part of this one.
        may_simplify: Small units with a single risk may leave out elements (国办发〔2024〕5号第十六条).
    """

    checklist_id: str
    name: str
    doc_types: tuple[str, ...]
    basis: tuple[Source, ...]
    elements: tuple[Element, ...]
    title: str = ""
    skip_parts: str = ""
    may_simplify: bool = False
    cross_checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementFinding:
    """What a document holds of one element.

    Attributes:
        spans: Where it stands, in order; () when nothing was found.
        missing_points: Points of a partial or missing element that nothing says.
        reason: One Chinese sentence.
    """

    checklist_id: str
    element: Element
    state: ElementState
    spans: tuple[Span, ...] = ()
    missing_points: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a rule found in the text.

    Attributes:
        family: Group of rules: numbering, references, levels …
        message: One Chinese sentence: what is wrong, with the words of the text.
        advice: One Chinese sentence: what to do.
        source: The rule of law or of the trade it rests on; None for a fault of the text itself.
    """

    rule_id: str
    family: str
    severity: Severity
    span: Span
    message: str
    advice: str
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """The check of one document on a day.

    Attributes:
        document_id: "" when the document is not stored in a base.
        text: The text all spans point into.
        headings: (start, heading path) of its sections in order, to name where a span stands.
        checklists: The lists it was held against; () when its type has none.
        elements: In the order of the lists.
        findings: In the order of the text.
        notes: Chinese sentences about the check itself: a guessed type, what was left out.
    """

    title: str
    document_id: str
    text: str
    headings: tuple[tuple[int, str], ...]
    checked_on: date
    checklists: tuple[Checklist, ...]
    elements: tuple[ElementFinding, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()

    def place_of(self, span: Span) -> str:
        """Return the heading path of the section a span begins in, "" before the first."""
        found = ""
        for start, path in self.headings:
            if start > span.start:
                break
            found = path
        return found

    def quote(self, span: Span, longest: int = 60) -> str:
        """Return the words of a span in one line, cut with … when they are longer."""
        words = " ".join(self.text[span.start : span.end].split())
        return words if len(words) <= longest else words[: longest - 1] + "…"
