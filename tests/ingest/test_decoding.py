from __future__ import annotations

import pytest

from ingest.decoding import decode, plausibility
from ingest.records import OutcomeCode
from kb.errors import FileRefused

CHINESE = "临澜市防汛抗旱应急预案\n第一条 接到报告后，应当在30分钟内启动Ⅱ级响应。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CHINESE.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + CHINESE.encode(), "utf-8"),
        (CHINESE.encode("gb18030"), "gb18030"),
        (b"\xff\xfe" + CHINESE.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "utf-16-be"),
        (CHINESE.encode("utf-16-le"), "utf-16-le"),
        (CHINESE.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\x00\x00" + CHINESE.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_chinese_text_is_read_in_every_encoding_offices_use(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.lost) == (CHINESE, encoding, 0)


@pytest.mark.parametrize("text", ["火灾", "应急", "a", "Emergency plan", "119", "地震应急预案"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_short_texts_are_decided_too(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_four_byte_gb18030_characters_survive() -> None:
    text = CHINESE * 5 + "𠮷㐀"
    assert decode(text.encode("gb18030")).text == text


def test_line_ends_become_newlines() -> None:
    assert decode("一\r\n二\r三\n".encode()).text == "一\n二\n三\n"


def test_a_few_damaged_bytes_are_counted_not_fatal() -> None:
    data = (CHINESE * 50).encode()
    decoded = decode(data[:1500] + b"\xff" + data[1500:])
    assert decoded.lost >= 1
    assert decoded.text.count("启动Ⅱ级响应") >= 49


@pytest.mark.parametrize(
    "data",
    [
        CHINESE.encode() * 3 + CHINESE.encode("gb18030") * 9,
        ("臺灣地區災害防救應變計畫暨緊急應變處置作業規範" * 20).encode("big5"),
        b"\x00" * 1000,
        bytes((index * 7919 + 13) % 256 for index in range(4000)),
    ],
)
def test_mixed_and_binary_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(FileRefused) as refusal:
        decode(data)
    assert refusal.value.outcome == OutcomeCode.UNREADABLE


def test_declared_encoding_is_used_but_never_a_byte_codec() -> None:
    taiwan = "臺灣地區災害防救應變計畫" * 10
    with pytest.raises(FileRefused):
        decode(taiwan.encode("big5"), "zlib")
    assert decode(CHINESE.encode("gbk", "ignore"), "gb2312").encoding == "gb18030"


def test_wrongly_decoded_chinese_is_implausible() -> None:
    wrong = ("臺灣地區災害防救應變計畫暨緊急應變處置作業規範" * 20).encode("big5").decode("gb18030", "replace")
    assert plausibility(CHINESE) > 0.95
    assert plausibility(wrong) < 0.8
