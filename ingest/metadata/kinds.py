"""The type of a document: the first rule whose pattern its title fits, then what its number and issuer say."""

from __future__ import annotations

import re

from ingest.metadata.places import region_at_start
from kb.records import Metadata

_RULE_RE = re.compile(
    r"(?:(?<![做方])法|条例|办法|规定|细则|规则|规程|章程|决定|决议|守则|安排|命令|解释|意见|通知|批复|答复|公告|函|通告|要求|制度)(?:[（(][^）)]*[）)]|[一二三四五六七八九十])*$"
)
_BY_TITLE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("card", re.compile(r"处置卡|明白卡|避险卡|口袋卡|应急卡")),
    ("plan_fire_evac", re.compile(r"灭火和(?:应急)?疏散预案|消防.{0,4}疏散预案")),
    ("drill_script", re.compile(r"演练.*(?:脚本|台本)|导演脚本")),
    ("drill_eval_scheme", re.compile(r"演练评估方案")),
    ("drill_eval", re.compile(r"演练.*评(?:估|价)")),
    ("drill_summary", re.compile(r"演练.*(?:总结|记录|小结)")),
    ("drill_tabletop", re.compile(r"桌面(?:演练|推演)|推演")),
    ("drill_plan", re.compile(r"演练.*(?:方案|计划|规划)")),
    ("risk_report", re.compile(r"风险(?:辨识)?评估报告|风险辨识")),
    ("resource_report", re.compile(r"应急资源调查")),
    ("plan_eval", re.compile(r"预案评估")),
    ("survey_report", re.compile(r"调研报告")),
    ("investigation", re.compile(r"(?:事故|火灾|爆炸|事件|坍塌|灾害).*调查(?:评估)?报告|事故调查")),
    ("info_report", re.compile(r"信息报告$|快报$|[首续终]报$|专报$")),
    ("practice", re.compile(r"(?:经验|创新|典型)?做法|经验(?:材料|交流)|交流发言")),
    ("speech", re.compile(r"讲话")),
    ("work_report", re.compile(r"工作(?:情况)?(?:报告|总结|要点|计划|谋划|汇报)|年度总结|总结报告")),
    ("plan_unit_onsite", re.compile(r"现场处置方案")),
    ("manual", re.compile(r"手册")),
)
_WARNING_RE = re.compile(r"(?:预警|预警信息|预警信号|防御提示|风险提示)$")
_PLAN_RE = re.compile(r"预案")
_PLANS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("plan_catastrophe", re.compile(r"巨灾")),
    ("plan_joint", re.compile(r"联合应急预案")),
    ("plan_event", re.compile(r"(?:活动|赛事|庆典|运动会|博览会|论坛|春运|节会|大会).*预案|保障应急预案")),
)
_OVERALL_RE = re.compile(r"总体(?:应急)?预案|突发(?:公共)?事件(?:总体|综合)?应急预案$")
_BODY_RE = re.compile(r"(?:局|(?<!公)厅|(?<![内全])部|中心|委员会)(?!分|队)")
_STANDARD_RE = re.compile(r"^(?:GB|AQ|DB|YJ|XF|GA|SL|MH|JT|HJ|WS|TSG|MT)")


def read_type(known: Metadata, head_text: str) -> str:
    """Return the id from `doc_types` of the taxonomy, "" when nothing tells the type.

    Args:
        known: The other fields; title, number, issuer, region and level are used.
        head_text: The lines before the first section.
    """
    title = known.title
    if _STANDARD_RE.match(known.document_number):
        return "standard"
    if _RULE_RE.search(title) and not re.search(r"预案的通知$", title):
        return _rule_type(known, head_text)
    for doc_type, pattern in _BY_TITLE:
        if pattern.search(title):
            return doc_type
    if _WARNING_RE.search(title):
        return "warning_notice"
    if _PLAN_RE.search(title):
        return _plan_type(known)
    return _other_type(known, head_text)


