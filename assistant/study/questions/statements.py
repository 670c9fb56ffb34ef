"""Sentences of clauses that can be printed alone: they name who and what, and point at nothing around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.reading.hidden import hidden_values
from assistant.study.questions.abbreviations import unexplained
from assistant.study.questions.clauses import Clause, Line
from assistant.study.questions.teachable import named, plain_title
from kb.text import sentence_spans

SHORTEST, LONGEST = 16, 130
_WHOLE_PARAGRAPH = 120
_LONGEST_HEADING = 22
_CONDITIONS = re.compile("条件|情形")
_FORMAL = re.compile("起施行|负责解释|印发之日|同时废止")
# A person: a post and a name, or a name before what the person holds. Names change hands and are nobody's lesson.
_NAMED_PERSON = re.compile(
    "(?:经理|组长|主任|局长|队长|所长|站长|部长|书记|镇长|村长|主席|厂长|指挥|负责人|联系人|班长|值班员|信息员|操作工|安全员|医生|同志|指挥长|由|为)[:：]?"
    "(?:[赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹潘葛范彭鲁韦马苗俞袁柳史唐费薛雷贺倪汤罗毕郝康余顾孟黄穆萧尹姚邵汪毛米贝明戴宋庞熊纪舒项祝董梁杜阮蓝闵季贾江童颜郭梅林钟徐邱骆夏蔡田樊胡凌霍虞万柯卢莫丁邓洪崔龚程邢裴陆翁段侯全秋宁甘厉武刘景龙叶白蒲乔闻谭冉桑桂牛边温柴瞿阎连易廖耿匡文寇欧蔚石安常于傅齐时巩聂辛曾关游]|欧阳|诸葛|上官)"
    "[\u4e00-\u9fff]{1,2}(?=[，。；、（(]|负责|任|担任|兼|应当|应在|立即|接到|须|必须)"
)
_AGAINST = re.compile("(?:决定|意见|裁决|结果)不服")
_WHOSE = re.compile(
    "^[^，]*(?:受理|责令|通知|告知|撤销|吊销|取消|要求|处罚|收回|注销|没收|允许|准予|将|对)其(?![他它中余])"
)
_BARE_TERM = re.compile(
    "[\u4e00-\u9fff]{2,5}(?:时间|期限|有效期|费用|标准|数额|金额|比例)(?:不|为|应|最|至|一般|由)|被[\u4e00-\u9fff]{2}(?:单位|机关|部门)"
)  # 安全培训时间不少于: which?
_SEMICOLON = re.compile("[；;]")
_TITLE_SENTENCE = re.compile("[\u4e00-\u9fff、]{2,10}。(?=.{16})")
_CASE = re.compile(
    "(?:受理|收到|接到)(?P<what>申请|申报|报告|材料|通知|举报|投诉|请求|备案|决定|报送)(?:材料|书|文件)?(?=之日|次日|后|时|的|，|、|起)"
)
_LOOSE_SPACE = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef]) +| +(?=[\u3000-\u9fff\uff00-\uffef])")
_LINE_TITLE = re.compile("[\u4e00-\u9fff、]{2,16}")
_NO_TITLE = re.compile("[，。；：,;:]")
_POINTS_AWAY = re.compile(
    r"前款|前条|前项|前两款|本条|本款|本项|上述|前述|上款|上列|下列|如下|见(?:附|表|图)|附[件录表图]\s*\d|详见|该(?![当])|这[些个种类一]|此[类项时种]|同款|见本|第[一二三四五六七八九十\d]+部分|本部分|本章|本节|所列|所指|前[一二三]项"
    r"|第[一二三四五六七八九十百千\d]+[条款项章节]|以下(?:简称|方式|措施|程序|情形|条件|内容|职责|要求|原则|几|四|三|五|六)|(?<![级人户元%米里日天年月次名个辆吨℃台套艘处座支倍岁时钟大般及或其分顷亩一二三四五六七八九十百千万\\d之成型度层种类项家所斤克伏帕间])以上"
    r"|简称|上条|表\s*\d|图\s*\d|按照本(?:节|章)|除外|另有规定|所称|是指|予以保密|原规定|注[:：]|同上|\.\.\.|…|以上材料"
)
_DANGLING_START = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|同时|并(?!发)|但|或者?|且|还|也|另|此|因此|因而|其|这|那|对此|据此|否则|必要时|逾期|情节|构成|拒不|应当|应(?!急)|可以?|不得|要|须|必须|负责|由|对于?上|造成严重|有前|依照|处|没收|责令|给予|视|如|若|凡有|属于|符合|经|超过|按|在此|以及|和|及|与|含|包括|再|然后|随后|最后|首先|其次|接|到达|未|无|尚)"
)
_SUBJECT = re.compile(
    r"[^，,。；;：:]{2,28}?(?:应当|负责|不得|必须|可以|实行|承担|牵头|分为|由|是|(?<!行)为|立即|组织|接到|发现|启动|严禁|设在|不少于|不超过|至少|享有|有权)"
)
_BROKEN = re.compile(r"[\u4e00-\u9fff] [\u4e00-\u9fff]|[�□■]|\\|http|www\.|[<>{}|#*_]|^\W|\d\s+\d")
_PERSON = re.compile(r"(?:联系人|姓名)[:：]|(?<!\d)1[3-9]\d{9}(?!\d)")
_DEFINING = re.compile(
    r"风险描述|危险性分析|编制目的|编制依据|名词|术语|定义|解释|实施时间|施行|附则|规范性引用|引言|前言|目的|依据|适用范围|附件|附录|附表|签署|发布页|批准页|修订记录|编制说明|目录|情况设定|概况|基本情况|基本信息"
)
_INFORMATIVE = re.compile(
    r"方案|事故|灾害|火灾|泄漏|中毒|响应|预警|险情|洪|汛|旱|台风|地震|疫情|暴雨|内涝|山洪|级|转移|疏散|救助|报告|职责|演练|应急|警"
)
_GENERIC_HEADING = re.compile(
    r"^(?:总则|应急响应|应急处置|处置程序|应急保障|预案管理|后期处置|组织指挥.*|应急处置与救援|.{0,4}概述|附则)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A verbatim stretch of a line.

    Attributes:
        start, end: Offsets in the document; `text` has no end mark.
    """

    clause: Clause
    line: Line
    start: int
    end: int
    text: str


