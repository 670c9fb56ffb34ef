"""The division a document speaks for, and the level that issued it."""

from __future__ import annotations

import re
from collections import Counter

from kb.divisions import PrintedDivision, default_divisions

PROVINCES = (
    "北京市 天津市 上海市 重庆市 河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 "
    "广东省 海南省 四川省 贵州省 云南省 陕西省 甘肃省 青海省 台湾省 内蒙古自治区 广西壮族自治区 西藏自治区 宁夏回族自治区 "
    "新疆维吾尔自治区 香港特别行政区 澳门特别行政区"
).split()
# 城市, 上市公司, 农村, 城镇, 保护区 … end like divisions and are none.
_NO_PLACE = r"(?!(?:大|中|小)?城市|都市|上市|超市|夜市|集市|股市|农村|城镇|乡镇|城乡|境内|国有|本[市县]|各|较大|设区|中关村|保税|村庄|民族|蓄滞|自然|风景|少数|开发|试验)"
_CITY = (
    rf"{_NO_PLACE}[\u4e00-\u9fff]{{2,4}}?市(?!场|值|级)|[\u4e00-\u9fff]{{2,7}}自治州"
    rf"|{_NO_PLACE}[\u4e00-\u9fff]{{2,4}}(?:地区|盟(?!军))"
)
_COUNTY = (
    rf"[\u4e00-\u9fff]{{2,8}}自治[县旗]|{_NO_PLACE}[\u4e00-\u9fff]{{1,4}}?(?<![各本区郊])县(?!级|域)"
    rf"|{_NO_PLACE}[\u4e00-\u9fff]{{1,4}}?(?<![胜护发范特治社园灾库山矿林景校院小片城地各本厂罐辖])区(?!域|划|县|块)"
    rf"|[\u4e00-\u9fff]{{2,4}}旗|{_NO_PLACE}[\u4e00-\u9fff]{{2,4}}?市(?!场|值|级)"
)
_TOWN = rf"{_NO_PLACE}[\u4e00-\u9fff]{{1,5}}?(?:(?<![城乡村各本市建])镇(?!街)|(?<![城各本下])乡(?!镇|村)|街道|街(?=20))"
_VILLAGE = rf"{_NO_PLACE}[\u4e00-\u9fff]{{1,6}}?(?:(?<![农乡各本])村(?!庄|镇|民)|社区)"
_REGION_RE = re.compile(
    rf"(?P<province>{'|'.join(PROVINCES)})?(?P<city>{_CITY})?(?P<county>{_COUNTY})?(?P<town>{_TOWN})?(?P<village>{_VILLAGE})?"
)
# What may follow a division that the list knows. Its own counties are on the list, so of others only 某某县 counts.
_BELOW: dict[str, re.Pattern[str]] = {
    "province": re.compile(rf"(?:{_CITY})(?:{_COUNTY})?(?:{_TOWN})?(?:{_VILLAGE})?"),
    "city": re.compile(
        rf"{_NO_PLACE}[\u4e00-\u9fff]{{2,3}}(?<![各本区郊古])县(?![级域乡城])(?:{_TOWN})?(?:{_VILLAGE})?"
    ),
    "county": re.compile(rf"(?:{_TOWN})?(?:{_VILLAGE})?"),
}
# Cities whose towns lie directly below them.
_WITHOUT_COUNTIES = frozenset("东莞市 中山市 儋州市 三沙市 嘉峪关市".split())
_LEAD_RE = re.compile(
    r"^(?:[“\"]?\d{1,2}[·•.]\d{1,2}[”\"]?|(?:19|20)\d\d年(?:度)?|关于(?:印发|发布|修改|废止)?|《|中共|\s)+"
)
_VILLAGE_ALONE_RE = re.compile(rf"^{_NO_PLACE}[\u4e00-\u9fff]{{2,4}}(?:村|社区)(?!庄|镇|民)")
_NATIONAL_RE = re.compile(
    r"^人民(?:法院|检察院)|中华人民共和国|国务院|全国人民代表大会|最高人民(?:法院|检察院)|中共中央|中央军委|^国家|^中国(?!.*公司)|^全国"
    r"|(?:应急管理|公安|交通运输|水利|财政|教育|生态环境|环境保护|自然资源|国土资源|住房和城乡建设|建设|人力资源(?:和)?社会保障|劳动(?:和社会保障)?|农业(?:农村)?"
    r"|工业和信息化|民政|司法|商务|文化(?:和旅游)?|科学技术|铁道|卫生|国防|外交|国家安全|退役军人事务)部|国家[\u4e00-\u9fff]{2,16}(?:局|委|委员会|总局|会)"
)
_ENTERPRISE_RE = re.compile(
    r"公司|集团|工厂|[\u4e00-\u9fff]厂(?!区)|煤矿(?!安全|企业|重大|防)|酒店|宾馆|医院|学校|大学|学院|中学|小学|幼儿园|商场|百货|超市|大楼|项目部|景区|养老院|标段|研究院"
)
_OUTER_RE = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[在于到由向经对和与及至是为])([\u4e00-\u9fff]{2,3}(?:省|市|自治州)(?:[\u4e00-\u9fff]{1,3}[县区])?)$"
)
_RULE_RE = re.compile(r"(?:法|条例|办法|规定|细则|规则|规程|标准|决定|解释|意见|通知)(?:[（(][^）)]*[）)])*$")
_LONGEST_BEFORE = 16


