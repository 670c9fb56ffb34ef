"""Whether a document is in force, and since when."""

from __future__ import annotations

from datetime import date

from assistant.answering.answerer import Answerer
from assistant.records import AnswerStatus
from kb.knowledge_base import KnowledgeBase
from kb.records import Filters
from tests.assistant.forms.texts import assert_verbatim, quotations


def test_lapsed_version_is_told_with_what_ended_it(answerer: Answerer, kb: KnowledgeBase) -> None:
    answer = answerer.answer("2019年的预警信息发布管理办法还有效吗", filters=Filters(as_of=date(2026, 3, 1)))
    judged = answer.statements[0]
    assert judged.derived == "按日期和版本判断"
    assert judged.text == (
        "《临澜市预警信息发布管理办法》（临政发〔2019〕14号）截至2026年3月1日已被后来的版本替代，"
        "由《临澜市预警信息发布管理办法》（临政规〔2024〕3号）取代。"
    )
    assert quotations(answer)[0].endswith("（临政发〔2019〕14号）同时废止。")
    assert "第四条 本办法自2019年9月1日起施行。" in quotations(answer)
    assert_verbatim(kb, answer)


def test_standing_is_that_of_the_day_asked_about(answerer: Answerer) -> None:
    answer = answerer.answer("2019年的预警信息发布管理办法还有效吗", filters=Filters(as_of=date(2020, 3, 1)))
    assert "截至2020年3月1日现行有效" in answer.statements[0].text


def test_versions_stand_beside_each_other_when_none_is_named(answerer: Answerer) -> None:
    answer = answerer.answer("预警信息发布管理办法废止了吗")
    assert [side.label[-13:] for side in answer.sides] == ["（临政规〔2024〕3号）", "临政发〔2019〕14号）"]
    assert "现行有效" in answer.sides[0].statements[0].text
    assert "替代" in answer.sides[1].statements[0].text


def test_document_in_force_says_that_nothing_ends_it(answerer: Answerer, kb: KnowledgeBase) -> None:
    answer = answerer.answer("防汛抗旱应急预案是不是现行的")
    assert answer.status is AnswerStatus.GROUNDED
    assert answer.statements[0].text.endswith("现行有效（知识库中没有废止或替代它的文本）。")
    assert "本预案自印发之日起施行。" in quotations(answer)
    assert_verbatim(kb, answer)


def test_day_of_a_document_is_answered_from_where_it_was_read(answerer: Answerer, kb: KnowledgeBase) -> None:
    answer = answerer.answer("预警信息发布管理办法什么时候施行")
    assert quotations(answer) == ["第四条 本办法自2024年7月1日起施行。"]
    assert quotations(answerer.answer("防汛抗旱应急预案哪年印发的")) == ["2025年4月15日"]
    assert_verbatim(kb, answer)


def test_time_since_a_day_is_computed_from_it(answerer: Answerer, kb: KnowledgeBase) -> None:
    answer = answerer.answer("预警信息发布管理办法施行距今多久", filters=Filters(as_of=date(2026, 3, 31)))
    assert answer.computation is not None
    assert answer.computation.expression == "2026年3月31日 − 2024年7月1日 = 1年8个月30天（638天）"
    assert answer.computation.operands[0].quote == "2024年7月1日"
    assert answer.statements[0].derived == "计算所得"
    assert quotations(answer) == ["第四条 本办法自2024年7月1日起施行。"]
    assert_verbatim(kb, answer)


def test_earlier_text_is_asked_of_the_version_that_lapsed(answerer: Answerer, kb: KnowledgeBase) -> None:
    for question, text in (
        ("修订前红色预警由谁审签", "第三条 红色预警信息由市长审签。"),
        ("2020年时红色预警多久内发布", "红色预警信息，30分钟内发布；"),
        ("老办法里红色预警多久内发布", "红色预警信息，30分钟内发布；"),
    ):
        answer = answerer.answer(question)
        assert quotations(answer)[0] == text, question
        assert_verbatim(kb, answer)
    assert answerer.answer("2020年时红色预警多久内发布").as_of == date(2020, 12, 31)
