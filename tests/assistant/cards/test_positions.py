"""The key positions of a plan, with the hazards and the places it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cards.positions import CardPosition, positions_of
from kb.errors import DocumentNotFound
from kb.knowledge_base import KnowledgeBase
from tests.assistant.cards.conftest import POSITIONS, filled


def titled(base: KnowledgeBase, words: str) -> str:
    return next(one.document_id for one in base.summaries() if words in one.metadata.title)


def test_every_position_of_the_sample_plan_with_its_hazard(sample_base: KnowledgeBase) -> None:
    found = positions_of(sample_base, titled(sample_base, "临澜恒泰化工有限公司现场处置方案"))
    assert [(one.hazard, one.position) for one in found] == [(h, p) for h, names in POSITIONS.items() for p in names]
    assert found[0] == CardPosition(position="罐区操作工", hazard="液氨泄漏", site="液氨罐区")
    sites = {"液氨罐区", "甲醇罐区", "污水处理站", "变配电室", "合成车间", ""}
    assert {one.site for one in found} == sites


def test_a_village_plan_is_one_part_with_the_posts_of_its_table(sample_base: KnowledgeBase) -> None:
    found = positions_of(sample_base, titled(sample_base, "石桥村山洪"))
    assert {one.hazard for one in found} == {"山洪灾害"}
    assert [one.position for one in found][:4] == ["总负责", "副负责", "监测员", "预警员"]


@pytest.mark.parametrize("words", ["2025年工作总结", "风险评估报告", "总体应急预案"])
def test_what_treats_no_hazard_gives_no_position(sample_base: KnowledgeBase, words: str) -> None:
    assert positions_of(sample_base, titled(sample_base, words)) == ()


def test_duties_told_in_sentences_name_the_positions(tmp_path: Path) -> None:
    text = (
        "青石酒店现场处置方案\n一、触电事故现场处置方案\n1 事故风险描述\n用电线路老化容易造成人员触电，配电间和厨房最容易发生，后果严重。\n"
        "2 应急工作职责\n组长职责：全面指挥现场救护，决定是否停电，向总指挥报告。\n成员职责：切断电源，抢救伤员，撤离无关人员。\n"
        "3 应急处置\n（1）立即切断电源。\n（2）拨打120，到路口接应救护车。\n"
    )
    with filled(tmp_path / "base", {Path("方案.txt"): text.encode()}) as base:
        found = positions_of(base, base.summaries()[0].document_id)
    assert found == (
        CardPosition(position="组长", hazard="触电", site=""),
        CardPosition(position="成员", hazard="触电", site=""),
    )


def test_an_unknown_document_is_refused(sample_base: KnowledgeBase) -> None:
    with pytest.raises(DocumentNotFound):
        positions_of(sample_base, "0" * 32)
