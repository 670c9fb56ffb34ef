"""The things that a question sets against each other, each as a question of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.records import Question
from kb.taxonomy import default_taxonomy

MAX_SIDES = 4
LONGEST_LABEL = 24
JOINT = r"(?:以及|还是|[和与跟同及比、])"
LEVEL_NAMES = {"国家": "national", "省": "province", "市": "city", "县": "county", "区县": "county", "镇": "town"}
LEVEL_NAMES |= {"乡": "town", "乡镇": "town", "村": "village", "企业": "enterprise", "单位": "enterprise"}
DIFFER = r"(?:不同|不一样|区别|差别|差异|异同|变化|改动|调整)"
MEASURE = r"(?:长|短|多|少|大|小|高|低|快|慢|早|晚|严格?|近|远|重|轻)"
# What only says that things are set against each other; what is left says what is asked of each.
SETTING = re.compile(
    rf"(?:之间|上|方面)?的?(?:有什么|有何|有哪些|有啥|有没有){DIFFER}(?:点|之处)?|(?:之间)?的?{DIFFER}(?:点|之处)?(?:是什么|在哪里?|是啥|有哪些)?"
    rf"|(?:是否|是不是)?(?:一样|相同)吗?|相比(?:较)?(?:之下)?(?:怎么样|如何)?|(?:进行)?对比(?:一下)?(?:怎么样|如何)?|比较(?:一下)?|分别|各自|各(?=多少|几|是|由|有)"
    rf"|(?:相)?差(?:了)?(?:是)?(?:(?:多少|几)(?:个?(?:分钟|小时|工作日|天|日|月|年|人|名|户|米|公里|吨|公斤|万元|元|台|套|支|辆|次|起|处|个))?|多久|多长时间?)|差值(?:是)?(?:多少)?|之差(?:是)?(?:多少)?"
    rf"|(?:哪(?:一?[个家边级方])?|谁)(?:的|要|比较|会|更)*{MEASURE}(?:一些|一点)?|改了(?:什么|哪些|啥)|一共|总共|合计|加起来|加在一起|共计|总计|合起来|平均"
)
END = re.compile(r"[？?。!！\s]+$")
SHORT_ASK = re.compile(r"多少|几|多久|多长|谁|哪|怎么|如何|什么|啥|吗|由|是")
TIMED = re.compile(r"时限|时间|期限|间隔|频次|多久|多长|分钟|小时|几天|快|慢|早|晚|长|短")
ASKS_AMOUNT = re.compile(r"多少|几|占|倍|(?:哪(?:一?[个家边方])?|谁)(?:的|要|比较|会|更)*[多少大小高低]")
COUNTED = re.compile(r"人数|数量|数目|起数|金额|面积|距离|容积|浓度|数$|量$|率$|多少|几")
# Documents say 15分钟内发布, not 发布时限: the side is asked in their words.
REWORDED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"的?(?P<act>(?!预警|响应|信息|要求|.[组队员人站部])[\u4e00-\u9fff]{2})(?:的)?(?:时限|期限|时间)(?:要求)?$"
        ),
        r"多久\g<act>",
    ),
    (re.compile(r"的?(?:时限|期限)(?:要求)?$"), "是多久"),
    (re.compile(r"的?(?P<act>[\u4e00-\u9fff]{2})的?(?:间隔|频次)$"), r"多久\g<act>一次"),
    (re.compile(r"的?人数$"), "有多少人"),
    (re.compile(r"的?起数$"), "有多少起"),
    (re.compile(r"的?(?P<what>响应|预警|事故|事件)?分级$"), r"的\g<what>分几级"),
)
TOKENS: tuple[tuple[str, str], ...] = (
    ("year", r"(?:19|20)\d{2}年?(?:修订版?|修正版?|版|度)?"),
    ("level", r"(?:[一二三四1-4ⅠⅡⅢⅣ]|I{1,3}|IV)级(?:应急)?(?:响应)?"),
    ("colour", r"[红橙黄蓝]色(?:预警)?(?:信息|信号)?"),
    ("grade", r"(?:特别重大|重大|较大|一般)(?:事故|突发事件|事件|火灾)?"),
    ("rank", r"(?:国家|省|市|区县|县|乡镇|镇|乡|村|企业|单位)(?:级|里)?"),
)
SUFFIXES = ("突发事件", "事故", "事件", "应急响应", "响应", "预警信息", "预警信号", "预警", "年版", "版", "年", "级")
GENERIC = re.compile(
    rf"^(?P<before>.*?[，,：:])?(?P<a>[^，,]{{2,24}}?)(?P<joint>{JOINT})(?P<b>[^，,]{{2,24}}?)(?:的(?P<rest>[^的]*)|(?P<open>(?:共?有|需要?)?(?:多少|几|多久|多长|由谁|谁|哪|怎么|如何|什么|是).*|对.+))?$"
)
SHARE = re.compile(
    r"^(?P<a>.+?)占(?![地用])(?:了)?(?P<b>(?!百分之|几成|几分之几|多大).+?)的?(?:百分之[几多].*|比例.*|比重.*|几成.*|几分之几.*|多少.*)$"
)
SHARE_OF = re.compile(
    r"^(?P<b>.+?)[中里][，,]?(?P<a>[^，,]+?)占(?:了)?(?:百分之[几多].*|多大比例.*|几成.*|几分之几.*)$"
)
TIMES = re.compile(r"^(?P<a>.+?)是(?P<b>.+?)的?(?:几|多少)倍.*$")
MORE = re.compile(rf"^(?P<a>.+?)比(?P<b>.+?)(?:要|会)?(?<!增){MEASURE}(?:了|出|来)?(?:多少|几|多久|多长).*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the things set against each other.

    Attributes:
        label: As the question names it.
        question: What is asked of it alone.
        kind: What sort of name the label is: year, level, colour, rank, named or other.
    """

    label: str
    question: str
    kind: str = "other"


