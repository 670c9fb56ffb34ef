from __future__ import annotations

from ingest.parsers.recognised_runs import with_confidence
from ingest.parsers.recognition import RecognisedPage
from ingest.records import Block, BlockKind, ParsedFile
from ingest.structure import build


def page(*lines: tuple[str, tuple[float, ...]]) -> RecognisedPage:
    return RecognisedPage(lines=tuple(text for text, _ in lines), confidences=tuple(sure for _, sure in lines))


def sure(text: str) -> tuple[str, tuple[float, ...]]:
    return text, (0.999,) * len(text)


def block(text: str, number: int, breaks: tuple[tuple[int, int], ...] = ()) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text, page=number, page_breaks=breaks)


def test_doubtful_characters_are_found_in_the_joined_paragraph() -> None:
    recognised = page(sure("GB 16423—2020"), sure("氨的浓度不应超过"), ("0.004 %；", (1, 1, 1, 1, 0.6, 1, 0.5, 0.2)))
    [marked] = with_confidence([block("氨的浓度不应超过0.004%；", 2)], {2: recognised})
    assert marked.recognised == ((0, 12, 0.999), (12, 14, 0.5), (14, 15, 1.0))
    assert marked.confidence is not None
    assert 0.9 < marked.confidence < 0.999


def test_a_paragraph_over_two_pages_takes_from_both_and_text_layers_stay_unmarked() -> None:
    blocks = [block("第一页有文字层", 1), block("从第二页到第三页", 2, ((4, 3),)), block("第四页", 4)]
    pages = {2: page(sure("从第二页")), 3: page(("到第三页", (0.3, 0.4, 1.0, 1.0)))}
    marked = with_confidence(blocks, pages)
    assert [one.recognised for one in marked] == [(), ((0, 4, 0.999), (4, 6, 0.3), (6, 8, 1.0)), ()]
    assert [one.confidence is None for one in marked] == [True, False, True]


def test_a_line_that_was_changed_gets_the_mean_of_its_page() -> None:
    recognised = page(sure("一段很长的文字一段很长的文字"), ("值班电活", (1.0, 1.0, 1.0, 0.2)))
    mean = recognised.confidence
    [first, second] = with_confidence([block("一段很长的文字一段很长的文字", 1), block("值班电话", 1)], {1: recognised})
    assert first.recognised == ((0, 14, 0.999),)
    assert second.recognised == ((0, 4, mean),)


def test_runs_reach_the_stored_text_where_their_characters_stand() -> None:
    recognised = {1: page(sure("应急预案"), ("电话0312", (1, 1, 1, 0.2, 1, 1)))}
    blocks = with_confidence([block("应急预案", 1), block("电话0312", 1)], recognised)
    table = Block(kind=BlockKind.TABLE, rows=(("姓名", "电话"), ("张", "1")), page=1, confidence=0.7)
    structured = build(ParsedFile(media_type="application/pdf", blocks=(*blocks, table)))
    found = [(structured.text[run.start : run.end], run.confidence) for run in structured.recognised]
    assert found == [("应急预案", 0.999), ("电话0", 1), ("3", 0.2), ("12", 1), ("姓名 | 电话\n张 | 1", 0.7)]
