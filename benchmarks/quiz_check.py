"""A thousand generated questions held against rules that share no code with the generator's own checks.

`python -m benchmarks.quiz_check [--count 1000] [--seed 2026] [--show N --from SEED] [--laws SEED]`. Material: the sample plans under
corpora/ and 30 laws of ../shared/corpora/laws, drawn once by LAW_SEED from the folders of laws, regulations and rules;
versions that are not in force on the day are left out. Printed: questions by kind; keys that do not stand in their clause;
questions with two right options by the rules below; clue statistics beside chance; seconds. `--show N --from SEED` prints
N questions of a fresh seed with their clauses, to be read one by one.

Two right options, by these rules: two options are one value after conversion; one option is part of another; the part of
the stem between commas, filled with a distractor, stands in the clause, or with the parts beside it in the document; a distractor of a multiple choice shares
most of its four-letter runs with the clause; steps to be ordered do not stand in the printed order; a false statement's
changed part stands in its document.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.study.questions.generating import generate
from assistant.study.questions.records import LETTERS, AnswerForm, QuestionKind, StudyQuestion
from ingest.assembly import assemble
from ingest.loading import find_files
from ingest.parsers import parse_as
from ingest.sniffing import sniff
from kb.records import Document, DocumentStatus
from kb.standing import VersionFacts, standings_on

PROJECT = Path(__file__).resolve().parents[1]
LAWS = PROJECT.parent / "shared" / "corpora" / "laws"
LAW_FOLDERS = ("行政法", "行政法规", "规章", "经济法", "社会法")
LAW_SEED, LAW_COUNT = 20261122, 30
SMALLEST_LAW = 6_000  # bytes; shorter ones are decisions of a few lines
SECONDS = {"秒": 1, "分钟": 60, "小时": 3600, "个小时": 3600, "天": 86400, "日": 86400, "周": 604800}
DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}


def main() -> None:
    """Generate, check and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--from", type=int, default=0, dest="fresh")
    parser.add_argument("--laws", type=int, default=LAW_SEED, help="seed by which the laws are drawn")
    options = parser.parse_args()
    documents = material(options.laws)
    if options.show:
        show(documents, options.show, options.fresh)
        return
    print(f"documents: {len(documents)} ({sum(len(one.text) for one in documents):,} characters)")
    begun = time.perf_counter()
    questions = generate(documents, options.count, options.seed)
    print(f"questions: {len(questions)} in {time.perf_counter() - begun:.1f} s")
    for kind, count in Counter(question.kind.value for question in questions).most_common():
        print(f"  {kind}: {count}")
    texts = {document.document_id: document.text for document in documents}
    report("key not in its clause", questions, lambda one: not key_stands(one, texts))
    report("two right options", questions, lambda one: bool(list(second_answers(one, texts[one.source.document_id]))))
    clues(questions)


def material(law_seed: int = LAW_SEED) -> list[Document]:
    """Return the documents in force: the sample corpora and the drawn laws."""
    files = sorted(
        path for path in (PROJECT / "corpora").rglob("*") if path.suffix in {".md", ".txt", ".docx", ".html", ".pdf"}
    )
    found = [path for folder in LAW_FOLDERS for path in sorted((LAWS / folder).rglob("*.md"))]
    laws = [path for path in found if path.stat().st_size >= SMALLEST_LAW and path.name != "_index.md"]
    files += random.Random(law_seed).sample(laws, LAW_COUNT)
    read = [one for path in files if (one := document_of(path)) is not None]
    facts = [VersionFacts.of(one.document_id, one.work_id, one.metadata, approved=True) for one in read]
    standing = standings_on(date.today(), facts)
    return [one for one in read if standing[one.document_id].status is DocumentStatus.IN_FORCE]


def document_of(path: Path) -> Document | None:
    """Read a file; None for one that is no document (a folder's list)."""
    data = path.read_bytes()
    found = next(iter(find_files([path])))
    return assemble(parse_as(sniff(data, path.name), data, path.name), found, data, now=datetime.now(UTC))


def report(name: str, questions: Sequence[StudyQuestion], is_bad: Callable[[StudyQuestion], bool]) -> None:
    """Print how many questions are bad, and the first of them."""
    bad = [question for question in questions if is_bad(question)]
    print(f"{name}: {len(bad)} of {len(questions)}")
    for question in bad[:20]:
        print(f"  {question.kind.value} {question.stem} {question.options} {question.answer}")


