"""Changes planted into real documents, written down before the comparison was built: the set it may be tuned on.

Wanted kinds are the names of `assistant.comparing.records`: of a changed value (limit, number, amount, level, phone, body, duty),
or of what became of a clause (added, removed, moved, split, merged).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One planted change.

    Attributes:
        act: replace (old → new, `old` stands once), remove (the line that begins with `old`), add (line `new` behind the line
            that begins with `at`), move (line `old` behind line `at`), split (line `old` before the words `at`, the rest
            becomes a line that begins with `new`), add_article and remove_article (later ones get new numbers).
        kind: What has to be reported.
    """

    act: str
    kind: str
    old: str = ""
    new: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded:
    """A document with the changes of its new version.

    Attributes:
        file: Below corpora/ of the project, or below shared/corpora/ when it begins with "shared:".
    """

    file: str
    seeds: tuple[Seed, ...]


DEV: tuple[Seeded, ...] = (
    Seeded(
        file="government/临澜市突发事件预警信息发布管理办法（2024年修订）.txt",
        seeds=(
            Seed(act="replace", kind="limit", old="（二）橙色预警信息，30分钟内", new="（二）橙色预警信息，20分钟内"),
            Seed(
                act="replace",
                kind="body",
                old="（二）橙色预警信息，由市人民政府分管负责人审签",
                new="（二）橙色预警信息，由市应急管理局局长审签",
            ),
            Seed(
                act="add_article",
                kind="added",
                at="第十六条",
                new="预警信息发布平台每季度开展一次全链条演练，演练记录由市预警中心保存。",
            ),
            Seed(act="remove_article", kind="removed", old="第六条"),
        ),
    ),
    Seeded(
        file="government/临澜市森林火灾应急预案.md",
        seeds=(
            Seed(
                act="replace",
                kind="limit",
                old="应当在20分钟内电话报告县森防办",
                new="应当在十五分钟内电话报告县森防办",
            ),
            Seed(
                act="replace",
                kind="number",
                old="受害森林面积1公顷以上30公顷以下的",
                new="受害森林面积1公顷以上20公顷以下的",
            ),
            Seed(act="move", kind="moved", old="5. 输电线路、林区施工单位", at="2. 护林员每日巡护不少于2次"),
            Seed(act="remove", kind="removed", old="8. 市文化广电旅游局"),
            Seed(
                act="replace",
                kind="phone",
                old="防火期内24小时值班，电话0600-5550125",
                new="防火期内24小时值班，电话0600-5550126",
            ),
        ),
    ),
    Seeded(
        file="enterprise/临澜恒泰化工有限公司应急通讯录.html",
        seeds=(
            Seed(
                act="replace",
                kind="phone",
                old="储运部 | 罗庭芳 | 装卸班班长 | 装卸栈台现场负责人 | 0600-5556123",
                new="储运部 | 罗庭芳 | 装卸班班长 | 装卸栈台现场负责人 | 0600-5556129",
            ),
            Seed(act="remove", kind="removed", old="设备部 | 韩守正"),
            Seed(
                act="add",
                kind="added",
                at="变配电室 | 秦维岳",
                new="储运部 | 许南乔 | 甲醇罐区副班长 | 甲醇罐区现场副负责人 | 0600-5556124 | 2026-10-16",
            ),
            Seed(
                act="replace", kind="body", old="医务室 | 白若溪 | 医务室负责人", new="医务室 | 钟闻溪 | 医务室负责人"
            ),
        ),
    ),
    Seeded(
        file="enterprise/临澜恒泰化工有限公司综合应急预案.docx",
        seeds=(
            Seed(
                act="replace",
                kind="number",
                old="液氨泄漏初期警戒距离为100米",
                new="液氨泄漏初期警戒距离为150米",
            ),
            Seed(
                act="replace",
                kind="level",
                old="大风橙色以上预警信号",
                new="大风黄色以上预警信号",
            ),
            Seed(
                act="replace", kind="duty", old="可以直接向澜东区应急管理局报告", new="应当直接向澜东区应急管理局报告"
            ),
            Seed(
                act="split",
                kind="split",
                old="预警信息由应急值班室用应急广播",
                at="内容包括事件类别",
                new="预警信息的",
            ),
            Seed(
                act="add",
                kind="added",
                at="引发预警的情形消失",
                new="预警解除后2日内，安全环保部写出预警响应小结，报安全总监。",
            ),
        ),
    ),
    Seeded(
        file="shared:plans/紫楹台酒店应急预案.txt",
        seeds=(
            Seed(
                act="replace",
                kind="limit",
                old="应于事故发生10分钟内上报应急救援指挥部",
                new="应于事故发生5分钟内上报应急救援指挥部",
            ),
            Seed(
                act="replace",
                kind="phone",
                old="24小时应急电话：029-83239999。负责执行事故信息",
                new="24小时应急电话：029-83239111。负责执行事故信息",
            ),
            Seed(act="move", kind="moved", old="负责疏散人员安置工作并对现场受伤人员", at="负责伤亡人员的善后处理"),
        ),
    ),
    Seeded(
        file="shared:laws/行政法规/道路运输条例(2019-03-02).md",
        seeds=(
            Seed(act="move", kind="moved", old="第二十条 客运经营者不得强迫", at="第三十条"),
            Seed(
                act="add_article",
                kind="added",
                at="第二十五条",
                new="货运经营者应当在车辆上安装卫星定位装置，并保证其正常使用。",
            ),
            Seed(act="remove_article", kind="removed", old="第六条"),
        ),
    ),
)
