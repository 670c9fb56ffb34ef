from __future__ import annotations

import pytest

from ingest.parsers.number_formats import BUILT_IN, show_number


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (13812345678, "General", "13812345678"),
        (0.1 + 0.2, "General", "0.3"),
        (0.00001, "General", "0.00001"),
        (12, "00000", "00012"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (1234.5, "#,##0.##", "1,234.5"),
        (3, "#,##0.##", "3"),
        (0.005, "0.00", "0.01"),
        (500, "0.0,", "0.5"),
        (0.256, "0.0%", "25.6%"),
        (5716660003, "0000-0000000", "0571-6660003"),
        (13812345678, "000-0000-0000", "138-1234-5678"),
        (-5, "0;(0)", "(5)"),
        (-5, "0.0", "-5.0"),
        (0, '0;-0;"无"', "无"),
        (5, '"第"0"级"', "第5级"),
        (5, 'General"人"', "5人"),
        (12345, "[DBNum1]General", "一万二千三百四十五"),
        (12, "[DBNum1][$-804]General", "一十二"),
        (12, "[DBNum2][$-804]General", "壹拾贰"),
        (4500, "[$¥-804]#,##0.00", "¥4,500.00"),
        (7, "[<5]0.0;[>=5]000", "007"),
        (88, "@", "88"),
        (330102199001011234, "0", "330102199001011234"),
        (0.5, "# ?/?", "0.5"),
    ],
)
def test_numbers(value: float, code: str, shown: str) -> None:
    assert show_number(value, code) == shown


@pytest.mark.parametrize(
    ("serial", "code", "shown"),
    [
        (45000, "yyyy/m/d", "2023/3/15"),
        (45000, "yyyy-mm-dd;@", "2023-03-15"),
        (45000, '[$-804]yyyy"年"m"月"d"日";@', "2023年3月15日"),
        (45000, "aaaa", "星期三"),
        (45000, "d-mmm-yy", "15-Mar-23"),
        (45000.75, '上午/下午h"时"mm"分"', "下午6时00分"),
        (45000.75, "h:mm AM/PM", "6:00 PM"),
        (45000.5, "yyyy/m/d h:mm", "2023/3/15 12:00"),
        (1.5, "[h]:mm", "36:00"),
        (59, "yyyy-mm-dd", "1900-02-28"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (-1, "yyyy-mm-dd", "-1"),
    ],
)
def test_dates_and_times(serial: float, code: str, shown: str) -> None:
    assert show_number(serial, code) == shown


def test_the_epoch_of_1904_is_four_years_later() -> None:
    assert show_number(0, "yyyy-mm-dd", epoch_1904=True) == "1904-01-01"


def test_the_formats_of_the_chinese_edition_are_known_by_number() -> None:
    assert show_number(45000, BUILT_IN[31]) == "2023年3月15日"
    assert show_number(45000, BUILT_IN[14]) == "2023/3/15"
