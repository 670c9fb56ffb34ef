"""Set off the values a reader looks for first: telephone numbers, limits and amounts with their unit, levels."""

from __future__ import annotations

import re

from assistant.ui.rendering.markup import escape

_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百半]+)"
_UNIT = (
    r"(?:分钟|个?小时|秒钟?|个?工作日|日|天|个月|年|毫米|厘米|公里|千米|米|吨|千克|公斤|kg|人|名|户|万元|亿元|元|"
    r"立方米|平方公里|公顷|m³/s|m/s|mg/m³|ppm|MPa|℃|%|级)"
)
# A short number calls a service only where it measures and names nothing: not 120米, 110kV, V-120, 第119号.
_SHORT_PHONE = rf"(?<![\dA-Za-z.第/〔-])(?:110|119|120|122|12345|12350)(?![\dA-Za-z.%号条个]|\s?{_UNIT})"
_PHONE = (
    rf"(?<!\d)(?:(?:\+?86[- ]?)?0\d{{2,3}}[-－—]\d{{7,8}}|1[3-9]\d{{9}}|\d{{3}}-\d{{4}}-\d{{4}})(?!\d)|{_SHORT_PHONE}"
)
_LIMIT = rf"(?<![第\d一二三四五六七八九十]){_NUMBER}\s?{_UNIT}(?:以内|以上|以下|之内|内)?(?![级别度份代])"
_LEVEL = r"(?<![第十])[ⅠⅡⅢⅣ一二三四]级(?:应急)?(?:响应|预警)?"
_VALUE = re.compile(rf"(?P<phone>{_PHONE})|(?P<value>{_LEVEL}|{_LIMIT})")


def emphasised(text: str) -> str:
    """Escape text and set off its telephone numbers, limits, amounts and levels; no character is lost or added."""
    parts, last = [], 0
    for found in _VALUE.finditer(text):
        parts.append(escape(text[last : found.start()]))
        parts.append(phone_html(found[0]) if found["phone"] else f'<b class="value">{escape(found[0])}</b>')
        last = found.end()
    return "".join(parts) + escape(text[last:])


def phone_html(number: str) -> str:
    """Return a telephone number that a phone dials when it is tapped."""
    digits = "".join(character for character in number if character.isdigit())
    return f'<a class="phone" href="tel:{digits}">{escape(number)}</a>'