def bare(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def key_stands(question: StudyQuestion, texts: dict[str, str]) -> bool:
    """Tell whether the clause stands in its document and what is keyed stands in the clause."""
    source = question.source
    clause = bare(source.text)
    if texts[source.document_id][source.start : source.end] != source.text:
        return False
    if question.form is AnswerForm.JUDGE:
        keyed = [quoted(question.note)] if question.note else [question.stem.partition("，")[2].rstrip("。")]
    elif question.form is AnswerForm.TEXT:
        keyed = [re.sub(r"^（\d+）", "", line) for line in question.answer.split("\n")]
    elif question.form is AnswerForm.BLANK:
        keyed = [question.answer]
    else:
        keyed = [question.options[LETTERS.index(letter)] for letter in question.answer]
    return bool(keyed) and all(bare(key) in clause for key in keyed)


def quoted(note: str) -> str:
    """Return what a note says the clause has."""
    found = re.match("原文为“(.*?)”，", note)
    return found.group(1) if found else "\0"


def second_answers(question: StudyQuestion, text: str) -> Iterator[str]:
    """Yield why a question may have a second right answer, or a false one may be true."""
    whole = bare(text)
    wrong = [option for at, option in enumerate(question.options) if at not in question.right]
    if question.form in (AnswerForm.ONE, AnswerForm.SEVERAL, AnswerForm.SEQUENCE):
        yield from clashes(question)
    if question.form is AnswerForm.ONE:
        yield from (option for option in wrong if filled_stands(question, option, whole))
    elif question.form is AnswerForm.SEVERAL:
        yield from (option for option in wrong if runs_in(option, bare(question.source.text)) > 0.5)
    elif question.form is AnswerForm.SEQUENCE:
        clause = bare(question.source.text)
        places = [clause.find(bare(question.options[at])) for at in question.right]
        if places != sorted(places):
            yield "steps do not stand in the keyed order"
    elif question.form is AnswerForm.JUDGE and question.note:
        said = bare(question.stem.partition("，")[2].rstrip("。"))
        if said in whole:
            yield "the false statement stands in the document"


def clashes(question: StudyQuestion) -> Iterator[str]:
    """Yield pairs of options that are one value, or one within the other."""
    for number, one in enumerate(question.options):
        for other in question.options[number + 1 :]:
            left, right = bare(one), bare(other)
            if seconds(left) is not None and seconds(left) == seconds(right):
                yield f"{one} = {other}"
            is_scale = question.kind is QuestionKind.LEVEL
            if not is_scale and not left[:1].isdigit() and (left in right or right in left) and not number_of(left):
                yield f"{one} within {other}"


def seconds(text: str) -> float | None:
    """Return what a duration lasts, None for anything else."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百]+)(秒|分钟|个小时|小时|天|日|周)", text)
    value = number_of(found.group(1)) if found else None
    return value * SECONDS[found.group(2)] if found and value is not None else None


def number_of(text: str) -> float | None:
    """Read an Arabic numeral or a Chinese one below a thousand at the beginning of a text."""
    arabic = re.match(r"\d+(?:\.\d+)?", text)
    if arabic:
        return float(arabic.group())
    total, digit, seen = 0, 0, False
    for sign in text:
        if sign in DIGITS:
            digit, seen = DIGITS[sign], True
        elif sign in "十百":
            total, digit, seen = total + (digit or 1) * (10 if sign == "十" else 100), 0, True
        else:
            break
    return float(total + digit) if seen else None


def filled_stands(question: StudyQuestion, option: str, whole: str) -> bool:
    """Tell whether a text says the stem with an option: the stretch between commas in the clause, or two in the document."""
    before, _, after = question.stem.partition("（　　）")
    before = before.partition("，")[2]
    left, right = re.split("([，。；：])", bare(before)), re.split("([，。；：])", bare(after))
    near = f"{left[-1]}{bare(option)}{right[0]}"
    if len(near) >= len(bare(option)) + 4 and near in bare(question.source.text):
        return True
    wider = "".join(left[-3:]) + bare(option) + "".join(right[:3]).rstrip("。")
    return len(wider) >= len(near) + 6 and wider in whole


def runs_in(option: str, clause: str) -> float:
    """Return the share of an option's runs of four letters that the clause holds."""
    words = bare(option)
    runs = {words[at : at + 4] for at in range(max(1, len(words) - 3))}
    return sum(run in clause for run in runs) / len(runs)


def clues(questions: Sequence[StudyQuestion]) -> None:
    """Print what length, place and rank tell about the answer, beside what chance gives."""
    single = [question for question in questions if question.form is AnswerForm.ONE]
    for name, pick in (("longest", max), ("shortest", min)):
        alone = [one for one in single if lengths(one).count(pick(lengths(one))) == 1]
        hits = sum(len(one.options[one.right[0]]) == pick(lengths(one)) for one in alone)
        print(
            f"answer alone the {name}: {hits}/{len(alone)} of the items with one {name} option; chance {len(alone) / 4:.0f}"
        )
    places = Counter(LETTERS[one.right[0]] for one in single)
    print(f"place of the answer in {len(single)}: {dict(sorted(places.items()))}; chance {len(single) / 4:.0f} each")
    ranks = Counter(rank for one in single if (rank := rank_of(one)) is not None)
    print(
        f"rank of the right value in {ranks.total()}: {dict(sorted(ranks.items()))}; chance {ranks.total() / 4:.0f} each"
    )
    judged = [one for one in questions if one.form is AnswerForm.JUDGE]
    print(f"true statements: {sum(one.answer == '正确' for one in judged)}/{len(judged)}")
    several = [one for one in questions if one.form is AnswerForm.SEVERAL]
    print(f"right options of multiple choices: {dict(sorted(Counter(len(one.right) for one in several).items()))}")


def lengths(question: StudyQuestion) -> list[int]:
    """Return the lengths of the options."""
    return [len(option) for option in question.options]


def rank_of(question: StudyQuestion) -> int | None:
    """Return the place of the right value among the values in order of size, None when options are no single values."""
    if question.kind not in (QuestionKind.NUMBER, QuestionKind.LIMIT) or any("以上" in one for one in question.options):
        return None
    values = [number_of(option) for option in question.options]
    right = values[question.right[0]]
    if right is None or any(value is None for value in values):
        return None
    return sorted(value for value in values if value is not None).index(right) + 1


def show(documents: Sequence[Document], count: int, seed: int) -> None:
    """Print questions drawn from a thousand of a seed, with answer and clause."""
    drawn = random.Random(seed).sample(generate(documents, 1000, seed), count)
    for number, question in enumerate(drawn, start=1):
        print(f"{number}. [{question.kind.value}] {question.stem}")
        if question.form is not AnswerForm.JUDGE:
            for at, option in enumerate(question.options):
                print(f"    {LETTERS[at]}. {option}")
        print(f"    => {question.answer.replace(chr(10), ' / ')} {question.note}")
        print(f"    {question.source.citation}: {question.source.text[:400].replace(chr(10), ' / ')}")


if __name__ == "__main__":
    main()
