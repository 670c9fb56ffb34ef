"""The part of `benchmarks.change_check` on plans that disagree with what ranks above them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.checking.reading import read_document
from assistant.comparing.likeness import Likeness
from assistant.comparing.superior import compare_with_superior
from assistant.comparing.superior_records import Disagreement, Relation
from assistant.comparing.values import values_in
from assistant.wiring import Workbench, open_workbench
from benchmarks.measured_process import PROJECT
from benchmarks.superior_seeds import DEV, HELD, LAWS, Planted
from ingest.pipeline import ingest
from kb.records import Document
from kb.settings import load_settings
from kb.text import normalize

CORPORA = PROJECT / "corpora"
NEAREST = 0.3  # likeness from which the naive rule looks at two lines
SHARED_LAWS = PROJECT.parent / "shared" / "corpora" / "laws"


def check_superior(*, held: bool, show: bool) -> dict[str, object]:
    """Take in the corpora and the laws, compare each changed plan, return the figures."""
    planted = HELD if held else DEV
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data_path=Path(data))
        with open_workbench(settings, writable=True) as workbench:
            ingest(workbench.kb, [CORPORA / "government", CORPORA / "enterprise", *law_files()], settings)
            return _figures(workbench, planted, Path(folder), show=show)


def law_files() -> list[Path]:
    """Return the files of the laws."""
    everything = sorted(SHARED_LAWS.rglob("*.md"))
    return [next(path for path in everything if path.name.startswith(name)) for name in LAWS]


def _figures(workbench: Workbench, planted: Sequence[Planted], folder: Path, *, show: bool) -> dict[str, object]:
    before: dict[str, set[tuple[str, str, str]]] = {}
    found, relation_right, false, stricter, naive, naive_false = 0, 0, 0, 0, 0, 0
    for one in planted:
        clean = read_document(CORPORA / one.file)
        if one.file not in before:
            before[one.file] = {_key(item) for item in _against(workbench, clean)}
        changed = _changed(clean, one, folder)
        comparison = compare_with_superior(workbench.kb, changed)
        hits = [item for item in comparison.against if is_planted(item, one)]
        others = [item for item in comparison.against if item not in hits and not _in_words(item, one)]
        new = [item for item in others if _key(item) not in before[one.file]]
        stricter += len(comparison.disagreements) - len(comparison.against)
        found += bool(hits)
        lines = nearest_lines(
            changed, [workbench.kb.document(source.summary.document_id) for source in comparison.sources]
        )
        naive += any(_squeezed(one.new) in _squeezed(line) for line in lines)
        naive_false += sum(_squeezed(one.new) not in _squeezed(line) for line in lines)
        relation_right += any(
            (item.relation in (Relation.LOOSER, Relation.LOOSER_THAN_LAW)) is one.looser for item in hits
        )
        false += len(new)
        if show and not hits:
            print(f"  missed {one}")
        for item in new if show else ():
            print(f"  false {one.file}: {item.matter} {item.note}")
    standing = {(file, key) for file, keys in before.items() for key in keys}
    for file, key in sorted(standing) if show else ():
        print(f"  in the unchanged plan: {file} {key}")
    return {
        "planted": len(planted), "found": found, "relation_right": relation_right, "false": false,
        "in_unchanged_plans": len(standing), "stricter_shown_apart": stricter, "lines_found": naive, "lines_false": naive_false,
    }  # fmt: skip


def _against(workbench: Workbench, document: Document) -> tuple[Disagreement, ...]:
    return compare_with_superior(workbench.kb, document).against


def _changed(clean: Document, planted: Planted, folder: Path) -> Document:
    if clean.text.count(planted.old) != 1:
        raise ValueError(f"{planted.old!r} stands {clean.text.count(planted.old)} times")
    path = folder / f"{Path(planted.file).stem}.txt"
    path.write_text(clean.text.replace(planted.old, planted.new), encoding="utf-8")
    return read_document(path)


def is_planted(item: Disagreement, planted: Planted) -> bool:
    """Tell whether a disagreement is the planted one: its words, its value, one of the sources it contradicts."""
    named = any(title in item.above.title for title in planted.against)
    return named and _in_words(item, planted) and _squeezed(planted.value) in _squeezed(item.own.value)


def _in_words(item: Disagreement, planted: Planted) -> bool:
    own, new = _squeezed(item.own.quote), _squeezed(planted.new)
    return new in own or own in new or any(part in own for part in new.split(",") if _squeezed(planted.value) in part)


def nearest_lines(changed: Document, sources: Sequence[Document]) -> list[str]:
    """Return what the naive rule calls a disagreement: lines whose most alike line above has other values of the same units."""
    own = [line for line in changed.text.split("\n") if line.strip()]
    above = [line for document in sources for line in document.text.split("\n") if line.strip()]
    likeness = Likeness([_squeezed(line) for line in own], [_squeezed(line) for line in above])
    best: dict[int, tuple[float, int]] = {}
    for one in likeness.candidates(NEAREST):
        best[one.old] = max(best.get(one.old, (0.0, 0)), (one.likeness, one.new))
    return [own[at] for at, (_, to) in best.items() if _other_values(own[at], above[to])]


def _other_values(one: str, other: str) -> bool:
    left, right = (
        {(item.mention.dimension, item.mention.value) for item in values_in(_squeezed(line))} for line in (one, other)
    )
    shared = {dimension for dimension, _ in left} & {dimension for dimension, _ in right}
    return any(
        {value for dimension, value in left if dimension == unit}.isdisjoint(
            value for dimension, value in right if dimension == unit
        )
        for unit in shared
    )


def _key(item: Disagreement) -> tuple[str, str, str]:
    return item.matter, item.above.title, f"{item.own.value} / {item.above.value}"


def _squeezed(text: str) -> str:
    return "".join(normalize(text).split())
