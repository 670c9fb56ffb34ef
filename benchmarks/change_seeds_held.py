"""Changes planted into other documents, held back: run once when the comparison is finished, never tuned on."""

from __future__ import annotations

from benchmarks.change_seeds import Seed, Seeded

HELD: tuple[Seeded, ...] = (
    Seeded(
        file="government/临澜市危险化学品事故应急预案.docx",
        seeds=(
            Seed(
                act="replace",
                kind="limit",
                old="园区企业还应当在事故发生后10分钟内电话通报",
                new="园区企业还应当在事故发生后5分钟内电话通报",
            ),
            Seed(act="replace", kind="number", old="接令后30分钟内出动", new="接令后30分钟内出动60人"),
            Seed(
                act="replace",
                kind="body",
                old="抢险救援组组长由市消防救援支队负责人担任",
                new="抢险救援组组长由市应急管理局负责人担任",
            ),
            Seed(act="remove", kind="removed", old="8.市市场监督管理局"),
            Seed(
                act="move",
                kind="moved",
                old="4.通知可能受影响的周边单位和社区",
                at="4.市应急管理局接到较大以上事故报告后",
            ),
        ),
    ),
    Seeded(
        file="government/临澜市防汛抗旱应急预案.pdf",
        seeds=(
            Seed(
                act="replace",
                kind="number",
                old="澜水临澜站水位达到警戒水位 36.50 米",
                new="澜水临澜站水位达到警戒水位 36.20 米",
            ),
            Seed(act="replace", kind="limit", old="乡镇在 10 分钟内叫应到村", new="乡镇在 5 分钟内叫应到村"),
            Seed(
                act="replace",
                kind="level",
                old="市气象局发布暴雨黄色预警，经会商",
                new="市气象局发布暴雨蓝色预警，经会商",
            ),
            Seed(
                act="add",
                kind="added",
                at="（4）1 个区县发生一般洪涝灾害",
                new="（5）塘坝出现险情，经研判可能影响下游居民；",
            ),
            Seed(act="replace", kind="phone", old="值班电话 0600-5550122", new="值班电话 0600-5550120"),
        ),
    ),
    Seeded(
        file="government/石桥村山洪灾害防御与转移避险应急预案.md",
        seeds=(
            Seed(act="replace", kind="number", old="立即转移 | 达到60毫米", new="立即转移 | 达到50毫米"),
            Seed(act="replace", kind="limit", old="在转移完成后20分钟内", new="在转移完成后一刻钟内"),
            Seed(act="replace", kind="body", old="监测员 | 方临溪", new="监测员 | 石临泉"),
        ),
    ),
    Seeded(
        file="government/临澜市火灾事故应急预案.html",
        seeds=(
            Seed(act="replace", kind="duty", old="重点单位停止动火作业", new="重点单位可以停止动火作业"),
            Seed(act="replace", kind="limit", old="供水企业：接到通知后5分钟内", new="供水企业：接到通知后8分钟内"),
            Seed(
                act="split",
                kind="split",
                old="任何人发现火灾都应当立即拨打119报警",
                at="发现火灾的单位应当同时启动",
                new="",
            ),
            Seed(act="remove", kind="removed", old="3.员工宿舍不得与生产"),
        ),
    ),
    Seeded(
        file="enterprise/临澜恒泰化工有限公司应急物资装备清单.docx",
        seeds=(
            Seed(
                act="replace",
                kind="number",
                old="灭火 | 手提式干粉灭火器 | 8公斤 | 24具",
                new="灭火 | 手提式干粉灭火器 | 8公斤 | 20具",
            ),
            Seed(act="add", kind="added", at="医疗 | 急救箱", new="医疗 | 担架 | 折叠式 | 4副 | 医务室 | 白若溪"),
        ),
    ),
    Seeded(
        file="shared:laws/行政法规/母婴保健法实施办法(2017-11-17).md",
        seeds=(
            # First: the number is that of the old text, before the seed below counts later articles further.
            Seed(act="remove_article", kind="removed", old="第二十八条"),
            Seed(
                act="add_article",
                kind="added",
                at="第十三条",
                new="医疗、保健机构应当公开婚前医学检查的项目和流程，接受社会监督。",
            ),
            Seed(act="replace", kind="number", old="有不满1周岁婴儿的妇女", new="有不满2周岁婴儿的妇女"),
        ),
    ),
)
