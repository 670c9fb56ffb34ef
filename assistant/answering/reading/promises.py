"""Questions that promise a form of answer of their own: the parts of a named set, the name of a person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.records import Question

NUMERALS = "一二三四五六七八九十"
# “四个一”指哪四个一, “五动局面”分别是什么: a set named by its number, whose parts are asked for.
NAMED_SET = re.compile(
    r"[“\"「『](?P<name>(?P<count>[两二三四五六七八九十])[^”\"」』]{1,8}|[^”\"」』]{0,6}[一1][^”\"」』]{0,4}[两二2][^”\"」』]{0,3})[”\"」』]"
)
PARTS_ASKED = re.compile(r"哪|分别|指|什么|怎么构成|包括")
PERSON_ASKED = re.compile(
    r"(?P<post>局长|书记|市长|县长|镇长|乡长|区长|主任|部长|总经理|董事长|厂长|矿长|队长|校长|院长|负责人|所长|站长|科长|处长)"
    r"(?:是谁|叫什么|姓什么|是哪位|的名字|姓名)"
)
# A post may be the answer to 是谁, never to 叫什么.
NAME_ASKED = re.compile(
    r"(?P<post>总指挥|指挥长|组长|厅长|省长|主席|秘书长|船长|司长|行长|[\u4e00-\u9fff]长)(?:[^，。]{0,4})?(?:叫什么|姓什么|名字|姓名)"
)
# Ways to reach somebody, and how each looks where its name does not stand beside it.
CHANNELS = {
    "传真": "传真",
    "邮箱": "邮箱|@",
    "网址": "网址|www|https?:",
    "邮编": "邮编|邮政编码",
    "邮政编码": "邮编|邮政编码",
    "微信号": "微信号",
    "QQ": "QQ",
    "手机号": r"手机|1[3-9][\d*＊xX]{9}",
}
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊"
    "秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)


def unkept_promise(question: Question, passage: str) -> str:
    """Return what the passage lacks of the form of answer asked for, "" when it is there or none is asked for."""
    named = NAMED_SET.search(question.text)
    if named and PARTS_ASKED.search(question.text[named.end() :]) and not spells_out(named, passage):
        return f"原文没有说明“{named['name']}”的具体内容"
    person = PERSON_ASKED.search(question.text) or NAME_ASKED.search(question.text)
    if person and not names_person(person["post"], passage):
        return f"原文没有写明{person['post']}的姓名"
    channel = next((one for one, sign in CHANNELS.items() if one in question.text and not re.search(sign, passage)), "")
    return f"原文没有写明{channel}" if channel else ""


def spells_out(named: re.Match[str], passage: str) -> bool:
    """Tell whether a passage lists as many parts as the name counts, as 一是…二是… or between 、.

    A list of as many parts counts beside the name, or where every part says what the name counts (“五进”: 进企业、进农村 …);
    the six parts of “六有” in the sentence that praises the “四个一” do not.
    """
    name = named["name"]
    count = NUMERALS.index(named["count"].replace("两", "二")) + 1 if named["count"] else 2
    numbered = all(f"{NUMERALS[i]}是" in passage or f"{NUMERALS[i]}）" in passage for i in range(min(count, 10)))
    if numbered:
        return True
    counted = re.sub(r"[两二三四五六七八九十个种项大类]", "", name) if named["count"] else ""
    sentences = re.split(r"[。；;\n]", passage)
    for sentence in sentences:
        beside = name in re.sub(r"[“”\"「」『』]", "", sentence)
        for parts in listed_parts(sentence):
            every = bool(counted) and all(counted in part for part in parts)
            if (every and len(parts) == count) or (beside and (len(parts) == count or not named["count"])):
                return True
    return False


def spelled_out(question: Question, passages: Iterable[str]) -> str:
    """Return the name of a set in the question whose parts one of the passages lists, "" when none does."""
    named = NAMED_SET.search(question.text)
    return named["name"] if named and any(spells_out(named, passage) for passage in passages) else ""


def listed_parts(sentence: str) -> list[list[str]]:
    """Return the parts of every enumeration between 、 in a sentence, quotation marks left out."""
    runs = re.split(r"[，,：:（）()]|“[^”]*”|\"[^\"]*\"", sentence)
    return [
        [part.strip() for part in re.split(r"、|和(?=[\u4e00-\u9fff]{1,6}$)", run) if part.strip()]
        for run in runs
        if "、" in run
    ]


def names_person(post: str, passage: str) -> bool:
    """Tell whether a person's name stands beside the post, marked off from other words: 应急 is no Mr 应."""
    name = rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}"
    after = rf"{post}[：:（(\s|]{{0,3}}{name}(?![\u4e00-\u9fff])"
    before = rf"(?<![\u4e00-\u9fff]){name}\s*[|（(，,]\s*[^，。|]{{0,8}}{post}"
    return bool(re.search(after, passage) or re.search(before, passage))
