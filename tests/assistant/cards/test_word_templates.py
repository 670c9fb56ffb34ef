"""A unit's own Word template: what it prints, what it may not do, what it must show."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pytest

from assistant.cards.drafter import CardDrafter, CardRequest
from assistant.cards.printing.standing import Standing
from assistant.cards.sample_template import write_sample_template
from assistant.cards.word_templates import LISTS, WORDS, fill_template
from assistant.records import Card, CardField, CardLine
from kb.catalog.product_records import ProductState
from kb.errors import InputRefused
from tests.assistant.cards.conftest import TODAY, UNIT
from tests.assistant.cards.word_text import squeezed, word_lines

NEEDED = "{{ title }}{{ state }}{{ footer }}{% for one in prohibitions %}{{ one.text }}{% endfor %}"
NEEDED += "{% for one in steps %}{{ one.text }}{% endfor %}"


def template_of(folder: Path, text: str) -> Path:
    """Write a Word file with one paragraph."""
    path = folder / "own.docx"
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def small_card(step: str = "关闭阀门。") -> Card:
    lines = (
        CardLine(field=CardField.PROHIBITION, text="严禁单人进入"),
        CardLine(field=CardField.STEP, text=step, blank=True),
    )
    return Card(
        unit="甲厂",
        position="电工",
        hazard="触电",
        site="",
        family="一线岗位",
        lines=lines,
        citations=(),
        problems=(),
        drafted_on=TODAY,
    )


def test_sample_prints_every_line_of_a_card(drafter: CardDrafter, tmp_path: Path) -> None:
    card = drafter.draft(CardRequest(position="罐区操作工", hazard="液氨泄漏", unit=UNIT), today=TODAY)
    write_sample_template(tmp_path / "sample.docx")
    filled = fill_template(card, tmp_path / "sample.docx", tmp_path / "card.docx")
    assert filled.unplaced == ()
    printed = squeezed("\n".join(word_lines(tmp_path / "card.docx")))
    for line in card.lines:
        assert squeezed(line.text) in printed
    assert "{{" not in printed and "草稿，签发后生效" in printed and "2026-11-22" in printed
    steps = [line.text for line in card.lines if line.field is CardField.STEP]
    assert [printed.index(squeezed(step)) for step in steps] == sorted(printed.index(squeezed(step)) for step in steps)
    with zipfile.ZipFile(tmp_path / "card.docx") as archive:
        assert any(name.endswith(".png") for name in archive.namelist())  # the code


def test_sample_names_every_list_and_the_state_of_a_signed_card(tmp_path: Path) -> None:
    write_sample_template(tmp_path / "sample.docx")
    written = "\n".join(word_lines(tmp_path / "sample.docx"))
    assert [name for name in LISTS if f"in {name} " not in written] == []
    assert [name for name in WORDS if f"{{{{ {name} }}}}" not in written] == ["position", "hazard", "family", "card_id"]
    standing = Standing(state=ProductState.APPROVED, version=3, reviewed_by="李四", approved_by="张三")
    fill_template(small_card(), tmp_path / "sample.docx", tmp_path / "card.docx", standing)
    printed = "\n".join(word_lines(tmp_path / "card.docx"))
    assert "【已签发】" in printed and "审核：李四　签发：张三" in printed and "版本 3" in printed


def test_text_of_a_card_is_never_read_as_a_template_or_as_markup(tmp_path: Path) -> None:
    hostile = "{{ 7*7 }} <w:p/> & {% for x in steps %} \" '"
    fill_template(small_card(hostile), template_of(tmp_path, NEEDED), tmp_path / "card.docx")
    printed = "".join(word_lines(tmp_path / "card.docx"))
    assert "{{ 7*7 }}" in printed and "<w:p/> &" in printed and "49" not in printed


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{{ titel }}", "titel"),
        ("{% for one in steps %}{{ one.txet }}{% endfor %}", "one.txet"),
        ("{{ title.__class__ }}", "title.__class__"),
        ("{{ steps[0].__class__.__mro__ }}", "__mro__"),
        ("{{ ''.__class__.__base__.__subclasses__() }}", "Call"),
        ("{{ title['__class__'] }}", "title.__class__"),
        ("{{ title|attr('__class__') }}", "|attr"),
        ("{{ self.__init__.__globals__ }}", "__globals__"),
        ("{{ cycler.__init__ }}", "cycler"),
        ("{{ lipsum() }}", "Call"),
        ("{{ range(10) }}", "Call"),
        ("{{ 'x' * 100000000000 }}", "Mul"),
        ("{{ 9 ** 9 ** 9 }}", "Pow"),
        ("{{ '%1000000000d' % 1 }}", "Mod"),
        ("{{ '{0.__class__}'.format(title) }}", "Call"),
        ("{% include '/etc/passwd' %}", "Include"),
        ("{% import 'os' as os %}", "Import"),
        ("{% extends 'other' %}", "Extends"),
        ("{% macro one() %}x{% endmacro %}", "Macro"),
        ("{% set x = 1 %}", "Assign"),
        ("{% for title in steps %}{% endfor %}", "for"),
        ("{% for a in steps %}{% for b in steps %}{% for c in steps %}x{% endfor %}{% endfor %}{% endfor %}", "for"),
    ],
)
def test_template_may_not_do_more_than_name_placeholders(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(InputRefused, match=re.escape(named)) as raised:
        fill_template(small_card(), template_of(tmp_path, NEEDED + text), tmp_path / "card.docx")
    assert "own.docx" in raised.value.message_zh and not (tmp_path / "card.docx").exists()


def test_header_of_a_template_is_checked_too(tmp_path: Path) -> None:
    path = template_of(tmp_path, NEEDED)
    document = docx.Document(str(path))
    document.sections[0].header.paragraphs[0].text = "{{ title.__class__ }}"
    document.save(str(path))
    with pytest.raises(InputRefused, match="__class__"):
        fill_template(small_card(), path, tmp_path / "card.docx")


def test_broken_placeholder_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"own\.docx.*无法使用"):
        fill_template(small_card(), template_of(tmp_path, NEEDED + "{% for one in steps %}"), tmp_path / "card.docx")


def test_template_without_state_or_bans_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"\{\{ state \}\}.*prohibitions（列表）") as raised:
        fill_template(small_card(), template_of(tmp_path, "{{ title }}{{ footer }}"), tmp_path / "card.docx")
    assert "steps（列表）" in raised.value.message_zh


def test_fields_without_a_place_are_told(tmp_path: Path, drafter: CardDrafter) -> None:
    card = drafter.draft(CardRequest(position="电工", hazard="触电", unit=UNIT), today=TODAY)
    filled = fill_template(card, template_of(tmp_path, NEEDED), tmp_path / "card.docx")
    assert filled.unplaced[:3] == ("recognition", "reports", "phones")


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plain.docx").write_text("no zip", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as archive:
        archive.writestr("a.txt", "x")
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 61_000_000)
    entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with zipfile.ZipFile(tmp_path / "entity.docx", "w") as archive:
        archive.writestr("word/document.xml", f"{entity}<a>{escape('&x;')}</a>")
    for name in ("plain", "other", "bomb", "entity", "absent"):
        with pytest.raises(InputRefused, match=name):
            fill_template(small_card(), tmp_path / f"{name}.docx", tmp_path / "card.docx")