def _plan_type(known: Metadata) -> str:
    title = known.title
    for doc_type, pattern in _PLANS:
        if pattern.search(title):
            return doc_type
    if known.level == "village":
        return "plan_village"
    if known.level == "town":
        return "plan_town"
    if known.level == "enterprise":
        special = "专项" in title or not re.search(r"综合|生产安全事故|安全生产事故|突发(?:环境)?事件", title)
        return "plan_unit_special" if special else "plan_unit_comprehensive"
    if "综合应急预案" in title and not known.region:
        return "plan_unit_comprehensive"
    if _OVERALL_RE.search(title) and not _BODY_RE.search(title):
        return "plan_overall" if _is_overall(title) else "plan_special"
    department = _BODY_RE.search(title) or "部门" in title or re.search(r"(?<!公)[局厅部]$", known.issuer)
    return "plan_dept" if department else "plan_special"


def _is_overall(title: str) -> bool:
    """Tell a plan for all emergencies from one for the emergencies of one kind of place (高速公路突发事件…)."""
    rest = title.removeprefix(region_at_start(title)).removeprefix("国家")
    return "总体" in title or rest.startswith("突发")


def _rule_type(known: Metadata, head_text: str) -> str:
    if known.level == "enterprise" or _is_judicial(known):
        return "normative"
    if _is_law(known):
        return "law"
    if _is_by_cabinet(known, head_text):
        return "admin_reg"
    if known.region:
        return "local_reg" if _is_local_rule(known, head_text) else "normative"
    return "dept_rule" if "令" in known.document_number else _national_rule(known)


def _is_judicial(known: Metadata) -> bool:
    return "最高人民" in known.issuer or bool(re.match(r"最高人民|人民(?:法院|检察院)", known.title))


def _is_law(known: Metadata) -> bool:
    if known.region:
        return False
    named = re.search(r"(?:法|法典|宪法)$|修正案", known.title) and not re.search(r"[办方]法$", known.title)
    return bool(named) or "主席令" in known.document_number or known.issuer.startswith("全国人民代表大会")


def _is_by_cabinet(known: Metadata, head_text: str) -> bool:
    """Tell what the State Council issued, or approved for a ministry to issue, as older regulations were."""
    if "国务院令" in known.document_number:
        return True
    approved = known.issuer == "国务院" or re.search(r"国务院(?:第.{1,8}会议)?(?:批准|发布|通过)", head_text)
    return bool(approved) and not known.region and bool(re.search(r"条例|规定|办法|细则|规则", known.title))


def _is_local_rule(known: Metadata, head_text: str) -> bool:
    if "人民代表大会" in known.issuer or "令" in known.document_number:
        return True
    if "人民代表大会" in head_text or "公告" in head_text:
        return True
    return not known.document_number and bool(re.search(r"(?:条例|规定|办法|规则|细则)(?:[（(].*[）)])?$", known.title))


def _national_rule(known: Metadata) -> str:
    title = known.title
    if known.document_number:
        return "normative"
    if title.endswith(("条例", "实施细则")):
        return "admin_reg"
    ministerial = re.search(r"(?:规定|办法|规程|规则|细则)(?:[（(].*[）)])?$", title)
    return "dept_rule" if ministerial and (known.level == "national" or known.effective_on is not None) else "normative"


def _other_type(known: Metadata, head_text: str) -> str:
    title = known.title
    if re.search(r"宪法|法典|修正案", title):
        return "law"
    if re.search(r"(?:标准|导则)(?:[（(].*[）)])?$", title):
        return "dept_rule" if "令" in known.document_number else "standard"
    if re.search(r"(?:行动|工作|实施|整治|试点)方案", title):
        return "action_plan"
    if "国务院令" in head_text:
        return "admin_reg"
    if re.search(r"规划(?:纲要)?$", title):
        return "normative"
    if re.search(r"报告$|总结$", title):
        return "work_report"
    return "normative" if known.document_number or re.search(r"指南|规范|清单|目录|纲要|纪要", title) else ""
