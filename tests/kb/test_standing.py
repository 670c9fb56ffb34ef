"""Standing of documents on a day."""

from __future__ import annotations

from datetime import date

import pytest

from kb.records import DocumentStatus, Metadata
from kb.standing import Standing, VersionFacts, standings_on, title_key

IN_FORCE = Standing(status=DocumentStatus.IN_FORCE)
TODAY = date(2026, 3, 1)


def facts(document_id: str, **fields: object) -> VersionFacts:
    known: dict[str, object] = {"work_id": "plan", "title": "临澜市防汛应急预案", **fields}
    return VersionFacts(document_id=document_id, **known)  # type: ignore[arg-type]


def test_alone_and_without_dates_is_in_force() -> None:
    assert standings_on(TODAY, [facts("a")]) == {"a": IN_FORCE}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 12, 31), DocumentStatus.NOT_YET),
        (date(2024, 1, 1), DocumentStatus.IN_FORCE),
        (date(2028, 12, 31), DocumentStatus.IN_FORCE),
        (date(2029, 1, 1), DocumentStatus.REPEALED),
    ],
)
def test_dates_bound_the_time_in_force(day: date, expected: DocumentStatus) -> None:
    one = facts("a", issued_on=date(2023, 11, 1), effective_on=date(2024, 1, 1), expires_on=date(2029, 1, 1))
    assert standings_on(day, [one])["a"].status is expected


def test_issued_date_counts_when_no_effective_date_is_known() -> None:
    one = facts("a", issued_on=date(2024, 5, 1))
    assert standings_on(date(2024, 4, 30), [one])["a"].status is DocumentStatus.NOT_YET
    assert standings_on(date(2024, 5, 1), [one])["a"] == IN_FORCE


def test_later_version_supersedes_from_its_first_day() -> None:
    versions = [facts("old", effective_on=date(2019, 6, 1)), facts("new", effective_on=date(2024, 6, 1))]
    before, after = standings_on(date(2024, 5, 31), versions), standings_on(date(2024, 6, 1), versions)
    assert (before["old"], before["new"].status) == (IN_FORCE, DocumentStatus.NOT_YET)
    assert after == {"old": Standing(status=DocumentStatus.SUPERSEDED, superseded_by="new"), "new": IN_FORCE}


def test_amended_law_that_prints_the_first_effective_date_still_supersedes() -> None:
    first_day = date(2002, 11, 1)
    old = facts("2014", effective_on=first_day, revised_on=date(2014, 8, 31))
    new = facts("2021", effective_on=first_day, revised_on=date(2021, 6, 10))
    standings = standings_on(TODAY, [new, old])
    assert standings["2014"] == Standing(status=DocumentStatus.SUPERSEDED, superseded_by="2021")
    assert standings["2021"] == IN_FORCE
    assert standings_on(date(2015, 1, 1), [new, old])["2014"] == IN_FORCE


def test_middle_version_points_to_the_newest() -> None:
    versions = [facts(str(year), effective_on=date(year, 1, 1)) for year in (2020, 2010, 2015)]
    standings = standings_on(TODAY, versions)
    assert [standings[year].superseded_by for year in ("2010", "2015", "2020")] == ["2020", "2020", ""]


def test_version_without_date_gives_way_to_a_dated_one() -> None:
    standings = standings_on(TODAY, [facts("undated"), facts("dated", issued_on=date(2020, 1, 1))])
    assert standings["undated"] == Standing(status=DocumentStatus.SUPERSEDED, superseded_by="dated")


@pytest.mark.parametrize("day", [None, date(2020, 1, 1)])
def test_versions_that_begin_together_stand_side_by_side(day: date | None) -> None:
    standings = standings_on(TODAY, [facts("docx", effective_on=day), facts("pdf", effective_on=day)])
    assert standings == {"docx": IN_FORCE, "pdf": IN_FORCE}


@pytest.mark.parametrize("restriction", [{"status": DocumentStatus.DRAFT}, {"approved": False}])
def test_drafts_and_unapproved_uploads_replace_nothing(restriction: dict[str, object]) -> None:
    later = facts("later", effective_on=date(2025, 1, 1), repeals=("临澜市旧预案",), **restriction)
    old = facts("old", effective_on=date(2020, 1, 1))
    named = facts("named", work_id="other", title="临澜市旧预案", effective_on=date(2020, 1, 1))
    standings = standings_on(TODAY, [old, named, later])
    assert (standings["old"], standings["named"]) == (IN_FORCE, IN_FORCE)


def test_draft_is_a_draft_whatever_its_dates() -> None:
    one = facts("a", status=DocumentStatus.DRAFT, effective_on=date(2030, 1, 1))
    assert standings_on(TODAY, [one])["a"].status is DocumentStatus.DRAFT


def test_superseded_version_does_not_revive_when_its_successor_ends() -> None:
    versions = [
        facts("old", effective_on=date(2010, 1, 1)),
        facts("new", effective_on=date(2015, 1, 1), expires_on=date(2020, 1, 1)),
    ]
    standings = standings_on(TODAY, versions)
    assert (standings["old"].status, standings["new"].status) == (DocumentStatus.SUPERSEDED, DocumentStatus.REPEALED)


def test_repeal_by_title_from_the_day_the_repealing_document_takes_effect() -> None:
    old = facts("old", work_id="w1", title="生产安全事故应急预案管理暂行办法", effective_on=date(2009, 5, 1))
    new = facts("new", work_id="w2", effective_on=date(2016, 7, 1), repeals=("《生产安全事故应急预案管理暂行办法》",))
    assert standings_on(date(2016, 6, 30), [old, new])["old"] == IN_FORCE
    assert standings_on(date(2016, 7, 1), [old, new])["old"] == Standing(
        status=DocumentStatus.REPEALED, superseded_by="new"
    )


