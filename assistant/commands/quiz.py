"""`yubei quiz`: questions from the clauses of the documents in force."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from assistant.commands.conflicts import documents_called
from assistant.commands.line_files import line_of
from assistant.commands.options import add_data_option, add_json_option, say, settings_from, warn, warn_of
from assistant.study.questions.generating import generate
from assistant.study.questions.json_shape import question_line
from assistant.study.questions.paper import paper_lines
from assistant.study.questions.records import KIND_ZH, QuestionKind, StudyQuestion
from assistant.study.questions.storing import store
from assistant.study.questions.teachable import MOST_DOCUMENTS, teachable_documents
from assistant.wiring import open_workbench
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

_MOST = 5_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei quiz`."""
    parser.epilog = (
        "题目全部出自现行有效文件的条款，不用大模型：答案是条款原文，干扰项经逐条核对不成立。"
        f"同一种子、同一知识库出的题相同。文件超过 {MOST_DOCUMENTS} 份而没有指定 --document 时，按种子抽取 {MOST_DOCUMENTS} 份出题。"
    )
    parser.add_argument("--count", type=int, default=20, metavar="N", help=f"出多少题，1 到 {_MOST}（默认 20）")
    parser.add_argument(
        "--document", default="", metavar="标题", help="只从这份文件出题（标题或文件编号，可只写一部分）"
    )
    parser.add_argument(
        "--kind", action="append", default=[], choices=[kind.value for kind in QuestionKind],
        help="只出这一类题，可写多次：" + "，".join(f"{kind.value} {name}" for kind, name in KIND_ZH.items()),
    )  # fmt: skip
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="随机种子（默认 1）")
    parser.add_argument("--store", action="store_true", help="把题目保存到知识库；条款修改后相应题目自动停用")
    parser.add_argument("--by", default="", metavar="姓名", help="保存题目的人")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Make, print and, when asked for, keep questions; exit code 1 when no clause carries one."""
    if not 1 <= options.count <= _MOST:
        raise InputRefused(f"--count 要在 1 到 {_MOST} 之间，现在是 {options.count}。请改正后重试。")
    if options.store and not options.by.strip():
        raise InputRefused("保存题目要写明是谁。请加 --by 姓名。")
    with open_workbench(settings_from(options), writable=options.store, purpose="yubei quiz") as workbench:
        warn_of(workbench.kb)
        questions = questions_from(workbench.kb, options)
        print_questions(questions, as_json=options.json)
        if options.store:
            fresh = store(workbench.kb, questions, options.by)
            warn(f"已保存 {fresh} 题，另有 {len(questions) - fresh} 题此前已保存。")
    if len(questions) < options.count:
        warn(f"只出了 {len(questions)} 题：条款里可以核对的内容不够 {options.count} 题。")
    return 0 if questions else 1


def questions_from(kb: KnowledgeBase, options: argparse.Namespace) -> tuple[StudyQuestion, ...]:
    """Return the questions that the options ask for."""
    documents = teachable_documents(kb, documents_called(kb, options.document), seed=options.seed)
    if options.document and not documents:
        raise InputRefused(f"“{options.document}”不是现行有效的法规、预案或制度，不能出题。请换一份文件。")
    return generate(documents, options.count, options.seed, [QuestionKind(kind) for kind in options.kind])


def print_questions(questions: Sequence[StudyQuestion], *, as_json: bool) -> None:
    """Print one JSON object per line, or a paper with its key."""
    for line in [line_of(question_line(one)) for one in questions] if as_json else paper_lines(questions):
        say(line)
