"""Questions that look answerable and are not: one thing they name is swapped for one that their document lacks."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from kb.taxonomy import default_taxonomy
from kb.text import default_tokenizer

YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
MEASURE = re.compile(r"(?:多少|几)(?:个)?(?P<unit>人|名|支|台|辆|处|座|家|次|项|户|所|套|吨|米|起|小时|分钟|万元)")
PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}[市县区镇]")
MEASURES = tuple("人 支 辆 处 家 次 项 户 吨 公里 万元 平方米 小时 分钟".split())
PLACES = tuple(
    "洛阳市 南阳市 固始县 邳州市 余姚市 阳泉市 凤台县 石首市 怀远县 德清县 江津区 城固县 安丘市 华阴市 建湖县".split()
)
HAZARDS = tuple(
    "台风 森林火灾 地震 液氯泄漏 放射源丢失 禽流感 尾矿库溃坝 电梯困人 踩踏 煤气中毒 食物中毒 山洪 泥石流 雪灾 沉船 瓦斯爆炸".split()
)
# What people ask of a place, a body or a firm and plans and reports hardly ever say; kept only where the text lacks it.
ATTRIBUTES = (
    ("占地", "{}占地多少亩？"), ("邮政编码", "{}的邮政编码是多少？"), ("注册资本", "{}的注册资本是多少？"), ("党员", "{}有多少名党员？"),
    ("食堂", "{}的食堂几点开饭？"), ("工资", "{}的工资一个月多少钱？"), ("传真", "{}的传真号码是多少？"), ("造价", "{}的造价是多少？"),
    ("保险", "{}买了多少保险？"), ("罚款", "{}被罚款多少万元？"), ("绿化", "{}的绿化面积是多少？"), ("女", "{}有多少女职工？"),
    ("姓名", "{}负责人叫什么名字？"), ("学历", "{}的人是什么学历？"), ("招标", "{}的项目招标什么时候开始？"), ("毕业", "{}的主任是哪所学校毕业的？"),
    ("股东", "{}的股东是谁？"), ("房租", "{}的房租一年多少钱？"), ("开业", "{}是哪一年开业的？"), ("营业额", "{}去年的营业额是多少？"),
    ("摄像头", "{}装了多少个摄像头？"), ("停车位", "{}有多少停车位？"), ("网址", "{}的网址是什么？"), ("招聘", "{}什么时候招聘？"),
    ("专利", "{}有几项专利？"), ("床位", "{}有多少张床位？"), ("海拔", "{}的海拔是多少米？"), ("出生率", "{}的出生率是多少？"),
    ("油价", "{}的油价是多少？"), ("收费", "{}怎么收费？"), ("奖金", "{}的奖金是多少？"), ("年龄", "{}的平均年龄是多少岁？"),
)  # fmt: skip


def swapped(question: str, text: str, nouns: Sequence[str], rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield (what was swapped, question) for every swap that the document's text does not answer.

    Args:
        nouns: Words of other questions, to ask about instead.
    """
    for year in YEAR.findall(question)[:1]:
        others = [str(int(year) + step) for step in (-3, -2, -1, 1, 2) if str(int(year) + step) not in text]
        if others:
            yield "year", question.replace(year, rng.choice(others))
    for place in PLACE.findall(question)[:1]:
        others = [one for one in PLACES if one not in text]
        if others:
            yield "place", question.replace(place, rng.choice(others))
    for found in list(MEASURE.finditer(question))[:1]:
        others = [one for one in MEASURES if one[-1] not in found["unit"] and one not in text]
        if others:
            yield "measure", question[: found.start("unit")] + rng.choice(others) + question[found.end("unit") :]
    yield from _other_hazard(question, text, rng)
    yield from _other_noun(question, text, nouns, rng)


def _other_hazard(question: str, text: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    taxonomy = default_taxonomy()
    for hazard in taxonomy.find_hazards(question)[:1]:
        terms = [term for term in taxonomy.hazard_terms(hazard, colloquial=True) if term in question]
        names = [name for name in HAZARDS if name not in text]
        if terms and names:
            yield "hazard", question.replace(max(terms, key=len), rng.choice(names), 1)


def _other_noun(question: str, text: str, nouns: Sequence[str], rng: random.Random) -> Iterator[tuple[str, str]]:
    """Swap one of the words that the document holds for one that it lacks."""
    words = [
        word for word in default_tokenizer().words(question) if len(word) > 1 and word in text and word in question
    ]
    others = [
        word for word in rng.sample(list(nouns), min(40, len(nouns))) if word not in text and word not in question
    ]
    if words and others:
        yield "object", question.replace(rng.choice(words), rng.choice(others), 1)


def attribute_questions(subject: str, text: str, rng: random.Random, count: int) -> Iterator[str]:
    """Yield questions about what a text does not say of its subject."""
    lacking = [form for key, form in ATTRIBUTES if key not in text]
    for form in rng.sample(lacking, min(count, len(lacking))):
        yield form.format(subject)
