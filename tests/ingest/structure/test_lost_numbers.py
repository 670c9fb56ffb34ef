"""Plans whose automatic numbers were lost."""

from __future__ import annotations

from tests.ingest.structure.lines import outline_of, structured_lines

PLAN = (
    "某酒店生产安全事故应急预案\n综合应急预案\n总则\n适用范围\n本预案适用于本酒店。\n响应分级\n分为三级，由总指挥启动。\n"
    "应急组织机构及职责\n应急指挥部由总经理担任总指挥。\n应急响应\n信息报告\n发现人立即报告值班经理。\n响应启动\n响应级别\n"
    "Ⅲ级响应由部门启动。\n响应终止\n险情排除后终止。\n后期处置\n善后处置\n做好安抚工作。\n应急保障\n应急队伍保障\n"
    "组建义务消防队。\n火灾事故现场处置方案\n事故风险描述\n电气线路老化。\n应急处置\n立即断电。\n注意事项\n不得乘坐电梯。"
)


def test_names_of_chapters_open_sections() -> None:
    assert outline_of(structured_lines(PLAN)) == [
        "综合应急预案",
        "  总则",
        "    适用范围",
        "    响应分级",
        "  应急组织机构及职责",
        "  应急响应",
        "    信息报告",
        "    响应启动",
        "      响应级别",
        "    响应终止",
        "  后期处置",
        "    善后处置",
        "  应急保障",
        "    应急队伍保障",
        "火灾事故现场处置方案",
        "  事故风险描述",
        "  应急处置",
        "  注意事项",
    ]


def test_names_in_a_list_are_no_headings() -> None:
    names = "培训内容\n总则\n信息报告\n预警\n响应启动\n响应终止\n后期处置\n善后处置\n应急保障\n经费保障\n以上内容每年培训一次。"
    assert "  " not in "".join(outline_of(structured_lines(names)))
    assert len(outline_of(structured_lines(names))) <= 1


def test_numbered_plan_keeps_to_its_numbers() -> None:
    numbered = "".join(f"{n} 第{n}部分内容\n应当做好相关工作。\n" for n in range(1, 30))
    assert not any(heading.strip() in ("总则", "预警") for heading in outline_of(structured_lines(numbered + PLAN)))
