from __future__ import annotations

from ingest.parsers.pdf_lines import Line
from ingest.parsers.pdf_running import remove_running


def line(text: str, top: float, *, size: float = 12.0) -> Line:
    return Line(text=text, top=top, bottom=top + size, left=72.0, right=400.0, size=size)


def kept(pages: list[list[Line]]) -> list[list[str]]:
    return [[one.text for one in page] for page in remove_running(pages)]


def test_heads_and_page_numbers_go() -> None:
    pages = [[line("临澜市防汛预案", 30), line(f"正文{n}", 100), line(f"- {n} -", 800)] for n in range(1, 5)]
    assert kept(pages) == [[f"正文{n}"] for n in range(1, 5)]


def test_the_title_printed_larger_stays() -> None:
    pages = [[line("临澜市防汛预案", 30), line(f"正文{n}", 100)] for n in range(1, 5)]
    pages[0] = [line("临澜市防汛预案", 200, size=26), line("正文1", 300)]
    assert kept(pages) == [["临澜市防汛预案", "正文1"], ["正文2"], ["正文3"], ["正文4"]]


def test_a_repeated_heading_at_changing_places_stays() -> None:
    pages = [[line("处置措施", 60 + 90 * n), line(f"正文{n}", 700)] for n in range(4)]
    assert kept(pages) == [["处置措施", f"正文{n}"] for n in range(4)]


def test_numbered_headings_stay() -> None:
    pages = [[line(f"第{n}条 一般规定", 60), line(f"正文{n}", 100)] for n in (1, 2, 3, 4)]
    assert kept(pages) == [[f"第{n}条 一般规定", f"正文{n}"] for n in (1, 2, 3, 4)]


def test_a_bare_figure_is_a_page_number_only_when_it_counts_with_the_pages() -> None:
    pages = [[line(f"正文{n}", 100), line(str(figure), 700)] for n, figure in enumerate((15, 16, 119, 18))]
    assert kept(pages) == [["正文0"], ["正文1"], ["正文2", "119"], ["正文3"]]
