"""Two documents of one work from the same day on: products say where they differ, and no order of reading decides."""

from __future__ import annotations

from datetime import date

import pytest

from kb.catalog import Catalog
from kb.catalog.product_records import ProductState
from kb.records import Document, Metadata
from tests.builders import make_document, stored
from tests.kb.catalog.test_product_following import BAN, LIMIT, OLD, TODAY, keep, plan, source

FIFTEEN = LIMIT.replace("30", "15")
TEXT = OLD.replace("30分钟", "15分钟")
DAY = date(2024, 1, 1)
TITLE = "恒泰化工现场处置方案"


def plan_of(text: str, *, day: date | None = DAY, approved: bool = True) -> Document:
    return make_document(text, metadata=Metadata(title=TITLE, effective_on=day), approved=approved)


@pytest.mark.parametrize("day", [DAY, None])
@pytest.mark.parametrize("rests_on", ["first", "second"])
def test_words_that_a_twin_does_not_have_differ_whichever_was_stored_first(
    catalog: Catalog, day: date | None, rests_on: str
) -> None:
    own, other = plan_of(OLD, day=day), plan_of(TEXT, day=day)
    if rests_on == "first":
        catalog.replace_documents([stored(own)])
        made = keep(catalog, own, LIMIT, BAN)
        catalog.replace_documents([stored(other)])
    else:
        catalog.replace_documents([stored(other)])
        catalog.replace_documents([stored(own)])
        made = keep(catalog, own, LIMIT, BAN)
        catalog.follow_products()
    (found,) = catalog.products.stale()
    assert (found.product_id, found.ordinal, found.how) == (made.product_id, 0, "differs")
    assert (found.old_text, found.new_text, found.new_document_id) == (LIMIT, FIFTEEN, other.document_id)
    assert other.text[found.new_start : found.new_end] == FIFTEEN
    assert [one.document_id for one in catalog.products.product(made.product_id).sources] == [own.document_id] * 2
    assert catalog.products.stale_by_document(other.document_id) == (found,)
    assert [(one.action, one.note) for one in catalog.products.history(made.product_id)[1:]] == [
        ("stale", f"《{TITLE}》另有一份同名同日期的文件写法不同：1 处")
    ]
    catalog.follow_products()
    assert len(catalog.products.history(made.product_id)) == 2


def test_an_upload_nobody_approved_counts_only_after_its_approval(catalog: Catalog) -> None:
    own, other = plan_of(OLD), plan_of(TEXT, approved=False)
    catalog.replace_documents([stored(own)])
    keep(catalog, own, LIMIT)
    catalog.replace_documents([stored(other)])
    assert catalog.products.stale() == ()
    assert catalog.twins_of(own.document_id, TODAY) == ()
    (twin,) = catalog.twins_of(other.document_id, TODAY)
    assert (twin.document_id, twin.title, twin.begins, twin.differing) == (own.document_id, TITLE, DAY, 2)
    catalog.approve(other.document_id, "李主任")
    assert [one.how for one in catalog.products.stale()] == ["differs"]
    assert [one.document_id for one in catalog.twins_of(own.document_id, TODAY)] == [other.document_id]


def test_the_flag_goes_with_the_twin(catalog: Catalog) -> None:
    own, other = plan_of(OLD), plan_of(TEXT)
    catalog.replace_documents([stored(own)])
    made = keep(catalog, own, LIMIT)
    catalog.replace_documents([stored(other)])
    catalog.remove_document(other.document_id)
    assert catalog.products.stale() == ()
    last = catalog.products.history(made.product_id)[-1]
    assert (last.action, last.note) == ("restored", f"《{TITLE}》与另一份同名文件不再有出入：1 处")


def test_what_differed_has_changed_when_its_own_document_goes(catalog: Catalog) -> None:
    own, other = plan_of(OLD), plan_of(TEXT)
    catalog.replace_documents([stored(own)])
    made = keep(catalog, own, LIMIT, BAN)
    catalog.replace_documents([stored(other)])
    catalog.remove_document(own.document_id)
    (found,) = catalog.products.stale()
    assert (found.how, found.old_text, found.new_text) == ("changed", LIMIT, FIFTEEN)
    assert catalog.products.product(made.product_id).sources[1].document_id == other.document_id
    assert catalog.products.stale_by_document(own.document_id) == (found,)


