"""The documents of a kit: what belongs to whom, nothing given away to players, sources behind facts."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.drills.kit_files import kit_documents, write_kit, write_kit_archive
from assistant.drills.records import DrillForm, DrillKit
from assistant.official_documents.records import Heading, OfficialDocument, Paragraph, Sources, Table, words_of


def words(document: OfficialDocument) -> str:
    """Return every word of a document."""
    parts = [document.title, document.header_note]
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            parts.append(words_of(block.text))
        elif isinstance(block, Table):
            parts += [*block.header, *(words_of(cell) for row in block.rows for cell in row)]
        elif isinstance(block, Sources):
            parts += block.items
    return "\n".join(parts)


def documents(kit: DrillKit) -> dict[str, str]:
    return {name: words(document) for name, document in kit_documents(kit)}


@pytest.mark.parametrize("form", list(DrillForm))
def test_players_see_no_expected_action(ammonia: DrillKit, form: DrillForm) -> None:
    kit = replace(ammonia, form=form)
    text = documents(kit)["参演人员用.docx"]
    assert [one.action for one in kit.actions if one.action in text] == []


def test_without_a_script_even_the_messages_are_withheld(ammonia: DrillKit) -> None:
    kit = replace(ammonia, form=DrillForm.INSPECTION)
    found = documents(kit)
    assert [name for name in found if "脚本" in name] == []
    later = [one.text for one in kit.injects[1:]]
    assert [text for text in later if text in found["参演人员用.docx"]] == []
    assert "不得发给参演人员" in found["1工作方案.docx"]


def test_tabletop_players_get_the_messages_with_their_questions(ammonia: DrillKit) -> None:
    text = documents(ammonia)["参演人员用.docx"]
    assert all(one.text in text for one in ammonia.injects)
    assert "由谁做什么" in text


def test_the_controllers_list_has_every_action_beside_its_message(ammonia: DrillKit) -> None:
    text = documents(ammonia)["2导调用控制信息清单.docx"]
    assert [one.action for one in ammonia.actions if one.action.rstrip("：:") not in text] == []
    assert "《临澜恒泰化工有限公司现场处置方案》2.3.1 应急处置程序" in text
    assert "3分钟内；报总指挥" in text


def test_the_work_plan_has_the_nine_items(ammonia: DrillKit) -> None:
    (plan,) = [document for name, document in kit_documents(ammonia) if name.startswith("1")]
    headings = [one.text for one in plan.blocks if isinstance(one, Heading) and one.level == 1]
    assert headings == [
        "演练目的及要求",
        "事故情景",
        "参与人员及范围",
        "时间与地点",
        "主要任务及职责",
        "筹备工作",
        "主要工作步骤",
        "技术支撑及保障条件",
        "评估与总结",
    ]
    assert "【待补充：" in words(plan)


@pytest.mark.parametrize("form", list(DrillForm))
def test_files_are_numbered_through(ammonia: DrillKit, form: DrillForm) -> None:
    names = [name for name, _ in kit_documents(replace(ammonia, form=form))]
    assert [name[0] for name in names] == [*map(str, range(1, len(names))), "参"]


def test_every_row_of_the_event_list_says_whose_message_it_is(ammonia: DrillKit) -> None:
    (found,) = [document for name, document in kit_documents(ammonia) if "控制信息清单" in name]
    (rows,) = [one.rows for one in found.blocks if isinstance(one, Table)]
    assert len(rows) == len(ammonia.actions)
    moments = {one.inject_id: f"T+{one.minute}" for one in ammonia.injects}
    assert all(moments[str(row[0])] == row[1] for row in rows)


def test_the_work_plan_names_the_heading_and_the_number_of_a_posts_actions(ammonia: DrillKit) -> None:
    text = documents(ammonia)["1工作方案.docx"]
    assert "按预案职责行动" not in text
    assert "“2.3.2 现场处置措施”中的1项行动" in text


def test_evaluation_forms_have_the_groups_of_the_standard(ammonia: DrillKit) -> None:
    full = documents(replace(ammonia, form=DrillForm.FULL_SCALE))["4评估方案和评估表.docx"]
    assert all(part in full for part in ("演练策划与设计（10项）", "演练文件编制（9项）", "演练保障（9项）"))
    assert "预警与信息报告（附录A.2第1组，标准列8项）" in full
    table = documents(ammonia)["3评估方案和评估表.docx"]
    assert "演练策划与准备（10项）" in table
    assert "演练实施（20项）" in table


def test_safety_names_bans_and_conditions_of_leaving(ammonia: DrillKit) -> None:
    text = documents(ammonia)["5保障方案.docx"]
    assert "严禁单人进入泄漏区" in text
    assert "风向突变，处置人员处于下风方向" in text
    assert "中止条件" in text


def test_files_are_written_to_a_folder_and_to_an_archive(ammonia: DrillKit, tmp_path: Path) -> None:
    written = write_kit(ammonia, tmp_path / "new" / "kit")
    assert [one.name for one in written] == [name for name, _ in kit_documents(ammonia)]
    assert all(one.stat().st_size > 5_000 for one in written)
    archive = write_kit_archive(ammonia, tmp_path / "kit.zip")
    with zipfile.ZipFile(archive) as opened:
        assert sorted(opened.namelist()) == sorted(one.name for one in written)
