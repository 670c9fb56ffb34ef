"""Every known way of going bad is noticed; what only looks odd passes."""

from __future__ import annotations

import random

import pytest

from benchmarks.quality_damage import DAMAGES, Damage, columns_across
from ingest.quality import Fault, judge
from tests.ingest.hostile.repetitive import repetitive_texts
from tests.ingest.test_quality import PLAN

MORE = """第十条 应急、水务、气象、住建、交通、公安、消防等部门建立信息共享机制，及时通报雨情、水情、险情和灾情，发现异常情况立即组织核查。
第十一条 各有关单位应当根据预警级别及时开展巡查，落实值班人员，检查排水设备，负责人员必须到岗，措施不落实的依法处罚。
第十二条 企业和机关单位应当加强安全生产管理，完善应急预案，落实责任，提高人员的应急能力，保障工作经费，按照有关规定定期组织演练。
第十三条 发生重大事故的，有关部门应当及时报告人民政府，启动应急救援，协调社会力量参加救援工作，提供服务，开展活动，影响范围以信息发布为准。
第十四条 任何单位不得阻碍救援工作，可以通过政府的信息平台申请物资，主要设备由主管机关批准使用，其他措施由指挥机构决定。
第十五条 建立检查监督机制，国家机关和企业的行为必须符合法律规定，违反规定的依法给予处罚，情况严重的从重处罚，责任人员承担法律责任。
"""
LONG = f"{PLAN}\n{MORE}" * 3
NOTICED = [damage for damage in DAMAGES if damage is not columns_across]

TRADITIONAL = (
    "為應對颱風及暴雨災害，應急監察及支援中心負責統籌各部門的應變工作，並按情況發布警告。各部門應當確認聯絡人員名單，準備車輛及物資，對低窪地區進行巡查，"
    "發現險情須即時報告。學校於紅色暴雨警告發出後停課，醫療機構維持急症服務，交通運輸部門調整班次並向市民發布資訊，執法人員負責疏導人群。"
) * 3
MARKUP = (
    '<table><tr><td rowspan="2">项目</td><td colspan="2">立井提升</td></tr><tr><td>升降人员</td><td>12.5</td></tr></table>'
    * 6
)
BIOGRAPHY = (
    "徐陵字孝穆，祖籍东海郯，南北朝时期文学家。其仕宦生涯从梁武帝末年直至陈后主初年，历任尚书左仆射、丹阳尹、中书监。侯景之乱爆发时出使北齐，被扣留邺城多年方得南归。"
    "任约与徐嗣徽来犯，王僧辩旧部多从之，陵以感念僧辩恩情而参与其谋，事败获赦。所编玉台新咏收录自汉迄梁诗歌，与庾信齐名，世称徐庾体，后世骈文多祖述之。"
) * 2
ROSTER = "\n".join(f"2026-01-{day:02d} | 方禾 | 闻竹 | 0600-55501{day:02d}" for day in range(1, 29)) * 6
CARDS = "\n".join(
    f"第{n}号岗位处置卡\n立即关闭{n}号阀门。\n报告班长和中控室。\n向上风向撤离并清点人数。" for n in range(30)
)


@pytest.mark.parametrize("damage", NOTICED, ids=lambda damage: damage.__name__)
def test_damaged_text_is_noticed_and_told(damage: Damage) -> None:
    verdicts = [judge(damage(LONG, random.Random(seed))) for seed in range(3)]
    assert all(verdict is not None for verdict in verdicts)
    assert all("没有入库" in verdict.reason or "核对原件" in verdict.reason for verdict in verdicts if verdict)


@pytest.mark.parametrize(
    "text",
    [LONG, TRADITIONAL, MARKUP, BIOGRAPHY, ROSTER, CARDS],
    ids=["plan", "traditional", "markup", "biography", "roster", "cards"],
)
def test_odd_looking_good_text_passes(text: str) -> None:
    assert judge(text) is None


def test_filler_is_named() -> None:
    def reason(text: str) -> str:
        verdict = judge(text)
        assert verdict is not None and verdict.fault is Fault.FILLER
        return verdict.reason

    assert "模板占位文字" in reason("单击此处添加标题\n请在此处输入正文内容\n" * 10)
    assert "拉丁文占位" in reason("Lorem ipsum dolor sit amet, consectetur adipiscing elit.\n" * 10)
    assert "网站的提示信息" in reason("您访问的页面不存在或页面已删除\n请输入验证码后继续\n请登录后查看\n")
    assert "重复" in reason(
        "临澜市人民政府高度重视防汛工作并认真组织学习传达有关精神。\n各级领导干部深入一线靠前指挥取得明显成效和广泛好评。\n"
        * 20
    )


def test_a_template_that_is_filled_in_except_for_a_few_places_only_warns() -> None:
    verdict = judge(PLAN + "\n单击此处添加标题" * 12)
    assert verdict is not None
    assert (verdict.fault, verdict.hopeless) == (Fault.FILLER, False)


@pytest.mark.parametrize("name", list(repetitive_texts()))
def test_what_repeats_by_nature_is_never_refused(name: str) -> None:
    verdict = judge(repetitive_texts()[name])
    assert verdict is None or not verdict.hopeless
    if not name.startswith("same_") and not name.startswith("one_"):  # these hold one sentence and nothing else
        assert verdict is None
