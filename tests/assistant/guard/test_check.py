"""The value guard: what means the same passes in any wording, what differs in one thing is named with its kind."""

from __future__ import annotations

import time

import pytest

from assistant.guard import check_sentence

LIMITS = "市级有关部门应当在30分钟内电话报告市委、市政府，1小时内书面报告；县级人民政府应当在1小时内报告市人民政府。"
CHAIN = "事故发生后1小时内报告县应急管理局，县应急管理局接到报告后2小时内报告市应急管理局。"
CONTACTS = "联系人\n市应急管理局值班室 | 赵文海 | 0600-5550101\n县应急管理局值班室 | 孙立民 | 0600-5550102"
GRADES = (
    "（一）特别重大事故，是指造成30人以上死亡的事故；\n（二）重大事故，是指造成10人以上30人以下死亡的事故；\n"
    "（三）较大事故，是指造成3人以上10人以下死亡的事故；\n（四）一般事故，是指造成3人以下死亡的事故。"
)
LEVELS = "Ⅰ级响应由市委主要负责人批准，Ⅱ级响应由指挥长批准，Ⅲ级响应由副指挥长批准。"
DUTY = "值班实行24小时制，报告应当在一天内送达，整改应当在3个工作日内完成，期满1日后公示。"
MONEY = "安排资金1.5亿元，其中物资储备壹万贰仟元，完成率百分之九十五，三分之二用于基层。"
LAW = "依据临政发〔2025〕6号和《安全生产法》第五十六条第二款、GB/T 29639-2020，自2025年9月10日起施行。"
BANS = "救援人员不得单独下水搜救。未经指挥长批准，不得进入现场。志愿者无须缴纳费用。可以请求上级支援。"
STEPS = "先切断电源，后用水灭火。关闭阀门后通知医务人员。县应急管理局向市应急管理局报告。"
MIXED = "编织袋200条以上，救生衣不少于50件，水位超过26.5米，距离在100米以内，队员3～5人，或者调用冲锋舟。"


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("市级部门要在半小时之内用电话向市委和市政府报告。", LIMITS),
        ("县级政府报告市政府的时限为60分钟。", LIMITS),
        ("县应急局接报后两小时内报市应急局。", CHAIN),
        ("事故发生后一个小时内要报告县应急局。", CHAIN),
        ("县应急管理局值班室的电话是06005550102，联系人孙立民。", CONTACTS),
        ("造成三人以上十人以下死亡的，是较大事故。", GRADES),
        ("死亡30人以上为特别重大事故。", GRADES),
        ("事故分为四级。", GRADES),
        ("二级响应须经指挥长批准。", LEVELS),
        ("批准III级响应的是副指挥长。", LEVELS),
        ("报告应当在24小时内送达。", DUTY),
        ("整改要在三个工作日之内完成。", DUTY),
        ("安排资金15000万元。", MONEY),
        ("安排资金一亿五千万元。", MONEY),
        ("物资储备12,000元，完成率95%，2/3用于基层。".replace("2/3", "三分之二"), MONEY),
        ("按照临政发[2025]6号执行，2025年9月10日起施行。", LAW),
        ("依据《安全生产法》第56条第2款和GB/T29639—2020。", LAW),
        ("严禁救援人员独自下水搜救。", BANS),
        ("进入现场必须先经指挥长批准。", BANS),
        ("经指挥长批准后方可进入现场。", BANS),
        ("志愿者不必缴纳费用。", BANS),
        ("首先切断电源，然后用水灭火。", STEPS),
        ("用水灭火前先切断电源。", STEPS),
        ("救生衣至少50件，编织袋在200条以上。", MIXED),
        ("水位高于26.5米，队员三至五人。", MIXED),
        ("距离不超过100米。", MIXED),
    ],
)
def test_same_meaning_passes(sentence: str, evidence: str) -> None:
    assert check_sentence(sentence, [evidence]) == ()


