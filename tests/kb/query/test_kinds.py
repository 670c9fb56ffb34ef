"""The kind of answer a question asks for."""

from __future__ import annotations

import pytest

from kb.query import understand
from kb.records import AnswerKind

QUESTIONS = {
    AnswerKind.NUMBER: (
        "县级专项预案有几个？",
        "群众转移避险演练有多少人参加",
        "队伍覆盖率是多少",
        "罚多少钱",
        "每个乡镇至少配几名专职人员",
    ),
    AnswerKind.LIMIT: (
        "发生事故后多久上报",
        "几小时内报告",
        "报告时限是什么",
        "应当在多长时间内备案",
        "审批需要几个工作日",
    ),
    AnswerKind.DATE: ("本办法什么时候施行", "这份通知何时印发", "从哪年开始的", "施行日期是哪天"),
    AnswerKind.BODY: ("二级响应谁批准", "哪个部门负责", "由谁发布预警", "牵头单位是哪家", "向谁报告"),
    AnswerKind.PHONE: ("值班电话是多少", "打哪个电话报警", "应急办的联系方式", "消防大队的电话"),
    AnswerKind.PLACE: ("集合点在哪里", "山洪来了往哪跑", "安置点设在什么地方", "库房的具体地址"),
    AnswerKind.LEVEL: ("死亡10人属于什么等级的事故", "重大危险源分几级", "这算什么级别的响应"),
    AnswerKind.LIST: (
        "应急物资有哪些",
        "预案分为几类",
        "报告内容包括什么",
        "指挥部的职责是什么",
        "五类队伍具体是哪五类",
        "演练有什么短板",
    ),
    AnswerKind.STEPS: (
        "着火了怎么办",
        "液氨泄漏怎么处置",
        "响应程序是什么",
        "先干啥",
        "如何疏散群众",
        "处置步骤有哪些",
        "预警发布流程",
    ),
    AnswerKind.YES_NO: ("能不能坐电梯逃生", "是否需要备案", "电梯困人可以自己扒门吗", "企业必须编制预案吗"),
    AnswerKind.DEFINITION: ("什么是先期处置", "受限空间是什么意思", "何谓重大危险源", "“双控”的定义"),
    AnswerKind.COMPARISON: ("两部法规有什么区别", "永城和X县比哪边场次多", "红色预警与橙色预警的区别"),
    AnswerKind.CLAUSE: (
        "第十九条怎么说",
        "应急预案管理办法第三十二条",
        "《安全生产法》第二十一条规定了什么",
        "第三条的内容",
    ),
    AnswerKind.OPEN: ("什么时候启动一级响应", "综合应急预案的编制要素", "加强值班值守"),
}


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for kind, texts in QUESTIONS.items() for text in texts],
    ids=lambda value: str(value),
)
def test_kind(kind: AnswerKind, text: str) -> None:
    assert understand(text).kind is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("第十九条规定的报告时限是多久", AnswerKind.LIMIT),
        ("接到报警电话后怎么办", AnswerKind.STEPS),
        ("什么时候去的、看了哪些地方", AnswerKind.LIST),
        ("要打哪些电话号码", AnswerKind.PHONE),
        ("哪些部门负责", AnswerKind.LIST),
        ("钢丝绳断丝应如何处理", AnswerKind.STEPS),
        ("矿柱在规定期限内应如何处理", AnswerKind.STEPS),
        ("演练在哪一年举行", AnswerKind.DATE),
        ("2021年和2022年的产量分别是多少", AnswerKind.COMPARISON),
        ("日常和备用水池的储水量分别是多少", AnswerKind.NUMBER),
        ("消防法对消防车道怎么规定", AnswerKind.OPEN),
        ("断网断电靠什么保证指挥", AnswerKind.OPEN),
    ],
)
def test_narrow_wording_decides_over_wide(text: str, kind: AnswerKind) -> None:
    assert understand(text).kind is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("监测预警方面差在哪", AnswerKind.OPEN),
        ("预案的毛病出在哪里", AnswerKind.OPEN),
        ("集合点在哪", AnswerKind.PLACE),
        ("应急物资仓库在哪里", AnswerKind.PLACE),
    ],
)
def test_where_something_falls_short_is_no_place(question: str, kind: AnswerKind) -> None:
    assert understand(question).kind is kind
