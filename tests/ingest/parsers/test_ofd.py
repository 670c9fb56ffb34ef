from __future__ import annotations

import pytest

from ingest.parsers import ofd, parse_as
from ingest.records import OutcomeCode
from ingest.sniffing import FileFormat, sniff
from kb.errors import FileRefused
from tests.ingest.parsers.ofd_files import make_ofd
from tests.ingest.zip_files import make_zip

FIRST = [(60.0, 20.0, "临澜市防汛应急预案"), (20.0, 40.0, "第一条 指挥部统一领导"), (64.0, 40.0, "防汛工作。")]


def test_text_comes_in_page_order_with_page_numbers_and_title() -> None:
    data = make_ofd([FIRST, [(20.0, 20.0, "第二条 三十分钟内启动响应。")]], title="临澜市防汛应急预案")
    assert sniff(data, "a.ofd") is FileFormat.OFD
    parsed = parse_as(FileFormat.OFD, data, "a.ofd")
    assert [(block.page, block.text) for block in parsed.blocks] == [
        (1, "临澜市防汛应急预案"),
        (1, "第一条 指挥部统一领导防汛工作。"),
        (2, "第二条 三十分钟内启动响应。"),
    ]
    assert (parsed.title, parsed.page_count, parsed.warnings) == ("临澜市防汛应急预案", 2, ())


def test_objects_far_apart_on_a_line_stay_apart_and_glyph_objects_join() -> None:
    glyphs = [(20.0 + 4 * number, 20.0, character) for number, character in enumerate("值班电话")]
    parsed = ofd.parse(make_ofd([[*glyphs, (80.0, 20.0, "0312-5550119")]]), "a.ofd")
    assert [block.text for block in parsed.blocks] == ["值班电话 0312-5550119"]


def test_a_page_without_text_is_named() -> None:
    parsed = ofd.parse(make_ofd([FIRST, []]), "a.ofd")
    assert parsed.warnings == ("第 2 页没有文字（图片），没有读取。",)


@pytest.mark.parametrize(
    ("data", "outcome", "words"),
    [
        (make_ofd([[], []]), OutcomeCode.NO_TEXT, "2 页都没有文字"),
        (make_ofd([]), OutcomeCode.UNREADABLE, "没有页面"),
        (make_ofd([FIRST], head='<!DOCTYPE a [<!ENTITY b "c">]>'), OutcomeCode.REFUSED, "DOCTYPE"),
        (
            make_zip({"OFD.xml": b"<OFD><DocBody><DocRoot>../x.xml</DocRoot></DocBody></OFD>"}),
            OutcomeCode.UNREADABLE,
            "缺少",
        ),
        (make_zip({"OFD.xml": b"<OFD>", "../a": b""}), OutcomeCode.REFUSED, "越出"),
        (make_zip({"OFD.xml": b"<OFD>"}), OutcomeCode.UNREADABLE, "损坏"),
    ],
)
def test_refusals(data: bytes, outcome: OutcomeCode, words: str) -> None:
    with pytest.raises(FileRefused, match=words) as refusal:
        ofd.parse(data, "a.ofd")
    assert refusal.value.outcome == outcome