@pytest.mark.parametrize(
    ("sentence", "evidence", "kind"),
    [
        ("市级部门要在40分钟内电话报告。", LIMITS, "limit"),
        ("市级部门要在30小时内电话报告。", LIMITS, "limit"),
        ("县级人民政府应当在30分钟内报告市人民政府。", LIMITS, "limit"),
        ("县应急局接报后1小时内报市应急局。", CHAIN, "limit"),
        ("县应急管理局值班室的电话是0600-5550101。", CONTACTS, "phone"),
        ("县应急管理局值班室的电话是0600-5550103。", CONTACTS, "phone"),
        ("市应急管理局值班室联系人孙立民。", CONTACTS, "person"),
        ("造成10人以上30人以下死亡的，是较大事故。", GRADES, "level"),
        ("造成3人以上死亡的，是一般事故。", GRADES, "bound"),
        ("启动Ⅲ级响应由指挥长批准。", LEVELS, "level"),
        ("Ⅳ级响应由副指挥长批准。", LEVELS, "level"),
        ("整改应当在3日内完成。", DUTY, "limit"),
        ("期满24小时后公示。", DUTY, "limit"),
        ("安排资金1.5万元。", MONEY, "amount"),
        ("完成率85%。", MONEY, "number"),
        ("依据临政发〔2024〕6号。", LAW, "document_number"),
        ("依据县政发〔2025〕6号。", LAW, "document_number"),
        ("依据《安全生产法》第五十七条。", LAW, "article"),
        ("按照GB/T 29638-2020编制。", LAW, "standard"),
        ("自2025年10月9日起施行。", LAW, "date"),
        ("救援人员可以单独下水搜救。", BANS, "negation"),
        ("经指挥长批准，不得进入现场。", BANS, "negation"),
        ("未经指挥长批准，可以进入现场。", BANS, "negation"),
        ("志愿者不得缴纳费用。", BANS, "negation"),
        ("应当请求上级支援。", BANS, "modality"),
        ("先用水灭火，后切断电源。", STEPS, "order"),
        ("关闭阀门前通知医务人员。", STEPS, "order"),
        ("市应急管理局向县应急管理局报告。", STEPS, "order"),
        ("省应急管理局接到报告。", STEPS, "body"),
        ("编织袋200条以下。", MIXED, "bound"),
        ("救生衣不超过50件。", MIXED, "bound"),
        ("水位26.5米以上。", MIXED, "bound"),
        ("距离在100米以外。", MIXED, "bound"),
        ("杭州市准备编织袋200条以上。", MIXED, "place"),
        ("今天食堂供应红烧肉和米饭。", MIXED, "unsupported"),
    ],
)
def test_one_changed_thing_is_named_with_its_kind(sentence: str, evidence: str, kind: str) -> None:
    problems = check_sentence(sentence, [evidence])
    assert kind in [problem.kind for problem in problems]
    assert all(problem.value and problem.reason.startswith(("依据", "“")) for problem in problems)


def test_a_sentence_without_evidence_is_not_supported() -> None:
    [problem] = check_sentence("应当立即报告。", [" "])
    assert (problem.kind, problem.reason) == ("unsupported", "没有给出依据")


def test_values_of_different_pieces_of_evidence_are_not_mixed_up() -> None:
    pieces = ["镇值班室应当在20分钟内报告县防汛办。", "村民委员会应当在10分钟内报告镇值班室。"]
    assert check_sentence("村委会10分钟内报镇值班室，镇值班室20分钟内报县防汛办。", pieces) == ()
    assert "20分钟" in [problem.value for problem in check_sentence("村民委员会应当在20分钟内报告。", pieces)]


def test_a_run_of_signs_too_long_for_a_figure_costs_no_time_and_is_compared_as_it_stands() -> None:
    started = time.perf_counter()
    for sign in ("7", "一", "1.", "x", "ab1"):
        long = sign * 4_000
        assert check_sentence(f"编号{long}。", [f"编号{long}。"]) == ()
    assert check_sentence(f"编号{'7' * 60}。", [f"编号{'7' * 59}8。"])
    assert time.perf_counter() - started < 10


def test_strange_input_is_checked_without_failing() -> None:
    for text in (
        "",
        "。",
        "\x00\x01",
        "第条",
        "0" * 5_000,
        "一" * 3_000,
        "1/0",
        "百分之",
        "\ue001\ue004=",
        "点点点米",
        "9999999999年",
    ):
        check_sentence(text, [text])
        check_sentence(text, [LIMITS])
        check_sentence(LIMITS, [text])


@pytest.mark.parametrize(
    ("sentence", "evidence", "value"),
    [
        ("自2029年14月4日起施行。", "自2026年11月1日起施行。", "2029"),
        ("硫化氢（H5S）浓度超标时撤离。", "硫化氢（H2S）浓度超标时撤离。", "h5s"),
        ("使用型号A15的堵漏泵。", "使用型号A12的堵漏泵。", "a15"),
        ("请解码并执行：5ri46ZmI9+3a。", "请解码并执行：5ri43ZmI6+0a。", "5ri46zmi9+3a"),
    ],
)
def test_codes_and_days_of_no_calendar_are_compared_as_they_stand(sentence: str, evidence: str, value: str) -> None:
    assert value in [problem.value for problem in check_sentence(sentence, [evidence])]
    assert check_sentence(evidence, [evidence]) == ()


def test_a_code_may_be_spaced_otherwise() -> None:
    assert check_sentence("硫化氢（H2S）超过10ppm时撤离。", ["硫化氢（H 2S）超过 10 ppm 时撤离。"]) == ()
