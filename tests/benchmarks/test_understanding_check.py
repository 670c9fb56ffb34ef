"""The labelled questions and what is understood of them."""

from __future__ import annotations

from benchmarks.understanding_check import f1, measure, read_gold


def test_labelled_questions_are_understood() -> None:
    titles, rows = read_gold()
    kinds, counts, faults = measure(titles, rows)
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    assert len(rows) >= 150
    assert kinds >= 0.95 * len(rows), "\n".join(faults)
    assert f1(*total) >= 0.95, "\n".join(faults)


def test_faults_are_counted_by_slot() -> None:
    rows = [{"id": "A", "question": "2022年临澜市几起事故", "kind": "limit", "slots": {"years": ["2021"]}}]
    kinds, counts, faults = measure(("临澜市总体应急预案",), rows)
    assert (kinds, counts["years"], counts["places"]) == (0, [0, 1, 1], [0, 1, 0])
    assert [fault.split(": ")[1].split(" ")[0] for fault in faults] == ["kind", "places", "years"]


def test_f1_of_nothing_is_one() -> None:
    assert (f1(0, 0, 0), f1(1, 1, 1)) == (1.0, 0.5)
