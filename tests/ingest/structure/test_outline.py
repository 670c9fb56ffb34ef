"""Which lines are headings, and how they nest."""

from __future__ import annotations

from kb.records import SectionKind
from tests.ingest.structure.lines import outline_of, structured_lines


def _outline(text: str) -> list[str]:
    return outline_of(structured_lines(text))


def test_statute_with_parts_chapters_sections_articles() -> None:
    assert _outline(
        "第一编 总则\n第一章 基本规定\n第一条 为了保护权益，制定本法。\n第二条 本法调整下列关系：\n（一）人身关系；\n（二）财产关系。\n"
        "第二章 自然人\n第一节 权利能力\n第三条 自然人从出生时起具有权利能力。\n第二节 监护\n第四条 父母是监护人。\n"
        "第二编 物权\n第一章 一般规定\n第五条 国家实行市场经济。"
    ) == [
        "第一编 总则",
        "  第一章 基本规定",
        "    第一条",
        "    第二条",
        "  第二章 自然人",
        "    第一节 权利能力",
        "      第三条",
        "    第二节 监护",
        "      第四条",
        "第二编 物权",
        "  第一章 一般规定",
        "    第五条",
    ]


def test_reference_at_the_start_of_a_line_is_no_article() -> None:
    assert _outline(
        "第一条 制定本办法。\n第二条 适用本办法。\n第三条 报告时限如下。\n第二条规定的单位应当报告。\n"
        "第三条第二款所称单位，是指企业。\n第一条、第二条的规定不适用。\n第四条 本办法自公布之日起施行。"
    ) == ["第一条", "第二条", "第三条", "第四条"]


def test_article_number_that_jumps_backward_is_text() -> None:
    assert _outline("第十条 甲。\n第十一条 乙。\n第十条 应当依法处理。\n第十二条 丙。") == [
        "第十条",
        "第十一条",
        "第十二条",
    ]


def test_articles_without_space_in_bold_or_split_over_lines() -> None:
    assert _outline("**第一条**为了规范管理，制定本规定。\n第二条本规定适用于企业。\n第三条\n企业应当报告。") == [
        "第一条",
        "第二条",
        "第三条",
    ]


def test_second_statute_in_one_file_counts_from_one_again() -> None:
    assert _outline("第一章 总则\n第一条 甲。\n第二条 乙。\n附件 实施细则\n第一章 总则\n第一条 丙。\n第二条 丁。") == [
        "第一章 总则",
        "  第一条",
        "  第二条",
        "附件 实施细则",
        "  第一章 总则",
        "    第一条",
        "    第二条",
    ]


def test_plan_that_mixes_four_ways_of_numbering() -> None:
    assert _outline(
        "1 总则\n1.1 编制目的\n为做好处置工作，制定本预案。\n4 应急响应\n4.1 响应启动\n4.1.1 Ⅱ级响应\n"
        "（1）启动条件\n造成3人以上死亡的。\n①立即报告；\n②赶赴现场。\n（2）响应措施\n市指挥部统一指挥。\n4.2 响应终止\n由指挥部宣布。"
    ) == [
        "1 总则",
        "  1.1 编制目的",
        "4 应急响应",
        "  4.1 响应启动",
        "    4.1.1 Ⅱ级响应",
        "      （1）启动条件",
        "      （2）响应措施",
        "  4.2 响应终止",
    ]


def test_official_letter_levels() -> None:
    assert _outline(
        "一、总体要求\n坚持人民至上。\n二、工作安排\n（一）准备阶段\n1.形成清单。各单位应当在三月底前形成清单并上报。\n"
        "2.部署任务。各县区应当成立工作专班，逐级部署落实。\n（二）排查阶段\n逐段排查。\n三、工作要求\n加强领导。"
    ) == [
        "一、总体要求",
        "二、工作安排",
        "  （一）准备阶段",
        "    1.形成清单",
        "    2.部署任务",
        "  （二）排查阶段",
        "三、工作要求",
    ]


def test_items_that_are_sentences_are_no_headings() -> None:
    assert _outline(
        "5.2 处置措施\n1. 立即报告总指挥。\n2. 切断泄漏源。\n（1）疏散下风向人员；\n5.3 注意事项\n佩戴防护用品。"
    ) == [
        "5.2 处置措施",
        "5.3 注意事项",
    ]


def test_short_items_without_text_below_are_no_headings() -> None:
    assert _outline("3.1 报告内容\n1. 事故时间\n2. 事故地点\n3. 伤亡人数\n3.2 报告时限\n1小时内。") == [
        "3.1 报告内容",
        "3.2 报告时限",
    ]


def test_numbering_that_restarts_below_a_named_plan() -> None:
    assert _outline(
        "一、总则\n适用于本单位。\n二、现场处置方案\n（一）火灾事故现场处置方案\n一、事故特征\n电气线路老化。\n二、应急处置\n立即断电。\n"
        "（二）触电事故现场处置方案\n一、事故特征\n人体触电。\n二、应急处置\n切断电源。\n三、附则\n自印发之日起施行。"
    ) == [
        "一、总则",
        "二、现场处置方案",
        "  （一）火灾事故现场处置方案",
        "    一、事故特征",
        "    二、应急处置",
        "  （二）触电事故现场处置方案",
        "    一、事故特征",
        "    二、应急处置",
        "三、附则",
    ]