def statements_of(clause: Clause) -> Iterator[Statement]:
    """Yield what of a clause stands by itself, in order."""
    if is_frame(clause):
        return
    for at, line in enumerate(clause.lines):
        if (
            line.lead >= 0
            or (line.is_item and clause.is_article)
            or (at > 0 and _goes_on(clause, clause.lines[at - 1], line))
            or line.text[-1:] in "：:"
            or (line.is_item and _CONDITIONS.search(clause.headings[-1].title))
        ):
            continue
        yield from _statements_in(clause, line)


def _goes_on(clause: Clause, before: Line, line: Line) -> bool:
    """Tell whether a line is the rest of one that was broken in the middle, as text taken from pages is."""
    ended = before.text[-1:] in "。；;：:！？!?”）)" or _LINE_TITLE.fullmatch(before.text) is not None
    between = clause.document.text[before.end : line.start]
    return not ended and not line.is_item and not between.strip()


def is_frame(clause: Clause) -> bool:
    """Tell whether a clause only frames its document: purpose, terms, annexes, days of effect."""
    titles = " ".join(one.title for one in clause.headings)
    if any(one.kind.value == "appendix" for one in clause.headings) or _DEFINING.search(titles):
        return True
    first = clause.lines[0].text if clause.lines else ""
    return clause.is_article and bool(re.search(r"^为了?.{4,200}制定本|自.{2,14}起施行", first))