def test_a_corrected_day_says_which_one_is_newer(catalog: Catalog) -> None:
    own, other = plan_of(OLD), plan_of(TEXT)
    catalog.replace_documents([stored(own)])
    keep(catalog, own, LIMIT)
    catalog.replace_documents([stored(other)])
    catalog.correct_metadata(other.document_id, "effective_on", date(2025, 1, 1), "李主任")
    assert [one.how for one in catalog.products.stale()] == ["changed"]
    catalog.correct_metadata(other.document_id, "effective_on", DAY, "李主任")
    assert [one.how for one in catalog.products.stale()] == ["differs"]
    catalog.correct_metadata(other.document_id, "effective_on", date(2023, 1, 1), "李主任")
    assert catalog.products.stale() == ()


def test_what_a_person_let_stand_stays_so_until_another_text_comes_or_its_document_goes(catalog: Catalog) -> None:
    own, other = plan_of(OLD), plan_of(TEXT)
    catalog.replace_documents([stored(own), stored(other)])
    made = keep(catalog, own, LIMIT)
    catalog.follow_products()
    assert catalog.products.keep_beside(made.product_id, "李主任", "以本厂存档为准") == 1
    catalog.follow_products()
    assert catalog.products.stale() == ()
    third = plan_of(OLD.replace("30分钟", "10分钟"))
    catalog.replace_documents([stored(third, removes=(other.document_id,))])
    (found,) = catalog.products.stale()
    assert (found.how, found.new_document_id) == ("differs", third.document_id)
    catalog.products.keep_beside(made.product_id, "李主任")
    catalog.remove_document(own.document_id)
    (found,) = catalog.products.stale()
    assert (found.how, found.new_document_id, found.old_text) == ("changed", third.document_id, LIMIT)


def test_equal_words_in_another_layout_flag_nothing(catalog: Catalog) -> None:
    own, other = plan_of(OLD), plan_of(OLD.replace("2 触电处置", "2  触电处置") + "\n")
    catalog.replace_documents([stored(own)])
    keep(catalog, own, LIMIT, BAN)
    catalog.replace_documents([stored(other)])
    assert catalog.products.stale() == ()
    assert catalog.twins_of(other.document_id, TODAY) == ()


def test_questions_are_asked_until_their_own_document_goes(catalog: Catalog) -> None:
    own, other = plan_of(OLD), plan_of(TEXT)
    catalog.replace_documents([stored(own)])
    made = keep(catalog, own, LIMIT, kind="question")
    catalog.products.change_state(made.product_id, ProductState.APPROVED, "李主任")
    catalog.replace_documents([stored(other)])
    assert catalog.products.stale() == ()
    assert catalog.products.product(made.product_id).state is ProductState.APPROVED
    catalog.remove_document(own.document_id)
    assert catalog.products.product(made.product_id).state is ProductState.WITHDRAWN


def test_another_day_or_another_work_is_no_twin(catalog: Catalog) -> None:
    own = plan_of(OLD)
    later, others = (
        plan_of(TEXT, day=date(2025, 1, 1)),
        plan(TEXT.replace("恒泰", "远大"), title="远大化工现场处置方案"),
    )
    catalog.replace_documents([stored(one) for one in (own, later, others)])
    assert [catalog.twins_of(one.document_id, TODAY) for one in (own, later, others)] == [(), (), ()]


def test_a_new_version_that_takes_the_other_words_is_settled_at_that_place_alone(catalog: Catalog) -> None:
    own, other = plan_of(OLD), plan_of(TEXT.replace("严禁在未佩戴空气呼吸器", "禁止在未佩戴正压式呼吸器"))
    catalog.replace_documents([stored(own), stored(other)])
    made = keep(catalog, own, LIMIT, BAN)
    catalog.follow_products()
    assert [one.ordinal for one in catalog.products.stale()] == [0, 1]
    sources = (source(other, FIFTEEN), made.sources[1])
    catalog.products.save("card", "改", "{}", sources, "王编辑", product_id=made.product_id)
    catalog.follow_products()
    assert catalog.products.keep_beside(made.product_id, "王编辑", ordinal=0) == 1
    catalog.follow_products()
    assert [(one.ordinal, one.how) for one in catalog.products.stale()] == [(1, "differs")]
