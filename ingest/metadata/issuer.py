"""The body that issued a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.metadata.head import HeadLine
from ingest.metadata.places import region_at_start
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
    r"(?:编制单位|发布单位|发布机构|发文机关|发布机关|发布主体|编制部门|印发机关)\s*[：:]\s*([\u4e00-\u9fff（）()]{4,40})$"
)
# 临防指〔2026〕9号 临澜市防汛抗旱指挥部 2026年5月8日
_NUMBERED_RE = re.compile(rf"号\s+([\u4e00-\u9fff]{{2,30}}(?:{_BODY_END}))\s+(?:19|20)\d\d\s?年")
# 2026年上海市政府工作报告, given by the head of the government of that place.
_GOVERNMENT_REPORT_RE = re.compile(r"(?:^|年)([\u4e00-\u9fff]{0,12}?)(?:人民)?政府工作报告")
_REPORTED_TO_RE = re.compile(r"在([\u4e00-\u9fff]{2,10}?)第[一二三四五六七八九十]+届人民代表大会")
_ANNOUNCED_RE = re.compile(
    r"^((?:[\u4e00-\u9fff]{2,16}?)(?:中央|国务院|部|厅|局|委员会|办公厅|办公室|人民政府))(?:、|联合)?(?:印发|发布)《"
)
# 桂西公路发展中心2025年度…方案, 滨湖街2024年工作总结
_OWN_NAME_RE = re.compile(r"^([\u4e00-\u9fff]{2,16}?(?:中心|支队|大队|街道?|镇|乡|村|社区))(?=(?:19|20)\d\d年)")
_SPEAKER_RE = re.compile(r"^([\u4e00-\u9fff]{4,24}(?:局|部|厅|委员会|中心|办公室|公司))[ \u3000]+[\u4e00-\u9fff]{2,4}$")
_SHORTENED_RE = re.compile(
    r"([\u4e00-\u9fff]{6,24}(?:公司|集团|医院|学校|大学))[（(]以下(?:统)?简称[“\"]?(?:本|集团|总)?(?:公司|集团|医院|学校)[”\"]?[）)]"
)
_STATE_RE = re.compile(r"^中华人民共和国(?=.)")
_DAY_BEFORE_RE = re.compile(
    r"^[（(]?(?:[^\u4e00-\u9fff]*年.*?月.*?)?日(?!照)(?=[\u4e00-\u9fff]{2})"
)  # …6月3日公安部令第1号
_PHRASE_RE = re.compile(r"[的在内各]|本[市省县]")
_PURPOSE_RE = re.compile(
    r"^(?:.*?为了?)?(?:.*?(?:促进|规范|加强|明确|确保|提高|完善|保障|推动))?(?=[\u4e00-\u9fff]{6})"
)
_KIND_OF_FIRM_RE = re.compile(r"证券|期货|基金|保险|信托|融资|商业|小额|典当|上市|外商|股份有限|有限责任")
_SOURCE_RE = re.compile(
    r"来源\s*[：:]\s*((?:中华人民共和国)?[\u4e00-\u9fff]{2,20}(?:部|局|厅|委员会|人民政府|开发区))$"
)
# 安徽省水利厅安徽省气象局: a body ends and the next begins with its place.
_BODIES_RE = re.compile(r"(?<=[厅局部委会办室])(?=[\u4e00-\u9fff]{2,3}(?:省|市|县|区|自治区)[\u4e00-\u9fff])")
_NATIONAL_BODIES_RE = re.compile(r"(?<=[局部委会署])(?=(?:国家|中国)[\u4e00-\u9fff]{2})|(?<=中共中央)(?=国务院)")
_NOT_BODY_RE = re.compile(r"^(?:各|抄送|主送|目录|附件|批准|审核|编制|第|部|本)|部门$")
_SHORTENED_WITHIN = 1500
_SIGNATURE_LINES = 10


def read_issuer(head: Sequence[HeadLine], text: str, title: str, title_span: Span | None) -> Found:
    """Return the body and where it stands, ("", None) when the document does not say; joint bodies with 、 between.

    The order of reading: the order it was published with, the assembly or court that adopted it, the body named
    in the title, a line of its own in the head, the signature, the body the text calls 公司 for short, the source.
    """
    found = (
        _labelled(head)
        or _government(head, title, title_span)
        or _from_events(head)
        or _from_title(title, title_span)
        or _own_line(head, title_span)
        or _signature(text)
        or _shortened(text)
        or _source(head)
    )
    return ("", None) if found is None else (separate_bodies(found[0]), found[1])


def separate_bodies(bodies: str) -> str:
    """Return joint bodies with 、 between them: 安徽省水利厅安徽省气象局 → 安徽省水利厅、安徽省气象局."""
    parts = [part for part in re.split(r"[、,，/]", bodies) if part]
    separated = [_STATE_RE.sub("", _DAY_BEFORE_RE.sub("", piece)) for part in parts for piece in _split(part)]
    return "、".join(dict.fromkeys(separated))


def _split(bodies: str) -> list[str]:
    pattern = _NATIONAL_BODIES_RE if bodies.startswith(("国家", "中国", "中共")) else _BODIES_RE
    by_place = pattern is _BODIES_RE and not region_at_start(bodies)
    return [bodies] if by_place else [piece for piece in pattern.split(bodies) if piece]


def _government(head: Sequence[HeadLine], title: str, span: Span | None) -> Found | None:
    """Return the government whose report to its assembly this is."""
    match = _GOVERNMENT_REPORT_RE.search(title)
    if match is None:
        return None
    if match[1]:
        return f"{match[1]}人民政府", span
    for line in head:
        place = _REPORTED_TO_RE.search(line.text)
        if place is not None:
            return f"{place[1]}人民政府", line.span_of(place[1])
    return None


def _shortened(text: str) -> Found | None:
    match = _SHORTENED_RE.search(text[:_SHORTENED_WITHIN])
    if match is None:
        return None
    name = _PURPOSE_RE.sub("", match[1])
    start = match.end(1) - len(name)
    return (
        None if _KIND_OF_FIRM_RE.match(name) or _PHRASE_RE.search(name) else (name, Span(start=start, end=match.end(1)))
    )


def _source(head: Sequence[HeadLine]) -> Found | None:
    for line in head:
        match = _SOURCE_RE.search(line.text)
        if match is not None:
            return match[1], Span(start=line.start + match.start(1), end=line.start + match.end(1))
    return None


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
    if "会议上" in line.text:
        return None  # a report given there
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
    patterns = (_TITLE_RE,) if _RULE_RE.search(title) else (_TITLE_RE, _COMPANY_RE, _OWN_PLAN_RE, _OWN_NAME_RE)
    for pattern in patterns:
        match = pattern.match(title)
        if match is not None:
            return match[1], span
    return None


def _own_line(head: Sequence[HeadLine], title_span: Span | None) -> Found | None:
    """Find a line that holds nothing but a body, the one after the title first; then one with its speaker."""
    for line in head[:25]:
        announced = _ANNOUNCED_RE.match(line.text)
        if announced is not None:
            return announced[1], line.span_of(announced[1])
    bodies = [line for line in head[:25] if _is_body(line.text)]
    if not bodies:
        return _speaker(head)
    after = [line for line in bodies if title_span is not None and line.start >= title_span.end]
    chosen = [(after or bodies)[0]]
    for line in bodies:
        if line.start == chosen[-1].end + 1:
            chosen.append(line)
    return "、".join(_spaced(line.text) for line in chosen), Span(start=chosen[0].start, end=chosen[-1].end)


def _speaker(head: Sequence[HeadLine]) -> Found | None:
    for line in head[:12]:
        match = _SPEAKER_RE.match(line.text.strip())
        if match is not None:
            return match[1], line.span_of(match[1])
    return None


def _spaced(text: str) -> str:
    """Return a line of bodies with 、 for the spaces between them; spread characters close up."""
    parts = text.split()
    joint = len(parts) > 1 and all(len(part) > 3 and _is_body(part) for part in parts)
    return "、".join(parts) if joint else tidy(text)


def _is_body(text: str) -> bool:
    return len(text) <= 40 and bool(_BODY_RE.match(text)) and not _NOT_BODY_RE.search(text)


def _signature(text: str) -> Found | None:
    """Find the body, or the bodies one under the other, that sign the text."""
    end, first, names = len(text), Span(start=0, end=0), list[str]()
    for _ in range(_SIGNATURE_LINES):
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].strip()
        if _is_body(line):
            names.insert(0, _spaced(line))
            first = Span(start=start, end=first.end or end)
        elif names:
            break
        if start == 0:
            break
        end = start - 1
    return ("、".join(names), first) if names else None
