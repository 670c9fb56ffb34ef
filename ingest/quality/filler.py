"""Text without content: templates nobody filled in, notices of sites, repetition, keyword stuffing, spun wording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.quality.character_pairs import CLAUSE

_HOLDER = re.compile(
    r"(?:单击|点击|双击)(?:此处|这里)?(?:添加|输入|编辑|替换).{0,12}|(?:此处|在此|这里)(?:添加|输入|录入|填写|是占位).{0,40}|请(?:在此处?|在这里)?(?:输入|填入)(?:您的|正文|标题|文字|内容).{0,12}"
    r"|您的(?:内容|文字)(?:打|写|放)在这里.{0,30}|添加(?:相关|详细|您的)?(?:标题|文字|文本|内容).{0,10}|(?:示例|样例|占位)(?:文本|文字|内容).{0,24}|(?:标题|正文|文字|内容)(?:占位符?|示例).{0,8}"
)
_LOREM = frozenset(
    "lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore dolore magna aliqua enim minim veniam quis nostrud exercitation"
    " ullamco laboris nisi aliquip commodo consequat duis aute irure reprehenderit voluptate velit esse cillum fugiat nulla pariatur excepteur sint occaecat"
    " cupidatat proident sunt culpa officia deserunt mollit anim laborum vestibulum vivamus pellentesque".split()
)
_NOTICE = re.compile(
    r"cookies?\b|privacy policy|terms of (?:use|service)|terms and privacy|accept(?:ing)? (?:all|you agree)|enable javascript|sign (?:in|up) to|create a free account"
    r"|change your (?:preferences|settings)|partners may (?:store|access)|all rights reserved|(?:page|file) not found|access denied|too many requests"
    r"|页面不存在|页面已(?:删除|失效|过期)|访问(?:过于频繁|被拒绝|受限)|请(?:输入|完成)(?:验证码|安全验证)|没有(?:访问)?权限|系统繁忙|请开启(?:浏览器的?)?JavaScript|登录后(?:才能|可)(?:查看|阅读)|网络(?:异常|错误)",
    re.IGNORECASE,
)
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_SENTENCE = re.compile(r"[^。；！？\n]{12,}")
_CELL = " | "
_LEAST_STUFFED = 0.18  # of the clauses
_TO_FILL_IN = re.compile("[□☐☑√]|_{3}|＿{2}")
# Records are short and stand line by line; padding is long or stands in paragraphs.
_PADDED, _NOTHING_ELSE, _RECORD_LENGTH = 0.65, 0.95, 36
# What programs that reword articles put in the place of everyday words of administration: 加强 becomes 增强化 …
_SPUN = re.compile(
    r"经由过程|不克不及|设置装备摆设|勾当|扶植|卖力(?!气)|查抄|陶染|该当|理当|职守|官府|国度(?!假)|讲演|增强化|强化力|救急|济急|变乱|打点|讯息|举高|卖命|"
    r"进步前辈|美满|划定|监视|督察者|义务人|装备好|平安出产|出产平安|临盆|宁静|批示部|故事|企业家业|单元|职员|实时|举行|落到实|成长|干系|奉行|法子|步伐|伤害|司法部分|"
    r"部分(?=卖力|应|该)|团体(?=演|实施)|事业(?=职员|职守)|当局|公民|办事|请求|核准|惩罚|供给|作用(?=了)|经过(?=会商|检查)|决议"
)
_SURE_SPUN = re.compile(
    r"经由过程|不克不及|设置装备摆设|勾当|扶植|卖力(?!气)|查抄|陶染|理当|职守|官府|国度(?!假)|讲演|增强化|救急|济急|变乱|打点|讯息|举高|进步前辈|临盆|单元(?=卖力|应|该|和|职员)|职员(?=卖力|密集|伤亡)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """What fills a text in the place of content.

    Attributes:
        share: How much of the text, 0–1.
        hopeless: Nothing else is in it.
    """

    what: str
    share: float
    hopeless: bool


def find_filler(text: str) -> Filler | None:
    """Return what fills the text in the place of content, None when it has some."""
    for look in (_holders, _latin_filler, _notices, _repeated, _stuffed, _spun):
        found = look(text)
        if found is not None:
            return found
    return None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _holders(text: str) -> Filler | None:
    lines = _lines(text)
    held = sum(len(found.group()) for line in lines for found in [_HOLDER.search(line)] if found)
    share = held / max(1, sum(map(len, lines)))
    if share < 0.12 or sum(_HOLDER.search(line) is not None for line in lines) < 6:
        return None
    return Filler(what="没有填写的模板占位文字", share=share, hopeless=share > 0.5)


def _latin_filler(text: str) -> Filler | None:
    words = [word.lower() for word in _LATIN_WORD.findall(text)]
    if len(words) < 20 or sum(word in _LOREM for word in words) < 0.3 * len(words):
        return None
    share = sum(map(len, words)) / max(1, len(re.sub(r"\s", "", text)))
    return Filler(what="排版用的拉丁文占位文字", share=share, hopeless=share > 0.5)


def _notices(text: str) -> Filler | None:
    """Notices of a site that was saved in the place of the document: consent, errors, log-in."""
    lines = _lines(text)
    told = [line for line in lines if _NOTICE.search(line)]
    share = sum(map(len, told)) / max(1, sum(map(len, lines)))
    kinds = {found.group().lower() for line in told for found in _NOTICE.finditer(line)}
    if share < 0.4 or len(kinds) < 2:
        return None
    return Filler(what="网站的提示信息（登录、隐私、出错等）", share=share, hopeless=True)


def _repeated(text: str) -> Filler | None:
    """The same few sentences again and again and next to nothing else. Never hopeless.

    Logs, check lists, pledges and ledgers repeat by nature and nothing tells them from a padded text for certain; what
    sets them apart most often is a day, a name or a box to tick, so those count.
    """
    prose = "\n".join(line for line in text.split("\n") if _CELL not in line and not _TO_FILL_IN.search(line))
    sentences = [re.sub(r"\s", "", found) for found in _SENTENCE.findall(prose)]
    sentences = [one for one in sentences if len(_IDEOGRAPH.findall(one)) >= 12]
    if len(sentences) < 24:
        return None
    repeated = {one: times for one, times in Counter(sentences).items() if times >= 5}
    share = sum(len(one) * times for one, times in repeated.items()) / max(1, len(re.sub(r"\s", "", text)))
    in_paragraphs = len(sentences) > 1.5 * sum(len(line) > 12 for line in prose.split("\n"))
    at_length = sum(map(len, repeated)) > _RECORD_LENGTH * len(repeated)
    least = _PADDED if in_paragraphs or at_length else _NOTHING_ELSE
    return Filler(what="反复重复的同样几句话", share=share, hopeless=False) if share >= least else None


def _stuffed(text: str) -> Filler | None:
    """Keywords between the sentences: clauses that begin alike and say one thing twice."""
    clauses: Sequence[str] = CLAUSE.findall(text)
    if len(clauses) < 40:
        return None
    _, most = Counter(clause[:4] for clause in clauses).most_common(1)[0]
    alike = most / len(clauses)
    if alike <= _LEAST_STUFFED:
        return None
    twice = sum(any(clause.count(clause[at : at + 4]) > 1 for at in range(len(clause) - 4)) for clause in clauses)
    share = min(alike, twice / len(clauses))
    return Filler(what="成串堆砌的关键词", share=share, hopeless=share > 0.26) if share > _LEAST_STUFFED else None


def _spun(text: str) -> Filler | None:
    """Everyday words of administration replaced by odd ones, many and different."""
    size = len(_IDEOGRAPH.findall(text))
    if size < 300:
        return None
    sure = _SURE_SPUN.findall(text)
    odd = _SPUN.findall(text)
    rate = 1000 * len(odd) / size
    if len(set(sure)) < 4 or len(set(odd)) < 8 or rate < 8:
        return None
    return Filler(
        what="替换同义词“洗稿”的痕迹", share=min(1.0, rate / 100), hopeless=len(set(sure)) >= 6 and rate >= 15
    )
