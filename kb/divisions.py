"""Administrative divisions: from a name as printed to its standard chain, 余杭区 → 浙江省杭州市余杭区.

The names are data (`data/divisions.txt`, with their source). A name that is not in it is left as it is written, so a
division that is new, or made up for a drill, is kept and only its place in the chain stays unknown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.taxonomy.records import Mark

_FILE = Path(__file__).resolve().parent / "data" / "divisions.txt"
_NONE = "-"
_PEOPLES = (
    "蒙古|土家|朝鲜|布依|哈尼|景颇|傈僳|哈萨克|柯尔克孜|维吾尔|壮|回|藏|羌|彝|苗|侗|傣|白"  # of autonomous prefectures
)
_PROVINCE_TAIL_RE = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$")
_PREFECTURE_TAIL_RE = re.compile(rf"(?:(?:{_PEOPLES})族?)*自治州$|地区$|[市盟]$")
# Short forms that are words of their own; they count with 市 or 州 behind them only.
_ALSO_WORDS = frozenset("日照 安康 白银 大理 大同 海东 海西 海北 海南 黄南 红河 怒江 中山 北海 三明 文山".split())
# Names of counties that any text may hold: 城区, 郊区, 矿区 of a city.
_TOO_GENERAL = frozenset("城区 郊区 矿区".split())
_AFTER_SHORT = "经济特区"
_LONGEST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A province, prefecture or county.

    Attributes:
        chain: Its name with those above it, outermost first: 浙江省杭州市余杭区.
        level: Id of its level: province, city, county.
        above: The names above it, outermost first.
        mark: P for names of the source's list, K for later ones.
    """

    name: str
    chain: str
    level: str
    above: tuple[str, ...] = ()
    mark: Mark = Mark.PARTLY


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDivision:
    """A division found at the start of a text: the division and how many characters name it there."""

    division: Division
    length: int


class Divisions:
    """The known divisions, found by full and by short name."""

    def __init__(self, divisions: tuple[Division, ...]) -> None:
        self._by_name: dict[str, list[Division]] = defaultdict(list)
        self._by_chain = {division.chain: division for division in divisions}
        for division in divisions:
            for name in {division.name, short_name(division)}:
                self._by_name[name].append(division)

    def named(self, name: str) -> tuple[Division, ...]:
        """Return the divisions of a full or short name, provinces first."""
        return tuple(self._by_name.get(name, ()))

    def at_start(self, text: str, context: str = "") -> PrintedDivision | None:
        """Return the innermost division that the beginning of a text names, None when it names none we know.

        Args:
            context: Text around it; of several counties of one name, that one is meant whose city or province it names
                most often. Without such a sign the name stays unresolved.
        """
        found: PrintedDivision | None = None
        while (inner := self._next(text, found, context)) is not None:
            found = inner
        return found

    def standard(self, region: str, context: str = "") -> str:
        """Return a region with its leading divisions in full; towns, villages and unknown names stay as they are."""
        found = self.at_start(region, context)
        return region if found is None else found.division.chain + region[found.length :]

    def level(self, region: str) -> str:
        """Return the level of a region written as a full chain, "" when it is none we know."""
        division = self._by_chain.get(region)
        return "" if division is None else division.level

    def _next(self, text: str, outer: PrintedDivision | None, context: str) -> PrintedDivision | None:
        start = 0 if outer is None else outer.length
        for length in range(min(_LONGEST, len(text) - start), 1, -1):
            name = text[start : start + length]
            candidates = [one for one in self._by_name.get(name, ()) if outer is None or _lies_in(one, outer.division)]
            if not candidates or (outer is None and name in _TOO_GENERAL):
                continue
            division = candidates[0] if len(candidates) == 1 else _meant(name, candidates, context)
            if division is None:
                return None  # 朝阳区 of which city? not the city of 朝阳
            end = start + length
            special = name != division.name and text.startswith(_AFTER_SHORT, end)
            return PrintedDivision(division=division, length=end + (len(_AFTER_SHORT) if special else 0))
        return None


def short_name(division: Division) -> str:
    """Return what a province or prefecture is called without 省, 市 …; the name itself when that is a common word."""
    if division.level == "county":
        return division.name
    tail = _PROVINCE_TAIL_RE if division.level == "province" else _PREFECTURE_TAIL_RE
    short = tail.sub("", division.name)
    return division.name if len(short) < 2 or (short in _ALSO_WORDS and division.level != "province") else short


def _lies_in(inner: Division, outer: Division) -> bool:
    return outer.name in inner.above and inner.chain.startswith(outer.chain)


def _meant(name: str, candidates: list[Division], context: str) -> Division | None:
    """Choose the province over the prefecture of one short name (吉林), else what the context points to."""
    provinces = [one for one in candidates if one.level == "province"]
    if provinces:
        return provinces[0]
    around = context.replace(name, "")
    weights = [
        (sum(around.count(above) * (2 if above.endswith("市") else 1) for above in one.above), one)
        for one in candidates
    ]
    best = max(weight for weight, _ in weights)
    chosen = [one for weight, one in weights if weight == best]
    return chosen[0] if best and len(chosen) == 1 else None


@cache
def default_divisions() -> Divisions:
    """Return the shipped divisions; the first call reads their file (some milliseconds)."""
    return read_divisions(_FILE)


def read_divisions(path: Path) -> Divisions:
    """Read a file of the shipped one's form: province, prefecture, counties, separated by tabs.

    Raises:
        ValueError: A line has not three columns.
    """
    divisions: dict[str, Division] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            province, prefecture, counties = line.split("\t")
            for division in _line_divisions(province, prefecture, counties):
                divisions.setdefault(division.chain, division)
    return Divisions(tuple(divisions.values()))


def _line_divisions(province: str, prefecture: str, counties: str) -> list[Division]:
    found = [Division(name=province, chain=province, level="province")]
    above: tuple[str, ...] = (province,)
    if prefecture != _NONE:
        found.append(Division(name=prefecture, chain=province + prefecture, level="city", above=above))
        above = (province, prefecture)
    for county in counties.split() if counties != _NONE else ():
        name = county.removesuffix("*")
        mark = Mark.PARTLY if name == county else Mark.KNOWLEDGE
        found.append(Division(name=name, chain="".join(above) + name, level="county", above=above, mark=mark))
    return found
