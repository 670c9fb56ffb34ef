"""Values that a source hides or leaves open: XX, ×××, ***, 202X年, ____, 【】, 某某. They are missing, never an answer.

What merely looks alike is left alone: X 光, XX 型号, 3×8 米, a cross in a table cell, 二〇〇六年, 某些.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_SCALE = re.compile(r"(?:余|多)?[百千万亿]+")  # the 万 of X万元 is no number either
# Most texts hide nothing: this look costs a hundredth of the whole pattern.
_ANY = re.compile(r"[XxＸｘ×✕╳*＊〇○◯□█■▇_＿某]|[【（\[]\s*[】）\]]|年\s")
_MARK = r"[XxＸｘ×✕╳]"
UNIT = r"(?:余|多)?(?:年|月|日|时|分(?!之)|万|亿|千|百|元|人|名|个|支|次|起|%|％|场|所|项|件|套|台|户|公里|小时|分钟|米|吨|辆|艘|座|处|亩|级|号|路|街|楼|室|层|幢)"
_PLACE = r"(?:省|市|县|区|镇|乡|村|局|厅|委|办|公司|集团|厂|矿|单位|部门|医院|学校|同志|先生|女士|某|等\d*人)"
_POSTS = "主任 书记 局长 县长 市长 镇长 乡长 区长 部长 厂长 矿长 队长 校长 院长 经理 组长 事长 挥长 指挥 责人 系人 班员 姓名 同志 电话 手机".split()
_AFTER_POST = "|".join(f"(?<={post}{colon})" for post in _POSTS for colon in ("", ":", "："))
_SURNAME = r"[赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹潘葛范彭鲁韦马苗方俞任袁柳鲍史唐费薛雷贺倪汤罗毕郝安常于傅卞齐康伍余顾孟黄穆萧尹姚邵汪毛狄米贝明成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季贾江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房解应宗丁宣邓洪包左石崔吉龚程邢裴陆翁荀甄曲封储靳段焦谷车侯全班秋宁仇栾甘厉武刘景龙叶司黎白蒲卓池乔闻党翟谭姬申冉桑桂牛边温庄柴瞿阎连习鱼容向古易廖步耿满匡文寇广欧沃蔚师巩聂晁敖冷辛那饶曾关查红游]"
_HIDDEN = re.compile(
    "|".join(
        (
            rf"(?<![A-Za-zＡ-Ｚ\d])(?:19|20)\d?{_MARK}{{1,3}}(?=\s*(?:年|[-.—]))|[12]\d{{2}}[*＊](?=年)|二[〇○零][{'XxＸ×'}一二三]?{_MARK}{{1,2}}(?=年)",
            rf"\d[\d-]*(?:{_MARK}{{2,}}|[*＊]{{2,}})[\d*＊-]*",  # 138****1234, 0600-555XXXX
            rf"(?<![A-Za-zＡ-Ｚ\d.-]){_MARK}{{2,}}(?![A-Za-z\d-]|\s?型)",
            rf"(?<![A-Za-zＡ-Ｚ\d.+-])[XxＸ×](?={UNIT})(?!\s?(?:光|射线|线|轴|型))",
            rf"(?<![A-Za-zＡ-Ｚ\d.+-])[XxＸ](?={_PLACE})",
            rf"(?:{_AFTER_POST})[XxＸ×](?![A-Za-z\d光射轴型×])",
            r"(?<=为)X(?=经济|社会|人民|发展)",
            r"(?<=[^\s*＊])[*＊]{3,}(?![*＊])",  # two are the emphasis of Markdown
            rf"(?:{_AFTER_POST}|(?<=电话)|(?<=手机))[*＊]{{2,}}",
            rf"(?:{_AFTER_POST}|(?<![\u4e00-\u9fff])){_SURNAME}[*＊]{{1,2}}[\u4e00-\u9fff]?(?![*＊])",
            r"(?<![一二三四五六七八九十〇○◯])[〇○◯]{2,}(?![一二三四五六七八九十〇○◯年])",
            r"[□█■▇]{2,}",
            r"[_＿]{2,}",
            r"【\s*】|（\s*）(?=" + UNIT + r")|\[\s*\](?=" + UNIT + r")",
            r"(?<![\d〇零一二三四五六七八九十])年\s+月(?:\s+日)?",
            rf"{_SURNAME}?某{{2,}}|{_SURNAME}某(?![些种个项一方类])|某(?=省|市|县|区|镇|乡|村|公司|企业|单位|局|厂|矿|医院|学校)",
        )
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """One hidden value of a text; `text` is exactly what stands at its offsets."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=4_096)
def hidden_values(text: str) -> tuple[Hidden, ...]:
    """Return what a text hides or leaves open, in order."""
    if not _ANY.search(text):
        return ()
    return tuple(Hidden(start=found.start(), end=found.end(), text=found.group()) for found in _HIDDEN.finditer(text))


def without_hidden(text: str) -> str:
    """Return the text with every hidden value blanked out, at the same length: the 20 of 20XX is no number."""
    for hidden in hidden_values(text):
        scale = _SCALE.match(text, hidden.end)
        end = scale.end() if scale else hidden.end
        text = text[: hidden.start] + "　" * (end - hidden.start) + text[end:]
    return text


def hidden_reason(placeholder: str) -> str:
    """Say that the source does not tell."""
    return f"原文此处未公布或已隐去（写作“{placeholder}”），不能作为答案"


def hidden_notice(texts: Iterable[str]) -> str:
    """Return a sentence to stand above an answer that quotes hidden values, "" when it quotes none."""
    found = list(dict.fromkeys(hidden.text for text in texts for hidden in hidden_values(text)))
    if not found:
        return ""
    return f"引文中的“{'”“'.join(found[:3])}”是原文未公布、隐去或留空的内容，不是实际的数值、姓名或电话"
