"""`yubei card --all`: the cards of all key positions of one plan."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.cards.batch.gaps import ALL_FILLED, gap_rows, gaps_of
from assistant.cards.batch.sets import drafted, planned_set
from assistant.cards.batch.writing import SetForm, WrittenSet, write_archive, write_set
from assistant.cards.layout import card_title
from assistant.cards.life.keeping import keep_card, kept_card
from assistant.cards.life.states import standing_of
from assistant.cards.printing.standing import NOT_KEPT, Standing
from assistant.commands.options import print_json, say, warn
from assistant.commands.progress_bar import ProgressBar
from assistant.commands.remove import match
from assistant.json_forms import card_form
from assistant.records import Card
from assistant.wiring import Workbench
from kb.errors import InputRefused


def draft_all(workbench: Workbench, options: argparse.Namespace, by: str) -> int:
    """Draft the set, keep it when asked, write its files and print what is missing.

    Raises:
        InputRefused: No folder is named, a file name is, or the document treats no hazard.
    """
    if options.out is None:
        raise InputRefused("成套编卡请用 --out 写明文件夹，如 --out 处置卡；写成 处置卡.zip 则打成一个压缩包。")
    if options.template or options.docx or options.pdf:
        raise InputRefused("成套编卡时 --docx、--pdf 后面不写文件名，也不能用 --template；文件名由岗位和险情组成。")
    wanted = planned_set(workbench.kb, match(options.all, workbench.kb.summaries()).document_id)
    cards: list[Card] = []
    standings: dict[int, Standing] = {}
    with ProgressBar(enabled=sys.stderr.isatty() and not options.json) as bar:
        shown = bar.counter("起草", "张")
        for card in drafted(workbench.card_drafter, wanted):
            cards.append(card)
            if by:
                product = keep_card(workbench.kb, card, by)
                standings[id(card)] = standing_of(workbench.kb, kept_card(workbench.kb, product.product_id))
            shown(len(cards), len(wanted.positions))
        written = write_files(workbench, options, cards, standings, bar)
    report(cards, written, options)
    return 0


def write_files(
    workbench: Workbench,
    options: argparse.Namespace,
    cards: Sequence[Card],
    standings: dict[int, Standing],
    bar: ProgressBar,
) -> WrittenSet:
    """Write the set to its folder, or to one archive."""
    pdf = options.pdf is not None
    word = options.docx is not None or not pdf

    form = SetForm(
        shape=options.shape,
        word=word,
        pdf=pdf,
        standing_of=lambda card: standings.get(id(card), NOT_KEPT),
        page_url=workbench.settings.page_url,
    )

    def into(folder: Path) -> WrittenSet:
        shown = bar.counter("导出", "张")
        written = WrittenSet(files=(), notes=())
        for done, written in enumerate(write_set(cards, folder, form), start=1):  # noqa: B007 - the last one counts
            shown(min(done, len(cards)), len(cards))
        return written

    if options.out.suffix.lower() != ".zip":
        return into(options.out)
    with tempfile.TemporaryDirectory(prefix="yubei-cards-") as folder:
        written = into(Path(folder))
        write_archive(written.files, options.out)
    return WrittenSet(files=(options.out,), notes=written.notes)


def report(cards: Sequence[Card], written: WrittenSet, options: argparse.Namespace) -> None:
    """Print what was made and what is missing."""
    gaps = gaps_of(cards)
    for note in written.notes:
        warn(note)
    if options.json:
        keys = ("position", "hazard", "field", "missing", "source")
        print_json(
            {
                "cards": [{"title": card_title(card), **card_form(card)} for card in cards],
                "gaps": [dict(zip(keys, row, strict=True)) for row in gap_rows(gaps)],
                "files": [str(path) for path in written.files],
                "notes": list(written.notes),
            }
        )
        return
    say(f"已编 {len(cards)} 张卡，写到 {options.out}")
    for position, hazard, field, missing, source in gap_rows(gaps):
        say(f"  {position}·{hazard}　{field}：缺{missing}" + (f"（来源：{source}）" if source else ""))
    if not gaps:
        say(ALL_FILLED)
