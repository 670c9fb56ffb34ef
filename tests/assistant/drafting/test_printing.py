"""A draft on paper: headings by level, sources numbered once, blanks, attachments, the note for the editor."""

from __future__ import annotations

from assistant.drafting.drafter import draft_plan
from assistant.drafting.printing import NOTE_TITLE, blank_lines, official_document, state_words
from assistant.drafting.records import DraftItem, DraftSection, ItemKind
from assistant.official_documents.plain_text import plain_text
from assistant.official_documents.records import Heading, Paragraph, Sources, Table, words_of
from kb.knowledge_base import KnowledgeBase
from tests.assistant.drafting.conftest import UNIT


def test_body_reads_as_a_plan_with_numbered_headings(kb: KnowledgeBase) -> None:
    text = plain_text(official_document(draft_plan(kb, "onsite", "液氨泄漏", UNIT), with_note=False))
    lines = text.split("\n")
    assert lines[:3] == [
        "清河化工有限公司液氨泄漏现场处置方案",
        "一、事故风险描述",
        "液氨罐区设储罐两台，单罐容积30立方米，易漏部位是卸氨臂接头。",
    ]
    at = lines.index("（一）应急处置程序")
    assert lines[at - 1] == "三、应急处置"
    assert lines[at + 1] == "（1）罐区操作工发现泄漏，立即报告当班班长。"
    assert "【待补充：事故扩大与本单位应急预案的衔接，来自本单位现行处置方案】" in lines
    assert "[1]" not in text and NOTE_TITLE not in text


def test_note_lists_basis_state_and_sources(kb: KnowledgeBase) -> None:
    document = official_document(draft_plan(kb, "onsite", "液氨泄漏", UNIT))
    note = document.attachments[-1]
    assert note.title == NOTE_TITLE and document.header_note == "草稿，未经审核"
    table = next(block for block in note.blocks if isinstance(block, Table))
    assert [words_of(cell) for cell in table.rows[0][:2]] == ["事故风险描述", "有来源，另有1处待补充"]
    sources = next(block for block in note.blocks if isinstance(block, Sources))
    assert len(set(sources.items)) == len(sources.items)
    assert "《清河化工有限公司现场处置方案》　2 液氨泄漏现场处置方案　2.1 事故风险描述" in sources.items


def test_a_list_names_its_source_once_at_its_end(kb: KnowledgeBase) -> None:
    blocks = official_document(draft_plan(kb, "onsite", "液氨泄漏", UNIT, ["应急处置程序"])).blocks
    items = [words_of(block.text) for block in blocks if isinstance(block, Paragraph)]
    assert [one.endswith("[1]") for one in items[:3]] == [False, False, True]


def test_reference_says_whose_words_it_is_and_stands_in_small_letters(kb: KnowledgeBase) -> None:
    blocks = official_document(draft_plan(kb, "onsite", "液氨泄漏", "白石冷链有限公司")).blocks
    lead = next(block for block in blocks if isinstance(block, Paragraph) and words_of(block.text).startswith("参考（"))
    assert "不是本单位的规定" in words_of(lead.text) and lead.small


def test_attachments_are_printed_apart(kb: KnowledgeBase) -> None:
    document = official_document(draft_plan(kb, "unit_comprehensive", "", UNIT), with_note=False)
    assert document.attachments[0].title == "生产经营单位概况" and len(document.attachments) == 9
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == ["总则", "应急组织机构及职责", "应急响应", "后期处置", "应急保障", "预案管理"]


def test_blanks_are_listed_with_their_sections(kb: KnowledgeBase) -> None:
    draft = draft_plan(kb, "onsite", "液氨泄漏", UNIT, ["报警与联络"])
    assert [heading for heading, _ in blank_lines(draft)] == ["报警与联络"]


def test_state_tells_own_words_from_a_look_at_others() -> None:
    def state(*kinds: ItemKind) -> str:
        items = tuple(DraftItem(kind=kind, text="甲") for kind in kinds)
        return state_words(DraftSection(heading="甲", level=1, items=items))

    assert state(ItemKind.QUOTED) == "有来源"
    assert state(ItemKind.QUOTED, ItemKind.BLANK) == "有来源，另有1处待补充"
    assert state(ItemKind.GIVEN, ItemKind.BLANK) == "已填，另有1处待补充"
    assert state(ItemKind.REFERENCE, ItemKind.BLANK) == "待补充（有参考）"
    assert state(ItemKind.BLANK) == "待补充"