def sides_of(question: Question) -> tuple[Side, ...]:
    """Return the two to four things that a question sets against each other, () when it names fewer.

    What stands before and behind the names is asked of each: 防汛一级和二级响应由谁批准 → 防汛一级响应由谁批准,
    防汛二级响应由谁批准. Only one of them names the year or the place that holds for both.
    """
    text = END.sub("", question.text)
    for pattern in (SHARE_OF, SHARE, TIMES, MORE):
        if match := pattern.match(text):
            return paired(match["a"], match["b"], text, question)
    left = END.sub("", SETTING.sub("", text)).strip("，,的 ") or text
    for kind, token in (*TOKENS, ("named", named_token(question))):
        if token and (found := series(left, token, kind)):
            return asked(found, text)
    return generic(left, text, question)


def asked_of_each(text: str) -> str:
    """Return what a question asks of every version: the question without the words that set them against each other."""
    said = SETTING.sub("", END.sub("", text)).strip("，,的 ")
    return with_asking(Side(label="", question=said), text)


def named_token(question: Question) -> str:
    """Return a pattern of the places and hazards that the question names."""
    words = [*question.places, *(mention.term for mention in default_taxonomy().hazard_mentions(question.text))]
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def series(text: str, token: str, kind: str) -> list[Side]:
    """Return the sides of names that follow each other: 一级、二级和三级响应."""
    names = re.search(rf"(?<![\u4e00-\u9fff])?(?:{token})(?:的|里)?(?:{JOINT}(?:{token}))+", text)
    if names is None or (kind == "rank" and not whole_ranks(text, names)):
        return []
    labels = [label for label in re.split(JOINT, names[0]) if label][:MAX_SIDES]
    if len(labels) < 2 or len(set(labels)) < len(labels):
        return []
    before, after = text[: names.start()], text[names.end() :]
    full = [with_suffix(label.removesuffix("的"), labels[-1]) for label in labels]
    return [Side(label=label, question=f"{before}{label}{after}", kind=kind) for label in full]


def whole_ranks(text: str, names: re.Match[str]) -> bool:
    """Tell whether 市 and 镇 stand for themselves, not at the end of a name (临澜市和柳溪镇)."""
    return names.start() == 0 or not re.match(r"[\u4e00-\u9fff]", text[names.start() - 1])


