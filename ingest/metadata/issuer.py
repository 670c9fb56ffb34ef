"""The body that issued a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.metadata.head import HeadLine
from ingest.structure.titles import tidy
from kb.records import Span

Found = tuple[str, Span | None]

_BODY_END = "人民政府|办公厅|办公室|委员会|指挥部|法院|检察院|公司|集团|总局|总队|支队|中心|局|厅|部|委|会|院|医院|学校|大学|街道办事处|办事处|处|站|所|厂|矿|队|酒店"
_BODY_RE = re.compile(rf"^[\u4e00-\u9fff（）()、 ]{{2,40}}(?:{_BODY_END})$")
_ORDER_RE = re.compile(
    r"(?:^|日|由|\s)((?:中华人民共和国)?[\u4e00-\u9fff、 ]{2,24}?)(?:令|公告)\s*[（(]?(?:[12]\d{3}\s?年)?\s*第"
)
_ASSEMBLY_RE = re.compile(
    r"((?:[\u4e00-\u9fff]{2,10}?)?)(?:第[一二三四五六七八九十]+届)(全国)?人民代表大会(常务委员会)?"
)
_COURT_RE = re.compile(r"(最高人民法院|最高人民检察院)(?=审判委员会|检察委员会|公告|发布)")
_CABINET_RE = re.compile(r"国务院(?=第.{1,6}次|令|发布|公布)")
_TITLE_RE = re.compile(
    rf"^((?:[\u4e00-\u9fff]{{2,24}}?(?:{_BODY_END})|中共中央|国务院)(?:[、 ]?[\u4e00-\u9fff]{{2,24}}?(?:{_BODY_END})|国务院)*?)(?:关于|印发)"
)
_COMPANY_RE = re.compile(r"^([\u4e00-\u9fff（）()]{2,30}?(?:有限(?:责任)?公司|集团公司|股份公司))")
_OWN_PLAN_RE = re.compile(
    r"^([\u4e00-\u9fff（）()]{2,30}?(?:公司|集团|酒店|医院|学校|大学|学院|管理局|人民政府|大楼"
    r"|(?<=[省市县区])[\u4e00-\u9fff]{2,8}(?:局|厅|委员会)))"
)
_RULE_RE = re.compile(r"(?:法|条例|办法|规定|细则|规则)(?:[（(][^）)]*[）)])*$")
_LABEL_RE = re.compile(
    r"(?:编制单位|发布单位|发布机构|发文机关|发布机关|编制部门|印发机关)\s*[：:]\s*([\u4e00-\u9fff（）()]{4,40})$"
)
# 临防指〔2026〕9号 临澜市防汛抗旱指挥部 2026年5月8日
_NUMBERED_RE = re.compile(rf"号\s+([\u4e00-\u9fff]{{2,30}}(?:{_BODY_END}))\s+(?:19|20)\d\d\s?年")
_NOT_BODY_RE = re.compile(r"^(?:各|抄送|主送|目录|附件|批准|审核|编制|第|部|本)|部门$")


def read_issuer(head: Sequence[HeadLine], text: str, title: str, title_span: Span | None) -> Found:
    """Return the body and where it stands, ("", None) when the document does not say.

    The order of reading: the order it was published with, the assembly or court that adopted it, the body named
    in the title, a line of its own in the head, the signature.
    """
    return (
        _labelled(head)
        or _from_events(head)
        or _from_title(title, title_span)
        or _own_line(head, title_span)
        or _signature(text)
        or ("", None)
    )


def _labelled(head: Sequence[HeadLine]) -> Found | None:
    for line in head:
        match = _LABEL_RE.search(line.text) or _NUMBERED_RE.search(line.text)
        if match is not None:
            return tidy(match[1]), Span(start=line.start + match.start(1), end=line.start + match.end(1))
    return None


def _from_events(head: Sequence[HeadLine]) -> Found | None:
    for line in head:
        if not _tells_event(line.text):
            continue
        for pattern in (_ORDER_RE, _CABINET_RE, _COURT_RE):
            match = pattern.search(line.text)
            if match is not None and match[match.lastindex or 0].strip():
                body = tidy(match[match.lastindex or 0])
                return body.removeprefix("中华人民共和国") or body, line.span_of(match[match.lastindex or 0])
        assembly = _assembly(line)
        if assembly is not None:
            return assembly
    return _split_order(head)


def _tells_event(text: str) -> bool:
    """Tell whether a line records how the document came about, and is not a sentence or a list of sources."""
    return text[0] not in "《为根依现按经—" and (len(text) <= 60 or text[0] in "（(第" or text[0].isnumeric())


def _assembly(line: HeadLine) -> Found | None:
    match = _ASSEMBLY_RE.search(line.text) if "人民代表大会" in line.text else None
    if match is None:
        return None
    place = re.sub(r"^.*[0-9０-９一二三四五六七八九十]\s*日|^\s+|^日?在", "", match[1])
    if place.startswith("日") and line.text[: match.start(1)][-1:].isdigit():
        place = place[1:]  # …28日陕西省…, not 日照市
    name = f"{place}{match[2] or ''}人民代表大会{match[3] or ''}"
    return name, Span(start=line.start + match.start(), end=line.start + match.end())


def _split_order(head: Sequence[HeadLine]) -> Found | None:
    for line, following in pairwise(head):
        if line.text.endswith("令") and following.text.lstrip("（( ").startswith("第"):
            body = tidy(line.text).removesuffix("令")
            return body.removeprefix("中华人民共和国") or body, line.span_of("")
    return None


def _from_title(title: str, span: Span | None) -> Found | None:
    for pattern in (_TITLE_RE,) if _RULE_RE.search(title) else (_TITLE_RE, _COMPANY_RE, _OWN_PLAN_RE):
        match = pattern.match(title)
        if match is not None:
            return match[1], span
    return None


def _own_line(head: Sequence[HeadLine], title_span: Span | None) -> Found | None:
    """Find a line that holds nothing but a body, the one after the title first."""
    bodies = [line for line in head[:25] if _is_body(line.text)]
    if not bodies:
        return None
    after = [line for line in bodies if title_span is not None and line.start >= title_span.end]
    chosen = [(after or bodies)[0]]
    chosen += [line for line in bodies if line.start == chosen[-1].end + 1]
    return "、".join(tidy(line.text) for line in chosen), Span(start=chosen[0].start, end=chosen[-1].end)


def _is_body(text: str) -> bool:
    return len(text) <= 40 and bool(_BODY_RE.match(text)) and not _NOT_BODY_RE.search(text)


def _signature(text: str) -> Found | None:
    end = len(text)
    for _ in range(8):
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].strip()
        if _is_body(line):
            return tidy(line), Span(start=start, end=end)
        if start == 0:
            return None
        end = start - 1
    return None