def region_at_start(text: str) -> str:
    """Return the divisions that open a title or the name of a body, as printed; "" when there is none."""
    text = _LEAD_RE.sub("", text)
    known = default_divisions().at_start(text)
    if known is not None:
        return text[: known.length] + _below(known, text)
    match = _REGION_RE.match(text)
    region = match[0] if match is not None else ""
    if not region:
        alone = _VILLAGE_ALONE_RE.match(text)
        return alone[0] if alone is not None else ""
    return region


def _below(known: PrintedDivision, text: str) -> str:
    """Return the county, town and village that follow a known division written in full."""
    division = known.division
    if not text[: known.length].endswith(division.name):
        return ""  # 天津港大港港区 is no district of 天津
    if division.level == "province" and division.name.endswith("市"):
        return ""
    level = "county" if division.name in _WITHOUT_COUNTIES else division.level
    inner = _BELOW[level].match(text, known.length)
    return inner[0] if inner is not None else ""


def standard_region(region: str, context: str) -> str:
    """Return a printed region by its standard name, divisions around it included: 余杭区 → 浙江省杭州市余杭区.

    Args:
        context: The beginning of the text; it decides between places of one name, and tells the division around a place
            that no list knows.
    """
    divisions = default_divisions()
    if divisions.at_start(region, context) is not None:
        return divisions.standard(region, context)
    return divisions.standard(with_outer_divisions(region, context), context)


def region_before(body: str, text: str) -> str:
    """Return the division that the text puts before the name of a body: 广西壮族自治区桂西公路发展中心."""
    divisions = default_divisions()
    position = text.find(body) if body else -1
    while position >= 0:
        before = text[max(0, position - _LONGEST_BEFORE) : position]
        for start in range(len(before) - 1):
            found = divisions.at_start(before[start:])
            if found is not None and found.length == len(before) - start:
                return before[start:]
        position = text.find(body, position + 1)
    return ""


def with_outer_divisions(region: str, text: str) -> str:
    """Return the region with the division around it, when the text names both together: 临澜市青泽县.

    Of the names that stand right before the region the most frequent counts.
    """
    if not region or region.startswith(tuple(PROVINCES)):
        return region
    around: Counter[str] = Counter()
    position = text.find(region)
    while position >= 0:
        match = _OUTER_RE.search(text[max(0, position - 10) : position])
        if match is not None:
            around[match[1]] += 1
        position = text.find(region, position + 1)
    return f"{around.most_common(1)[0][0]}{region}" if around else region


def level_of(title: str, issuer: str, region: str) -> str:
    """Return the id of the issuing level, "" when nothing tells it."""
    if _is_enterprise(title, issuer):
        return "enterprise"
    if region:
        return _level_of_region(region)
    return "national" if _NATIONAL_RE.search(issuer) or _NATIONAL_RE.search(title[:30]) else ""


def _is_enterprise(title: str, issuer: str) -> bool:
    if _ENTERPRISE_RE.search(issuer):
        return True
    if "调查报告" in title:
        return False  # written by a public body about an enterprise
    return (
        not issuer.endswith(("人民政府", "委员会", "法院", "部", "局"))
        and not _RULE_RE.search(title)
        and bool(_ENTERPRISE_RE.search(title))
    )


def _level_of_region(region: str) -> str:
    if known := default_divisions().level(region):
        return known
    for suffixes, level in (
        (("村", "社区"), "village"),
        (("镇", "乡", "街道", "街"), "town"),
        (("县", "区", "旗"), "county"),
    ):
        if region.endswith(suffixes):
            return level
    inner = region
    for province in PROVINCES:
        inner = inner.removeprefix(province)
    return "county" if inner.count("市") > 1 else "city"
