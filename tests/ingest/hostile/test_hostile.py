"""Bad files get their named outcome, good ones between them are stored, and nothing is left over.

This is a sample of about a minute; `python -m benchmarks.hostile_check` reads everything.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from ingest.loading import document_id_of
from ingest.pipeline import ingest
from kb.errors import DocumentNotFound
from kb.records import Document, DocumentSummary
from kb.settings import Settings
from tests.ingest.hostile.generate import KINDS
from tests.ingest.hostile.good import good_files
from tests.ingest.hostile.growth import growths
from tests.ingest.hostile.long_texts import long_texts
from tests.ingest.hostile.mutations import mutations
from tests.ingest.hostile.places import make_places, restless_files
from tests.ingest.hostile.records import BadFile
from tests.ingest.hostile.trial import Trial, run_trial

# Every how many of a kind are in the sample.
STEPS = {
    "basic": 2,
    "office": 2,
    "truncated": 17,
    "wrong_names": 11,
    "bombs": 3,
    "odd_contents": 9,
    "compound": 11,
    "long_texts": 11,
}
GOOD_STEP = 9
MOST_GROWTH = 50 * 1024 * 1024
MUTATION_SEED = 20_261_122
# What alone is long enough for its parser to be ended by a limit; the whole list is for `benchmarks.hostile_check`.
SLOW_NAMES = {"deep.docx", "self_form.pdf", "two_forms.pdf"}


class Sink:
    """A document store that checks what it is given and keeps no text."""

    def __init__(self) -> None:
        self.stored: set[str] = set()

    def announce_documents(self, documents: Sequence[Document]) -> None: ...

    def replace_documents(
        self,
        documents: Sequence[Document],
        originals: Mapping[str, bytes],
        *,
        removes: Mapping[str, tuple[str, ...]] | None = None,
        again: bool = False,
    ) -> None:
        for document in documents:
            assert document_id_of(originals[document.document_id]) == document.document_id
            document.text.encode()  # a lone surrogate cannot be stored
            self.stored.add(document.document_id)

    def remove_document(self, document_id: str) -> None:
        self.stored.remove(document_id)

    def stale_with(self, document_id: str) -> tuple[()]:
        return ()

    def twins_of(self, document_id: str) -> tuple[()]:
        return ()

    def original_path(self, document_id: str) -> Path:
        raise DocumentNotFound(f"没有文档 {document_id}。")

    def summaries(self, day: date | None = None) -> list[DocumentSummary]:
        return []

    def sync(self, progress: object = None) -> None: ...


def sample(kind: str) -> list[BadFile]:
    """Return every n-th file of a kind that is neither slow nor heavy."""
    light = [one for one in KINDS[kind]() if not one.heavy and one.name not in SLOW_NAMES]
    return light[:: STEPS[kind]]


def try_out(files: Sequence[BadFile], room: Path, *, good_between: bool = True) -> Trial:
    folder = room / "files"
    folder.mkdir()
    settings = Settings(data_path=room / "data", workers=2)
    return run_trial(Sink(), files, folder, settings, good_between=good_between)


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Load what the first file needs, so that the growth measured is that of the files."""
    room = tmp_path_factory.mktemp("warm")
    (room / "plan.txt").write_text("第一条 先读一份文件。", encoding="utf-8")
    ingest(Sink(), [room / "plan.txt"], Settings(data_path=room / "data", workers=1))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", STEPS)
def test_bad_files_get_their_outcomes_and_the_batch_goes_on(kind: str, tmp_path: Path) -> None:
    files = sample(kind)
    assert len(files) >= 5
    trial = try_out(files, tmp_path)
    assert trial.wrong == ()
    assert trial.lost == ()
    assert trial.leftovers == ()
    assert not any("root:" in one.reason for one in trial.outcomes.values()), "a file outside was read"
    if sys.platform.startswith("linux"):
        assert trial.grown_bytes <= MOST_GROWTH
        assert trial.worst_child_bytes <= 2**30


def test_there_are_many_hostile_files_of_many_kinds() -> None:
    cheap = [kind for kind in KINDS if kind != "bombs"]
    assert sum(len(list(KINDS[kind]())) for kind in cheap) >= 1_000


def test_good_files_of_all_formats_are_stored(tmp_path: Path) -> None:
    files = list(good_files())
    assert len(files) >= 300
    trial = try_out([one for one in files if not one.heavy][::GOOD_STEP], tmp_path, good_between=False)
    assert trial.wrong == ()
    assert trial.leftovers == ()


def test_random_damage_has_a_named_outcome(tmp_path: Path) -> None:
    trial = try_out(list(mutations(60, MUTATION_SEED)), tmp_path)
    assert (trial.wrong, trial.lost, trial.leftovers) == ((), (), ()), f"seed {MUTATION_SEED}"


def test_what_is_no_file_is_named_and_nothing_outside_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    expected = make_places(folder)
    sink = Sink()
    outcomes = ingest(sink, [folder], Settings(data_path=tmp_path / "data", workers=1))  # type: ignore[arg-type]
    found = {one.source_uri.rsplit("/", 1)[-1]: one.code.value for one in outcomes}
    (folder / "shut").chmod(0o700) if (folder / "shut").exists() else None
    assert {name: found.get(name) in codes for name, codes in expected.items()} == dict.fromkeys(expected, True), found
    assert "secret.txt" not in found


def test_files_that_change_while_they_are_read_do_not_stop_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "z_good.txt").write_text("第一条 好文件仍然要入库。", encoding="utf-8")
    with restless_files(folder) as expected:
        outcomes = ingest(Sink(), [folder], Settings(data_path=tmp_path / "data", workers=1))  # type: ignore[arg-type]
    found = {Path(one.source_uri).name: one.code.value for one in outcomes}
    assert found["z_good.txt"] == "added"
    assert all(found[name] in codes for name, codes in expected.items()), found


def test_time_grows_with_the_length_of_a_text_alone(tmp_path: Path) -> None:
    """Four times the text may take six times as long and no more; quadratic patterns would take sixteen times."""
    short, long = (list(long_texts(size))[::12] for size in (25_000, 100_000))
    worst = growths(short, long, tmp_path, factor=4)[0]
    assert worst.ratio <= 1.5 or worst.long_seconds < 5.0, worst
