from __future__ import annotations

from ingest.parsers.printed_numbers import NUMBER_BEGIN, NUMBER_END, FollowedNumbers, MarkedNumbers
from ingest.parsers.word97_numbers import PrintedParagraph


def followed(*paragraphs: tuple[str, str]) -> FollowedNumbers:
    return FollowedNumbers([PrintedParagraph(number=number, text=text) for number, text in paragraphs])


def test_a_paragraph_is_found_again_by_its_letters() -> None:
    numbers = followed(("第一条 ", "为了 防汛，\x0b制定本预案。\r"), ("（一）", "组长；\r"))
    assert numbers.take("为了防汛，\n制定本预案。", "1 ") == ("第一条 ", "为了防汛，\n制定本预案。")
    assert numbers.unsure
    assert numbers.take("组长；", "") == ("（一）", "组长；")
    assert not numbers.unsure


def test_equal_paragraphs_take_their_numbers_in_order() -> None:
    numbers = followed(("1.", "检查"), ("", "说明"), ("2.", "检查"))
    assert [numbers.take("检查", "")[0], numbers.take("检查", "")[0]] == ["1.", "2."]
    assert not numbers.unsure


def test_a_paragraph_that_is_not_found_keeps_its_label_in_doubt() -> None:
    numbers = followed(("第一条 ", "甲"))
    assert numbers.take("别的话", "") == ("", "别的话")
    assert numbers.take("甲", "") == ("第一条 ", "甲")
    assert not numbers.unsure
    assert numbers.take("又一段", "3. ") == ("3. ", "又一段")
    assert numbers.unsure


def test_a_number_that_no_paragraph_took_leaves_a_doubt() -> None:
    numbers = followed(("第一条 ", "甲"), ("第二条 ", "乙"), ("第三条 ", ""))
    numbers.take("甲", "")
    assert numbers.unsure
    numbers.take("乙", "")
    assert not numbers.unsure  # a number without a text behind it is missed by nobody


def test_a_short_text_far_away_is_another_one() -> None:
    fillers = [("", f"段落{number}") for number in range(250)]
    numbers = followed(*fillers, ("一、", "检查"), ("二、", "检查灭火器的压力和有效期并登记"))
    assert not numbers.knows("检查")
    assert numbers.take("检查灭火器的压力和有效期并登记", "")[0] == "二、"


def test_marked_numbers_are_taken_out_of_the_text() -> None:
    numbers = MarkedNumbers(unsure=False)
    assert numbers.take(f"{NUMBER_BEGIN}第一条{NUMBER_END}甲", "") == ("第一条 ", "甲")
    assert numbers.take(f"{NUMBER_BEGIN}（一）{NUMBER_END}乙", "") == ("（一）", "乙")
    assert not numbers.unsure
    assert numbers.take(f"丙{NUMBER_BEGIN}残", "") == ("", "丙残")
    assert numbers.unsure


def test_a_bullet_whose_font_is_not_named_is_its_sign_but_a_letter_that_counts_stays() -> None:
    numbers = MarkedNumbers(unsure=False)
    printed = [numbers.take(f"{NUMBER_BEGIN}{number}{NUMBER_END}甲", "")[0] for number in ("l", "l", "k", "l", "u")]
    assert printed == ["● ", "● ", "k ", "l ", "◆ "]