def test_contents_are_one_section_and_open_none() -> None:
    structured = structured_lines(
        "某某应急预案\n目 录\n1 总则 - 1 -\n1.1 编制目的 - 1 -\n2 组织机构 - 3 -\n1 总则\n1.1 编制目的\n制定本预案。\n2 组织机构\n设指挥部。"
    )
    assert outline_of(structured) == ["目录", "1 总则", "  1.1 编制目的", "2 组织机构"]
    contents = structured.sections[1]
    assert structured.text[contents.start : contents.end].endswith("2 组织机构 - 3 -")


def test_contents_with_leaders_need_no_title() -> None:
    assert _outline("第一章 总则………………1\n第二章 附则………………9\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。") == [
        "第一章 总则",
        "  第一条",
        "第二章 附则",
        "  第二条",
    ]


def test_number_and_title_on_separate_lines() -> None:
    structured = structured_lines(
        "1\n总则\n1.1\n编制目的\n为加强管理，制定本预案。\n1.2\n编制依据\n依据法律。\n2\n组织体系\n由三级组成。"
    )
    assert outline_of(structured) == ["1 总则", "  1.1 编制目的", "  1.2 编制依据", "2 组织体系"]
    assert structured.text[structured.sections[2].start : structured.sections[2].heading_end] == "1.1\n编制目的"


def test_page_number_before_a_line_is_no_chapter() -> None:
    assert _outline(
        "目录\n1 总则 ........ 1\n2 组织体系 ........ 3\n3 附则 ........ 9\n1 总则\n为加强管理，制定本预案。\n"
        "2 广西行政区域内的单位\n应当执行。\n2 组织体系\n由三级组成。\n3 附则\n自印发之日起施行。"
    ) == ["目录", "1 总则", "2 组织体系", "3 附则"]


def test_heading_levels_of_the_format_decide_where_there_is_no_number() -> None:
    assert _outline("# 某市应急预案\n## 基本情况\n人口五万。\n### 地形\n多山。\n## 职责\n统一指挥。") == [
        "基本情况",
        "  地形",
        "职责",
    ]


def test_the_number_of_a_form_is_no_heading_whatever_its_style() -> None:
    form = "# 应急演练记录表\n演练地点 厂区\n# HSE CX/ JL 20-01 编号：\n演练时间 上午\n# 表号：AQ-03\n记录\n# Q/SY 08002-2021\n注"
    assert _outline(form) == ["应急演练记录表"]
    assert _outline("正文\n# 编号规则\n按年编号。\n# HSE 职责\n负责。") == ["编号规则", "HSE 职责"]


def test_headings_of_one_level_with_and_without_numbers() -> None:
    assert _outline(
        "## 一、总则\n甲。\n### 1. 目的\n乙。\n### 2. 依据\n丙。\n## 二、职责\n### 1. 指挥部\n丁。\n## 附则\n戊。"
    ) == [
        "一、总则",
        "  1.目的",
        "  2.依据",
        "二、职责",
        "  1.指挥部",
        "附则",
    ]


def test_judicial_headings_hold_articles() -> None:
    assert _outline("一、一般规定\n第一条 甲。\n第二条 乙。\n二、责任承担\n第三条 丙。") == [
        "一、一般规定",
        "  第一条",
        "  第二条",
        "二、责任承担",
        "  第三条",
    ]


def test_attachment_leaves_the_body_and_its_note_opens_nothing() -> None:
    structured = structured_lines(
        "1 总则\n制定本预案。\n附件：1.通讯录\n2.物资清单\n附件1\n应急通讯录\n值班室：0999-1110000"
    )
    assert outline_of(structured) == ["1 总则", "附件1 应急通讯录"]
    assert structured.sections[-1].kind is SectionKind.APPENDIX


def test_appendix_decimals_nest() -> None:
    assert _outline("附录A 分级方法\nA.1 总则\n甲。\nA.2 工艺\n乙。\nA.2.1 评分\n丙。\nA.3 级别\n丁。") == [
        "附录A 分级方法",
        "  A.1 总则",
        "  A.2 工艺",
        "    A.2.1 评分",
        "  A.3 级别",
    ]


def test_sections_tile_the_text() -> None:
    structured = structured_lines("前言说明。\n第一章 总则\n第一条 甲。\n第二条 乙。\n第二章 附则\n第三条 丙。")
    sections = structured.sections
    assert [section.ordinal for section in sections] == list(range(len(sections)))
    for section in sections[1:]:
        parent = sections[section.parent]
        assert parent.start <= section.start <= section.end <= parent.end
        assert section.depth == parent.depth + 1
    assert structured.text[sections[1].start : sections[1].end] == "第一章 总则\n第一条 甲。\n第二条 乙。"
