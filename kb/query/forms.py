"""Questions that take more than reading one place: a clause by number, standing, comparison, computation."""

from __future__ import annotations

import re

from kb.query.clauses import clause_tail
from kb.records import AnswerKind

_JOINT = r"(?:和|与|跟|同|及|以及|还是|比|、|对)"
_DIFFER = r"(?:不同|不一样|区别|差别|差异|异同|变化|改动|调整)"
_MEASURE = r"(?:长|短|多|少|大|小|高|低|快|慢|早|晚|严格?|近|远|重|轻)"
_CLAUSE_FILLER = re.compile(
    r"(?:[的里中都是了,，。?？!！\s]|旧|老|新|原来|原先|以前|修[订改正](?:之|以)?[前后]|现在|现行|具体|到底|究竟|怎么样?|怎样|如何|咋|说|规定|写|讲|要求"
    r"|什么|啥|哪些|内容|原文|全文|条文|条款|全部|呢|吗|看一?下|念一?下|查一?下)*"
)
_DOCUMENT = re.compile(r"[》法例号]|办法|规定|预案|方案|细则|标准|规程|制度|通知|意见|文件|版")
_STANDING = re.compile(
    r"(?:是否|是不是|还|仍|仍然|现在|目前|依然)(?:是)?(?:在)?(?:现行|有效|适用|管用|算数|能用|执行|继续)"
    r"|(?:有效|能用|适用|管用|算数|现行)(?:的)?(?:吗|么|没|不)|现行有效|效力(?:如何|怎么样|状态)"
    r"|(?:废止|失效|作废|废除|被?替代|被?取代|过期)(?:了)?(?:吗|没有?|么|不|没)"
    r"|(?:是否|是不是|有没有|已经?)(?:被|已经?|给)*(?:废止|失效|作废|废除|替代|取代|过期)"
)
_CONTENT_AFTER = re.compile(r"有效(?:期|性|控制|防护|预防|措施|处置)|适用(?:于|范围|条件|情形)")
_COMPARISON = tuple(
    re.compile(cue)
    for cue in (
        rf"(?:有什么|有何|有哪些|有啥|有没有){_DIFFER}|(?:的|之间){_DIFFER}|不一样|相比(?!之下)|对比|哪边|哪个.{{0,8}}更|谁.{{0,4}}更",
        rf"{_JOINT}.{{1,30}}(?:{_DIFFER}|比(?:较|哪|谁|起来))",
        rf"{_JOINT}.{{1,30}}(?:哪(?:一?[个家边级方])?|谁)(?:的|要|比较|会)?{_MEASURE}",
        rf"(?:新旧|(?:修[订改正]|改版)?前后|两个?版本?).{{0,30}}{_DIFFER}|改了(?:什么|哪些|啥)",
    )
)
_COMPUTATION = tuple(
    re.compile(cue)
    for cue in (
        r"相差|差(?:了)?(?:多少|多久|多长|几)|差值|之差",
        rf"(?<![同环对])比(?![例较重]).{{1,24}}(?<!增){_MEASURE}(?:了|出|来|给)?(?:多少|几|多久|多长)",
        rf"(?:{_JOINT}|两|三|四|五|六|各).{{0,30}}(?:一共|总共|合计|加起来|加在一起|共计|总计|合起来)|合计|加起来|加在一起",
        r"(?:一共|总共|合计|共计|总计)(?:需要?|有|是|能|可以?|容纳|储备|配备?|存放)*了?(?:多少|几)",
        r"占.{1,24}(?:百分之[几多]|比例|比重|几成|几分之几|多少)",
        r"占(?:百分之[几多]|多大比例|几成|几分之几)",
        r"是.{1,24}(?:几|多少)倍",
        r"平均(?:每.{1,6}?)?(?:是|有|为)?(?:多少|几|多长|多久)",
        r"从.{2,40}到.{2,40}(?:用|花|隔|经过|历时|过|一共|持续)(?:了|用了)?(?:多久|多长时间|多少分钟|几分钟|几个?小时)",
        r"后[,，]?(?:又|再)?(?:过了|隔了)?(?:多久|多长时间|多少分钟|几分钟)(?:以后|之后|后|才).{2,}",
        r"距今|(?:到现在|至今|到今天|到目前)(?:已经?)?(?:有|过去?)?(?:了)?(?:多久|多长|多少|几)|(?:施行|实施|发布|印发)了?(?:多久|几年|多少年)",
    )
)
_REPEATED = re.compile(r"平均每(?:年|月|周|天|小时)")  # how often something is done is ruled, not computed


def form_of(question: str, *, has_clause: bool) -> AnswerKind | None:
    """Return the kind of a question (in normal form) of one of these forms, None for every other question."""
    if has_clause and _asks_for_clause(question):
        return AnswerKind.CLAUSE
    if _STANDING.search(question) and _DOCUMENT.search(question) and not _CONTENT_AFTER.search(question):
        return AnswerKind.STANDING
    if any(cue.search(question) for cue in _COMPUTATION) and not _REPEATED.search(question):
        return AnswerKind.COMPUTATION
    if any(cue.search(question) for cue in _COMPARISON):
        return AnswerKind.COMPARISON
    return None


def _asks_for_clause(question: str) -> bool:
    """Tell whether a question says nothing behind the clause but that its text is wanted."""
    tail = clause_tail(question)
    return tail is not None and bool(_CLAUSE_FILLER.fullmatch(tail))