def test_document_does_not_repeal_itself_nor_a_later_one_of_the_same_title() -> None:
    title = "临澜市消防条例"
    new = facts("new", work_id="w2", title=title, effective_on=date(2016, 1, 1), repeals=(title,))
    later = facts("later", work_id="w3", title=title, effective_on=date(2020, 1, 1))
    assert standings_on(TODAY, [new, later]) == {"new": IN_FORCE, "later": IN_FORCE}


def test_repeal_does_not_reach_another_region() -> None:
    ours = facts("ours", work_id="w1", title="消防安全管理办法", region="临澜市青泽县", effective_on=date(2010, 1, 1))
    theirs = facts(
        "theirs", work_id="w2", region="临澜市江左区", effective_on=date(2020, 1, 1), repeals=("消防安全管理办法",)
    )
    assert standings_on(TODAY, [ours, theirs])["ours"] == IN_FORCE


def test_stated_repeal_holds_always_unless_the_day_is_known() -> None:
    assert standings_on(TODAY, [facts("a", status=DocumentStatus.REPEALED)])["a"].status is DocumentStatus.REPEALED
    dated = facts("a", status=DocumentStatus.REPEALED, expires_on=date(2020, 1, 1))
    assert standings_on(date(2019, 12, 31), [dated])["a"] == IN_FORCE


def test_stated_superseded_holds_until_a_later_version_is_known() -> None:
    old = facts("old", status=DocumentStatus.SUPERSEDED, effective_on=date(2019, 1, 1))
    new = facts("new", effective_on=date(2024, 1, 1))
    assert standings_on(date(2020, 1, 1), [old])["old"].status is DocumentStatus.SUPERSEDED
    assert standings_on(date(2020, 1, 1), [old, new])["old"] == IN_FORCE


def test_stated_not_yet_without_date() -> None:
    standings = standings_on(TODAY, [facts("a", status=DocumentStatus.NOT_YET)])
    assert standings["a"].status is DocumentStatus.NOT_YET


def test_documents_without_work_are_no_versions_of_each_other() -> None:
    ones = [
        facts("a", work_id="", effective_on=date(2019, 1, 1)),
        facts("b", work_id="", effective_on=date(2024, 1, 1)),
    ]
    assert standings_on(TODAY, ones) == {"a": IN_FORCE, "b": IN_FORCE}


def test_facts_of_metadata() -> None:
    metadata = Metadata(title="甲", region="乙", revised_on=date(2021, 6, 10), repeals=("丙",))
    assert VersionFacts.of("id", "work", metadata, approved=False) == VersionFacts(
        document_id="id",
        work_id="work",
        title="甲",
        region="乙",
        revised_on=date(2021, 6, 10),
        repeals=("丙",),
        approved=False,
    )


@pytest.mark.parametrize("spelling", ["《中华人民共和国消防法》", "消防法", "消防法（2021年修正）", " 消防 法"])
def test_title_key_joins_spellings(spelling: str) -> None:
    assert title_key(spelling) == "消防法"


def test_title_key_keeps_trial_versions_apart() -> None:
    assert title_key("消防管理办法（试行）") != title_key("消防管理办法")


def test_a_dated_repeal_spares_the_younger_version() -> None:
    old = facts("old", work_id="w1", title="甲条例", issued_on=date(1999, 1, 1))
    young = facts("young", work_id="w2", title="甲条例", issued_on=date(2005, 6, 1))
    law = facts("law", work_id="w3", title="乙法", issued_on=date(2010, 1, 1), repeals=("甲条例（1999-01-01）",))
    standings = standings_on(TODAY, [old, young, law])
    assert standings["old"] == Standing(status=DocumentStatus.REPEALED, superseded_by="law")
    assert standings["young"] == IN_FORCE


def test_a_dated_repeal_retires_the_amended_text_of_the_same_rule() -> None:
    amended = facts("x", work_id="w1", title="甲条例", adopted_on=date(1999, 1, 1), revised_on=date(2004, 5, 1))
    law = facts("law", work_id="w3", title="乙法", issued_on=date(2010, 1, 1), repeals=("甲条例（1999-01-01）",))
    assert standings_on(TODAY, [amended, law])["x"].status is DocumentStatus.REPEALED


def test_a_dated_repeal_falls_back_to_the_year() -> None:
    one = facts("x", work_id="w1", title="甲条例", issued_on=date(1999, 3, 1))
    other_year = facts("y", work_id="w2", title="甲条例", issued_on=date(2003, 3, 1))
    law = facts("law", work_id="w3", title="乙法", issued_on=date(2010, 1, 1), repeals=("甲条例（1999-01-01）",))
    standings = standings_on(TODAY, [one, other_year, law])
    assert standings["x"].status is DocumentStatus.REPEALED
    assert standings["y"] == IN_FORCE


def test_a_repeal_counts_from_the_day_the_new_rule_begins() -> None:
    old = facts("old", work_id="w1", title="甲条例", issued_on=date(1999, 1, 1))
    law = facts(
        "law",
        work_id="w3",
        title="乙法",
        issued_on=date(2010, 1, 1),
        effective_on=date(2010, 7, 1),
        repeals=("甲条例",),
    )
    assert standings_on(date(2010, 6, 30), [old, law])["old"] == IN_FORCE
    assert standings_on(date(2010, 7, 1), [old, law])["old"].status is DocumentStatus.REPEALED