def with_suffix(label: str, last: str) -> str:
    """Give a label what only the last one says: 一级 and 二级响应 → 一级响应."""
    suffix = next((one for one in SUFFIXES if last.endswith(one)), "")
    stem = next((one for one in SUFFIXES if label.endswith(one)), "")
    if not suffix or label.endswith(suffix) or len(stem) >= len(suffix):
        return label
    return label.removesuffix(stem) + suffix if suffix.startswith(stem) else label + suffix


def generic(left: str, text: str, question: Question) -> tuple[Side, ...]:
    """Return the sides of X和Y的Z or X和Y多少Z."""
    match = GENERIC.match(left)
    if match is None:
        return ()
    rest = match["rest"] if match["rest"] is not None else ""
    tail = f"的{rest}" if rest else match["open"] or ""
    before = (match["before"] or "").strip("，,：:")
    labels = (match["a"], *(one for one in re.split(JOINT, match["b"]) if one))
    if any(len(label) < 2 for label in labels):
        return ()
    labels = (labels[0], *(inherited(labels[0], label, question) for label in labels[1:]))
    if len(labels) == 2:
        labels = (with_tail_of(labels[1], labels[0], question), labels[1])
    owner = labels[0].rpartition("的")[0]
    if owner and not any("的" in label for label in labels[1:]) and not rest:
        labels = (labels[0], *(label if owner in label else f"{owner}的{label}" for label in labels[1:]))
    return asked([Side(label=label, question=f"{before}{label}{tail}") for label in labels[:MAX_SIDES]], text)


def paired(first: str, second: str, text: str, question: Question) -> tuple[Side, ...]:
    """Return the sides of A占B, A是B的几倍, A比B多; what only one of them says of itself holds for both."""
    first = with_tail_of(second, first, question)
    attribute = first.rpartition("的")[2]
    lacks = "的" in first and "的" not in second and not second.endswith(attribute[-2:])
    whole = f"{second}的{attribute}" if lacks and not SHARE.match(text) else second
    return asked([Side(label=name, question=name) for name in (first, inherited(first, whole, question))], text)


def with_tail_of(second: str, first: str, question: Question) -> str:
    """Give a place what only the other place is asked for: 安徽比上海城镇新增就业多 → 安徽城镇新增就业."""
    place = next((place for place in question.places if second.startswith(place)), "")
    alone = any(first.endswith(other) for other in question.places)
    return first + second[len(place) :] if place and alone else first


def inherited(first: str, second: str, question: Question) -> str:
    """Put the year or place that the first name carries before a second one without any."""
    years = [f"{year}年" for year in question.years]
    for values in (years, list(question.places)):
        if any(value in second for value in values):
            continue
        second = next((value for value in values if value in first and value != first), "") + second
    return second


def asked(sides: list[Side], text: str) -> tuple[Side, ...]:
    """Give every side the words that ask: of a time, a count, or what it is."""
    kinds = {side.kind if side.kind != "other" else colour_or_level(side.label) for side in sides}
    kind = kinds.pop() if len(kinds) == 1 else "other"
    return tuple(Side(label=side.label[:LONGEST_LABEL], question=with_asking(side, text), kind=kind) for side in sides)


def colour_or_level(label: str) -> str:
    """Return the kind of a longer label that names a level or a colour: 黄色预警发布时限."""
    return next((kind for kind, token in TOKENS[1:3] if re.search(token, label)), "other")


def with_asking(side: Side, text: str) -> str:
    """Return the question of a side as a question: …时限 → …时限是多久."""
    said = side.question.strip("，,的 ")
    rest = said.replace(side.label, "", 1)
    if SHORT_ASK.search(rest):
        return said
    for pattern, wording in REWORDED:
        if pattern.search(rest or said):
            return pattern.sub(wording, said)
    if TIMED.search(rest):
        return f"{said}是多久"
    if COUNTED.search(rest or said) or ASKS_AMOUNT.search(text):
        return f"{said}是多少"
    if rest.strip("的 "):
        return said
    return f"{said}{'的启动条件' if side.kind == 'level' else ''}是什么"
