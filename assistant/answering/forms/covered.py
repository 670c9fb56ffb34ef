"""Does a document speak of everything that a question of figures names?"""

from __future__ import annotations

import re

from assistant.answering.reading.plain import plain
from kb.records import Document

# What asks, reckons or counts names nothing; what is left must stand in the document.
ASKING = re.compile(
    r"什么|不同|不一样|区别|差别|差异|异同|哪个|哪些|哪边|哪里|比较|对比|怎么|如何|情况|一共|总共|合计|加起来|加在一起|共计|总计|合起来|相差|差值|之差|平均|百分之几|百分之多少|比例|比重|几成|几分之几|多少|多久|多长时间"
    r"|总人数|总户数|总数|人数|户数|数量|起数|人家|全部|所有|需要|应当|可以|分别|各自|参加|一起|后来|以后|之后|过了|用了|隔了|间隔|历时|经过"
    r"|[一二两三四五六七八九十几各]个|百分之|分之|万?亿?元|万人|公里|平方米|分钟|小时|[^\w\u4e00-\u9fff]"
)
# By themselves these ask, join or count; within a name (百货大楼) they are found with it.
SINGLE = frozenset(
    "几占比差多少高低大小长短快慢早晚能可有是了的里中在从到和与跟同及各哪要会出由吗呢人名户套台件艘辆支具个吨斤米天年月日亿万只架"
)
YEAR = re.compile(r"(?:19|20)\d{2}")
SHORTEST = 2


def unspoken(question: str, document: Document) -> str:
    """Return the first word of a question that a document does not hold, "" when it speaks of them all.

    液氨演练警戒区设置 is spoken of where 液氨, 演练 and 警戒区设置 are.
    """
    text = plain(f"{document.metadata.title}\n{document.metadata.issuer}\n{document.text}")
    asked = plain(question)
    for year in YEAR.findall(asked):
        if year not in text:
            return str(year)
    for run in ASKING.split(YEAR.sub("，", asked)):
        if len(run) >= SHORTEST and (word := uncovered(run, text)):
            return word
    return ""


def uncovered(run: str, text: str) -> str:
    """Return a run that cannot be put together from pieces that the text holds, "" for one that can.

    Pieces are of two characters or more, or one that only joins or counts.
    """
    reached = {0}
    for end in range(1, len(run) + 1):
        single = end - 1 in reached and run[end - 1] in SINGLE
        if single or any(end - begin >= SHORTEST and run[begin:end] in text for begin in reached):
            reached.add(end)
    return "" if len(run) in reached else run
