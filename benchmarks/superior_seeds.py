"""Plans changed so that they disagree with a superior plan or a law of the base; written down before the finder was built."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One disagreement.

    Attributes:
        file: The lower plan, below corpora/ of the project.
        old, new: The words changed; `old` stands once.
        against: What the titles of the superior sources that say otherwise hold; one of them has to be named.
        value: What the plan says now, as printed in the report.
        looser: Whether the plan asks for less than the source.
    """

    file: str
    old: str
    new: str
    against: tuple[str, ...]
    value: str
    looser: bool = True


TOWN = "government/青泽县柳溪镇突发事件应急预案.docx"
CHEMICAL = "government/临澜市危险化学品事故应急预案.docx"
QUAKE = "government/临澜市地震应急预案.txt"
FIRE = "government/临澜市火灾事故应急预案.html"
FOREST = "government/临澜市森林火灾应急预案.md"
FLOOD = "government/临澜市防汛抗旱应急预案.pdf"
RELIEF = "government/临澜市应急管理局自然灾害救助应急预案.txt"
COMPANY = "enterprise/临澜恒泰化工有限公司综合应急预案.docx"
OVERALL = "总体应急预案"
REPORTING = "生产安全事故报告和调查处理条例"
WARNING = "预警信息发布管理办法"
# Laws of the shared corpora that the base holds beside the project's corpora; files by the beginning of their names.
LAWS = (
    "生产安全事故报告和调查处理条例(",
    "生产安全事故应急条例(",
    "突发事件应对法(2024",
    "安全生产法(2021",
    "森林防火条例(",
    "防汛条例(",
    "自然灾害救助条例(",
    "破坏性地震应急条例(",
)

DEV: tuple[Planted, ...] = (
    Planted(
        file=TOWN,
        old="镇值班室接报后30分钟内电话报告县人民政府",
        new="镇值班室接报后60分钟内电话报告县人民政府",
        against=(OVERALL,),
        value="60分钟",
    ),
    Planted(
        file=CHEMICAL,
        old="应当立即报告，最长不超过1小时",
        new="应当立即报告，最长不超过2小时",
        against=(REPORTING, OVERALL),
        value="2小时",
    ),
    Planted(
        file=QUAKE,
        old="（二）Ⅲ级响应：初判发生较大地震灾害的，由分管副市长批准启动",
        new="（二）Ⅲ级响应：初判发生较大地震灾害的，由市应急管理局局长批准启动",
        against=(OVERALL,),
        value="市应急管理局局长",
        looser=False,
    ),
    Planted(
        file=QUAKE,
        old="派出工作组，4小时内到达灾区",
        new="派出工作组，6小时内到达灾区",
        against=(OVERALL,),
        value="6小时",
    ),
    Planted(
        file=FIRE,
        old="较大火灾：造成3人以上10人以下死亡",
        new="较大火灾：造成5人以上10人以下死亡",
        against=(REPORTING, OVERALL),
        value="5人",
        looser=False,
    ),
    Planted(
        file=CHEMICAL,
        old="接报后，30分钟内电话报告市人民政府总值班室",
        new="接报后，90分钟内电话报告市人民政府总值班室",
        against=(OVERALL,),
        value="90分钟",
    ),
    Planted(
        file=FOREST,
        old="Ⅱ级响应每4小时续报",
        new="Ⅱ级响应每6小时续报",
        against=(OVERALL,),
        value="6小时",
    ),
    Planted(
        file=QUAKE,
        old="首次发布不超过响应启动后5小时",
        new="首次发布不超过响应启动后8小时",
        against=(OVERALL,),
        value="8小时",
    ),
    Planted(
        file=COMPANY,
        old="总指挥接到报告后1小时内向澜东区应急管理局",
        new="总指挥接到报告后2小时内向澜东区应急管理局",
        against=(REPORTING, "危险化学品事故应急预案", OVERALL),
        value="2小时",
    ),
    Planted(
        file=RELIEF,
        old="Ⅱ级响应报市长批准启动",
        new="Ⅱ级响应报分管副市长批准启动",
        against=(OVERALL,),
        value="分管副市长",
        looser=False,
    ),
    Planted(
        file=FLOOD,
        old="市气象局、市防办应当在10 分钟内电话叫应区县",
        new="市气象局、市防办应当在20 分钟内电话叫应区县",
        against=(WARNING,),
        value="20",
    ),
    Planted(
        file=CHEMICAL,
        old="自事故发生之日起30日内伤亡人数发生变化的",
        new="自事故发生之日起15日内伤亡人数发生变化的",
        against=(REPORTING, OVERALL),
        value="15日",
    ),
)

HELD: tuple[Planted, ...] = (
    Planted(
        file=TOWN,
        old="接报后立即报告县应急管理局，最迟不超过30分钟",
        new="接报后立即报告县应急管理局，最迟不超过2小时",
        against=(OVERALL,),
        value="2小时",
    ),
    Planted(
        file=FIRE,
        old="单位负责人接到报告后应当在1小时内向事发地区县",
        new="单位负责人接到报告后应当在3小时内向事发地区县",
        against=(REPORTING, OVERALL),
        value="3小时",
    ),
    Planted(
        file=FLOOD,
        old="由市防指常务副指挥长（分管副市长）批准启动",
        new="由市防办主任批准启动该级响应",
        against=(OVERALL,),
        value="市防办主任",
        looser=False,
    ),
    Planted(
        file=QUAKE,
        old="常务副指挥长1小时内到达灾区",
        new="常务副指挥长3小时内到达灾区",
        against=(OVERALL,),
        value="3小时",
    ),
    Planted(
        file=CHEMICAL,
        old="市应急管理局接到较大以上事故报告后，30分钟内电话",
        new="市应急管理局接到较大以上事故报告后，60分钟内电话",
        against=(OVERALL,),
        value="60分钟",
    ),
    Planted(
        file=QUAKE,
        old="30分钟内电话报告市应急管理局值班室和市人民政府总值班室",
        new="2小时内电话报告市应急管理局值班室和市人民政府总值班室",
        against=(OVERALL,),
        value="2小时",
    ),
    Planted(
        file=FIRE,
        old="重大火灾：造成10人以上30人以下死亡，或者50人以上100人以下重伤",
        new="重大火灾：造成10人以上30人以下死亡，或者60人以上100人以下重伤",
        against=(REPORTING, OVERALL),
        value="60人",
        looser=False,
    ),
    Planted(
        file=QUAKE,
        old="24小时内举行首场新闻发布会",
        new="48小时内举行首场新闻发布会",
        against=(OVERALL,),
        value="48小时",
    ),
    Planted(
        file=CHEMICAL,
        old="Ⅰ级响应每2小时、",
        new="Ⅰ级响应每3小时、",
        against=(OVERALL,),
        value="3小时",
    ),
    Planted(
        file=CHEMICAL,
        old="派出工作组4小时内到达现场",
        new="派出工作组8小时内到达现场",
        against=(OVERALL,),
        value="8小时",
    ),
    Planted(
        file=COMPANY,
        old="发生较大以上事故的，同时在1小时内报告东屏省应急管理厅",
        new="发生较大以上事故的，同时在2小时内报告东屏省应急管理厅",
        against=("危险化学品事故应急预案", REPORTING),
        value="2小时",
    ),
    Planted(
        file=FOREST,
        old="30分钟内电话、1小时内书面报告省森林草原防灭火指挥部办公室",
        new="30分钟内电话、3小时内书面报告省森林草原防灭火指挥部办公室",
        against=(OVERALL,),
        value="3小时",
    ),
)
