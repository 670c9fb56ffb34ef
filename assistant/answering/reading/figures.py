"""Does a text tell a figure of its own? The number of a clause, a year, a level or a standard is none."""

from __future__ import annotations

import re

from assistant.answering.reading.plain import plain

_NUMERAL = "零〇一二两三四五六七八九十百千万亿"
_NO_FIGURE = re.compile(
    rf"第[{_NUMERAL}\d]+(?:[条章节款项号期次批届部]|个)|(?:19|20)\d\d年?|\d{{1,2}}月(?:\d{{1,2}}日)?"
    rf"|[（(〔\[【][{_NUMERAL}\d]+[)）〕\]】]|^[{_NUMERAL}\d]+[、.．]|[一二三四]级"
)
_FIGURE = re.compile(
    r"\d|[零〇二两三四五六七八九十百千万亿]+(?=[个名人支家处座场次吨公里米辆台套部份条项天日年月周户间类种件起亩倍成分小])"
    r"|百分之|半数|一半|一[名人支台辆处所]|全部|若干"
)


def tells_figure(text: str) -> bool:
    """Tell whether a text holds a number that counts or measures something."""
    return _FIGURE.search(_NO_FIGURE.sub(" ", plain(text))) is not None
