"""Security marking, disclosure and contact."""

from __future__ import annotations

import pytest

from tests.ingest.metadata.reading import read_lines

NOTICE = "临澜市人民政府办公室关于做好防汛工作的通知\n各县区人民政府：\n现通知如下。"


@pytest.mark.parametrize(
    ("head", "security", "term"),
    [
        ("000001\n秘密★10年\n临政办〔2026〕3号", "秘密", "10年"),
        ("机密★", "机密", ""),
        ("绝密★长期", "绝密", "长期"),
        ("密级：秘密\n保密期限：5年", "秘密", "5年"),
        ("内部资料 注意保存", "内部", ""),
        ("（内部使用）", "内部", ""),
        ("临政办〔2026〕3号", "", ""),
    ],
)
def test_security(head: str, security: str, term: str) -> None:
    known = read_lines(f"{head}\n{NOTICE}")
    assert (known.security, known.security_term) == (security, term)


def test_words_of_the_title_are_no_marking() -> None:
    assert read_lines("临澜市保守国家秘密办法\n第一条 秘密文件的管理。\n第二条 乙。\n第三条 丙。").security == ""


@pytest.mark.parametrize(
    ("end", "disclosure"),
    [
        ("（公开方式：公开）", "主动公开"),
        ("（此件公开发布）", "主动公开"),
        ("（此件依申请公开）", "依申请公开"),
        ("公开属性：不予公开", "不予公开"),
        ("政务应当公开。", ""),
    ],
)
def test_disclosure(end: str, disclosure: str) -> None:
    assert read_lines(f"{NOTICE}\n2026年5月8日\n{end}").disclosure == disclosure


@pytest.mark.parametrize(
    ("line", "contact", "phone"),
    [
        ("联系人：张三，联系电话：0311-8765432", "张三", "0311-8765432"),
        ("（联系人：李四 王五；电话：0311-8765432、138****0001）", "李四、王五", "0311-8765432、138****0001"),
        ("联 系 人：张三\n联系电话：0311-8765432", "张三", "0311-8765432"),
        ("联系人及电话：张三 0311-8765432", "张三", "0311-8765432"),
        ("联系人：张三", "张三", ""),
        ("联系人：×××，电话：××××", "", ""),
        ("请各单位确定一名联系人。", "", ""),
    ],
)
def test_contact(line: str, contact: str, phone: str) -> None:
    known = read_lines(f"{NOTICE}\n{line}\n2026年5月8日")
    assert (known.contact, known.contact_phone) == (contact, phone)


def test_spans_point_at_what_was_read() -> None:
    text = f"秘密★10年\n{NOTICE}\n联系人：张三，电话：0311-8765432"
    spans = dict(read_lines(text).sources)
    read = {name: text[span.start : span.end] for name, span in spans.items() if name != "title"}
    assert read["security"] == "秘密"
    assert read["security_term"] == "10年"
    assert read["contact"] == "张三"
    assert read["contact_phone"] == "0311-8765432"
