"""Our side of the comparison reads the documents with known content without a loss."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.throughput import Row, lines_of, losses_of, spread
from benchmarks.throughput_checks import texts_kept
from benchmarks.throughput_probes import Probe, make_probes
from benchmarks.throughput_readers import CannotRead, Reading, read_in_process, read_to_chunks
from benchmarks.throughput_samples import WRITTEN_FORMATS, written_files
from ingest.parsers import recognition


@pytest.fixture(autouse=True)
def recognition_as_before() -> Iterator[None]:
    """Reading in this process puts page images off; later tests want the default back."""
    yield
    recognition.forbid()


@pytest.fixture(scope="module")
def probes(tmp_path_factory: pytest.TempPathFactory) -> list[Probe]:
    """The documents that need no LibreOffice."""
    return list(make_probes(tmp_path_factory.mktemp("probes"), with_office=False))


def test_every_kind_of_loss_has_a_document(probes: list[Probe]) -> None:
    names = {probe.path.name for probe in probes}
    assert {"running-numbers.docx", "levels.docx", "marks.docx", "contacts.xlsx", "heads.pdf", "page.html"} <= names
    assert {"pages.ofd", "contacts.csv", "notice.txt", "drill.pptx"} <= names


def test_ours_loses_nothing_of_the_documents_written_here(probes: list[Probe]) -> None:
    for probe in probes:
        lost = {check.feature: check.lost(read_in_process(probe.path).text) for check in probe.checks}
        assert not any(lost.values()), (probe.path.name, lost)


def test_files_that_cannot_be_read_are_counted(probes: list[Probe]) -> None:
    def refuse(path: Path) -> Reading:
        raise CannotRead(path.name)

    losses = losses_of([probe for probe in probes if probe.path.suffix == ".csv"], refuse)
    assert losses == {"documents not read": (1, 1)}


@pytest.mark.parametrize("suffix", WRITTEN_FORMATS)
def test_files_written_for_the_clock_hold_their_text(suffix: str, tmp_path: Path, corpora_dir: Path) -> None:
    laws, folder = tmp_path / "laws", tmp_path / "samples"
    laws.mkdir()
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpora_dir.rglob("*.md"))[:8]]
    (laws / "law.md").write_text("\n".join(texts), encoding="utf-8")
    [path] = written_files(laws, suffix, folder)
    lines = [
        line.strip("#>* \t|")
        for line in texts[0].splitlines() + texts[-1].splitlines()
        if "。" in line and "|" not in line
    ]
    wanted = texts_kept("lines", [line[:30] for line in lines])
    assert wanted.total > 20
    assert wanted.lost(read_in_process(path).text) == 0
    assert wanted.lost(read_to_chunks(path).text) == 0


def test_figures_are_medians_with_their_spread() -> None:
    assert spread([3.0, 1.0, 2.0]) == "2.00 (1.00–3.00)"
    assert spread([]) == "cannot read"


def test_the_ratio_is_taken_run_by_run() -> None:
    ours = Row(suffix=".txt", reader="Yubei", rates=[2.0, 8.0, 6.0])
    other = Row(suffix=".txt", reader="other", rates=[1.0, 2.0, 2.0], losses={"lines lost": (1, 3), "rows": (0, 2)})
    line = list(lines_of([ours, other]))[-1]
    assert "3.00 (2.00–4.00)" in line
    assert "lines lost 1/3" in line
    assert "rows" not in line