def _statements_in(clause: Clause, line: Line) -> Iterator[Statement]:
    if (
        len(line.text) <= _WHOLE_PARAGRAPH
        and line.text[-1:] in "。；;"
        and _stands(line.text, first=True)
        and not _leans_on_case(clause, line.text)
    ):
        titled = _TITLE_SENTENCE.match(line.text)
        start = titled.end() if titled else 0
        if _stands(line.text[start:], first=True):
            named = _SUBJECT.match(line.text[start:]) is not None
            yield _statement(clause, line, start if named else 0, len(line.text))
        return
    opens = not clause.is_article or line is clause.lines[0]
    for number, (start, end) in enumerate(_sentences(line.text)):
        text = line.text[start:end].strip()
        if text[-1:] in "。；;" and _stands(text, first=opens and number == 0) and not _leans_on_case(clause, text):
            yield _statement(clause, line, start, end)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans between full stops; of a long one only the part before its first semicolon, on which the rest leans."""
    begun = 0
    for span in sentence_spans(text):
        if text[: span.end].rstrip()[-1:] in "；;" and span.end < len(text):
            continue
        whole = text[begun : span.end]
        first = _SEMICOLON.search(whole)
        yield begun, begun + first.end() if first and len(whole.strip()) > LONGEST else span.end
        begun = span.end


def _leans_on_case(clause: Clause, text: str) -> bool:
    """Tell whether an article speaks of an application or report that a sentence before it introduced."""
    if clause.is_article and text.startswith(("对", "其中")):
        return True
    if clause.is_article and clause.lines[0].text[:12] not in text and _AGAINST.search(text):
        return True
    if (
        clause.is_article
        and not clause.lines[0].text.startswith(text)
        and (_WHOSE.search(text) or _BARE_TERM.match(text))
    ):
        return True
    found = _CASE.search(text) if clause.is_article else None
    return found is not None and found["what"] not in text[: found.start()]


def _statement(clause: Clause, line: Line, start: int, end: int) -> Statement:
    text = line.text[start:end]
    inner = len(text) - len(text.lstrip())
    kept = text.strip().rstrip("。；; ")
    return Statement(
        clause=clause,
        line=line,
        start=line.start + start + inner,
        end=line.start + start + inner + len(kept),
        text=kept,
    )


def _stands(text: str, *, first: bool) -> bool:
    if not SHORTEST <= len(text) <= LONGEST or not is_printable(text):
        return False
    if _POINTS_AWAY.search(text) or _DANGLING_START.match(text) or _FORMAL.search(text):
        return False
    return first or _SUBJECT.match(text) is not None


def is_printable(text: str) -> bool:
    """Tell whether a text has no hidden value, no private name or phone, no broken characters and paired brackets."""
    if hidden_values(text) or _BROKEN.search(text) or _PERSON.search(text) or _NAMED_PERSON.search(text):
        return False
    return all(text.count(left) == text.count(right) for left, right in ("（）", "“”", "《》", "()", "〔〕", "【】"))


def tidy(text: str) -> str:
    """Return a text without the spaces that PDF files leave between figures and words."""
    return _LOOSE_SPACE.sub("", text)


def points_away(text: str) -> bool:
    """Tell whether a text leans on something that is printed elsewhere."""
    return _POINTS_AWAY.search(text) is not None


def place_of(clause: Clause, *, hidden: str = "", words: str = "") -> str:
    """Return how a stem names the document and the place in it.

    Args:
        hidden: The key; headings that hold it are left out.
        words: What the stem prints; headings that it repeats are left out.
    """
    document = named(clause.document.metadata)
    noted = _explained(clause.document.text, words, hidden)
    if clause.is_article:
        return f"{document}{clause.headings[-1].label}{noted}"
    headings = [one for one in _shown(clause) if (not hidden or hidden not in one) and (not words or one not in words)]
    place = f"{document}“{'—'.join(headings)}”" if headings else document
    return f"{place}{noted}"


def _explained(text: str, words: str, hidden: str) -> str:
    """Return what the short names of the stem mean, in brackets; nothing that tells the key."""
    notes = [f"“{short}”指{full}" for short, full in unexplained(text, words) if not hidden or hidden not in full]
    return f"（{'；'.join(notes)}）" if notes else ""


def hides_heading(clause: Clause, key: str) -> bool:
    """Tell whether the headings that say what a clause is about hold the key, so that a stem cannot print them."""
    return not clause.is_article and any(key in one for one in _shown(clause))


def _shown(clause: Clause) -> list[str]:
    """Return the leaf heading and those above it that say which accident, level or warning it is about."""
    if not clause.headings:
        return []
    own, title = clause.headings[-1], plain_title(clause.document.metadata)
    above = [one.title for one in clause.headings[:-1] if _tells_matter(one.title, title)]
    if not own.title or _NO_TITLE.search(own.title) or len(own.title) > _LONGEST_HEADING or own.title in title:
        return above[-1:]
    leaf = own.title if own.label[:1] in "（(①" else f"{own.label} {own.title}".strip()
    return [*above[-1:], leaf]


def _tells_matter(heading: str, title: str) -> bool:
    return (
        0 < len(heading) <= _LONGEST_HEADING
        and heading not in title
        and _INFORMATIVE.search(heading) is not None
        and not _GENERIC_HEADING.match(heading)
        and not _NO_TITLE.search(heading)
    )
