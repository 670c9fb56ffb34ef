"""Two versions clause by clause: laws, plans, tables, texts without numbers."""

from __future__ import annotations

import time

from assistant.comparing.records import ChangeKind, ClauseKind, ClauseState
from tests.assistant.comparing.texts import compared, edits, only, states

OLD = """临澜市预警办法
第一章 总则
第一条 为规范预警信息发布，制定本办法。
第二条 市应急管理局负责预警信息发布工作的综合协调。
第三条 任何单位不得擅自发布预警信息。
第二章 发布
第四条 预警信息由市人民政府主要负责人审签，审签程序见第三条。
第五条 市预警中心收到预警信息后，应当在30分钟内发布。
第六条 值班电话0600-5550129，实行24小时值班。"""


def test_equal_texts_have_no_changes_and_say_so() -> None:
    found = compared(OLD, OLD)
    assert found.altered == ()
    assert found.counts() == {ClauseState.UNCHANGED: 9}
    assert found.notes == ("两份文件逐条相同，没有变化。",)


def test_article_put_in_renumbers_later_ones_and_references_follow() -> None:
    new = OLD.replace("第三条 任何", "第三条 预警级别分为四级。\n第四条 任何")
    for before, after in (
        ("第六条 值", "第七条 值"),
        ("第五条 市", "第六条 市"),
        ("第四条 预警信息", "第五条 预警信息"),
    ):
        new = new.replace(before, after)
    new = new.replace("见第三条", "见第四条")
    found = compared(OLD, new)
    assert states(found) == [
        ("added", "", "第三条"),
        ("renumbered", "第三条", "第四条"),
        ("changed", "第四条", "第五条"),
        ("renumbered", "第五条", "第六条"),
        ("renumbered", "第六条", "第七条"),
    ]
    assert edits(found) == [("followed", "第三条", "第四条")]
    assert not only(found, ClauseState.CHANGED).of_substance


def test_reference_that_does_not_follow_the_numbers_is_a_change() -> None:
    assert edits(compared(OLD, OLD.replace("见第三条", "见第二条"))) == [("basis", "第三条", "第二条")]


def test_value_is_marked_as_a_whole_at_its_place() -> None:
    found = compared(OLD, OLD.replace("30分钟内", "15分钟内"))
    (edit,) = only(found, ClauseState.CHANGED).edits
    assert (edit.kind, edit.old_text, edit.new_text) == (ChangeKind.LIMIT, "30分钟内", "15分钟内")
    assert found.old.text[edit.old.start : edit.old.end] == "30分钟内"
    assert found.new.text[edit.new.start : edit.new.end] == "15分钟内"


def test_changes_of_values_come_before_wording() -> None:
    new = OLD.replace("为规范", "为了规范").replace("0600-5550129", "0600-5550128")
    kinds = [one.kinds[0] for one in compared(OLD, new).by_weight]
    assert kinds == [ChangeKind.PHONE, ChangeKind.WORDING]


def test_article_that_stands_elsewhere_is_moved() -> None:
    lines = OLD.replace("，审签程序见第三条", "").split("\n")
    later = [lines[5], *(f"第{new}条{line[3:]}" for new, line in zip("三四五", lines[6:], strict=True))]
    moved = [*lines[:4], *later, lines[4].replace("第三条", "第六条")]
    change = only(compared("\n".join(lines), "\n".join(moved)), ClauseState.MOVED)
    assert (change.old[0].label, change.new[0].label, change.edits) == ("第三条", "第六条", ())
    assert (change.old[0].path, change.new[0].path) == (("总则",), ("发布",))


def test_article_taken_apart_is_split_and_put_together_again_merged() -> None:
    whole = "办法\n第一条 单位应当制定应急预案并每年演练。单位应当为从业人员配备防护用品并监督佩戴。\n第二条 本办法自发布之日起施行。"
    parts = whole.replace("。单位应当为", "。\n第二条 单位应当为").replace("第二条 本办法", "第三条 本办法")
    split = only(compared(whole, parts), ClauseState.SPLIT)
    assert [one.label for one in split.new] == ["第一条", "第二条"]
    assert split.edits == ()
    merged = only(compared(parts, whole), ClauseState.MERGED)
    assert [one.label for one in merged.old] == ["第一条", "第二条"]


def test_rows_are_matched_by_what_they_are_about() -> None:
    head = "通讯录\n部门 | 姓名 | 电话\n"
    old = head + "值班室 | 轮值 | 0600-5556110\n储运部 | 罗庭芳 | 0600-5556123\n设备部 | 韩守正 | 0600-5556162"
    new = head + "储运部 | 罗庭芳 | 0600-5556129\n值班室 | 轮值 | 0600-5556110\n设备部 | 宋知远 | 0600-5556162"
    found = compared(old, new)
    assert ("phone", "0600-5556123", "0600-5556129") in edits(found)
    assert ("body", "韩守正", "宋知远") in edits(found)
    assert all(one.old[0].kind is ClauseKind.ROW for one in found.altered)
    assert {one.state for one in found.altered} <= {ClauseState.CHANGED, ClauseState.MOVED}


def test_plan_whose_numbers_word_lost_is_aligned_by_its_words() -> None:
    old = (
        "预案\n1 总则\n1.1 适用范围\n适用于本市行政区域内的火灾事故。\n2 响应\n2.1 启动\n由分管副市长批准启动Ⅲ级响应。"
    )
    new = "预案\n总则\n适用范围\n适用于本市行政区域内的火灾事故。\n响应\n启动\n由市长批准启动Ⅲ级响应。"
    assert edits(compared(old, new)) == [("body", "分管副市长", "市长")]


def test_page_break_inside_a_sentence_is_no_change() -> None:
    line = (
        "领导小组组长由自治区交通运输厅主要领导或由其授权的分管厅领导担任，副组长由其他厅领导担任，成员由相关处室组成。"
    )
    old = "预案\n" + "\n".join([line] * 3)
    new = "预案\n" + "\n".join(f"{line[:30]}\n{line[30:]}" for _ in range(3))
    assert compared(old, new).counts() == {ClauseState.UNCHANGED: 4}


def test_documents_of_different_matters_are_called_unlike() -> None:
    other = "\n".join(
        f"第{sign}条 {text}" for sign, text in zip("一二三四", ("江河", "采砂", "许可", "罚则"), strict=True)
    )
    assert "可能不是同一文件" in compared(OLD, "河道办法\n" + other).notes[0]


def test_every_clause_stands_in_exactly_one_change() -> None:
    new = OLD.replace("第六条 值班电话0600-5550129，", "第六条 ").replace("第二条 市应急管理局", "第二条 市气象局")
    found = compared(OLD, new)
    for side in ("old", "new"):
        positions = [clause.position for one in found.changes for clause in getattr(one, side)]
        assert sorted(positions) == list(range(9))


def test_long_law_is_compared_in_seconds() -> None:
    old = "办法\n" + "\n".join(
        f"第{at}条 单位{at * 7}号应当在{at}日内向主管部门{at % 13}报告事项{at * 3}的情况。" for at in range(1, 801)
    )
    begun = time.perf_counter()
    found = compared(old, old.replace("在400日内", "在401日内"))
    assert time.perf_counter() - begun < 20
    assert edits(found) == [("limit", "400日内", "401日内")]
