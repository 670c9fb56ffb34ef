"""`yubei study`: learners, courses, what is due, a learner's record out and in, the class."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from
from assistant.corrections import checked_editor
from assistant.exporting import write_whole
from assistant.study.portability import as_csv, exported, load
from assistant.study.progress import class_overview
from assistant.study.room import StudyRoom, checked_name, open_room
from assistant.study.scopes import COURSE_KIND_ZH, CourseKind
from assistant.wiring import open_workbench
from kb.catalog.study_records import Course, Learner
from kb.errors import InputRefused

ACTIONS = ("learners", "courses", "open", "renew", "due", "export", "import", "class", "forget")
WRITING = ("open", "renew", "import", "forget")
MOST_FILE_BYTES = 200_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei study`."""
    parser.add_argument(
        "action",
        choices=ACTIONS,
        help="learners 学员；courses 课程；open 开课；renew 更新课程题目；due 待复习；export 导出；import 导入；class 班级总览；forget 删除学员",
    )
    parser.add_argument(
        "name",
        nargs="?",
        default="",
        metavar="NAME",
        help="学员（due、export、forget）、课程编号（renew）或文件（import）",
    )
    parser.add_argument("--login", action="store_true", help="NAME 是网页登录名，不是自填的姓名")
    parser.add_argument("--course", default="", metavar="ID", help="只看这门课程（due）")
    parser.add_argument(
        "--kind",
        choices=tuple(CourseKind),
        default="document",
        help="开课范围：document 文件、hazard 灾种、position 岗位、phase 阶段",
    )
    parser.add_argument("--value", default="", metavar="VALUE", help="灾种或阶段的编号、岗位名称（open）")
    parser.add_argument("--document", action="append", default=[], metavar="TITLE", help="文件标题，可多次给出（open）")
    parser.add_argument("--by", default="", metavar="NAME", help="操作人姓名（open、renew、forget 时必填）")
    parser.add_argument("--csv", type=Path, metavar="OUT.csv", help="把答题记录写成表格（export）")
    parser.add_argument("--out", type=Path, metavar="OUT.json", help="把学习记录写成文件（export；默认输出到屏幕）")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Show or change what belongs to self-study.

    Raises:
        InputRefused: Something is missing, or there is no such learner or course.
        ExportFailed: A file cannot be written.
    """
    doing: dict[str, Callable[[StudyRoom, argparse.Namespace], None]] = {
        "learners": _learners,
        "courses": _courses,
        "open": _open,
        "renew": _renew,
        "due": _due,
        "export": _export,
        "import": _import,
        "class": _class,
        "forget": _forget,
    }
    writable = options.action in WRITING
    with open_workbench(settings_from(options), writable=writable, purpose="yubei study") as workbench:
        doing[options.action](open_room(workbench.kb), options)
    return 0


def _learners(room: StudyRoom, options: argparse.Namespace) -> None:
    learners = room.kb.catalog.study.learners()
    if options.json:
        print_json([{"name": one.name, "login": one.by_login, "since": one.made_at.isoformat()} for one in learners])
        return
    for one in learners:
        say(f"{one.name}{'（登录）' if one.by_login else ''}  {one.made_at.astimezone():%Y-%m-%d} 起")
    say(f"共 {len(learners)} 名学员。" if learners else "还没有学员。")


def _courses(room: StudyRoom, options: argparse.Namespace) -> None:
    courses = room.kb.catalog.study.courses()
    forms = [_course_form(room, one) for one in courses]
    if options.json:
        print_json(forms)
        return
    for one, form in zip(courses, forms, strict=True):
        kind = COURSE_KIND_ZH[CourseKind(one.kind)]
        stale = f"，{form['retired']} 道已停用，请 yubei study renew {one.course_id}" if form["retired"] else ""
        say(
            f"{one.course_id}  {one.title}（{kind}）：{form['clauses']} 条条文、{form['questions']} 道题，约 {form['minutes']} 分钟{stale}"
        )
    say(
        f"共 {len(courses)} 门课程。"
        if courses
        else "还没有课程。用 yubei study open --document 标题 --by 姓名 开一门。"
    )


def _course_form(room: StudyRoom, course: Course) -> dict[str, object]:
    path = room.shelf.path(course)
    return {
        "id": course.course_id,
        "title": course.title,
        "kind": course.kind,
        "clauses": len(path.clauses),
        "minutes": path.minutes,
        "questions": len(room.shelf.entries(course)),
        "retired": room.shelf.outdated(course),
    }


def _open(room: StudyRoom, options: argparse.Namespace) -> None:
    by = checked_editor(options.by)
    works = [_work_of(room, title) for title in options.document]
    course = room.shelf.open(options.kind, options.value, works, by)
    _say_course(room, course, options)


def _work_of(room: StudyRoom, title: str) -> str:
    named = {one.work_id: one.metadata.title for one in room.kb.summaries()}
    exact = [work_id for work_id, known in named.items() if known == title]
    found = exact or [work_id for work_id, known in named.items() if title in known]
    if len(found) != 1:
        raise InputRefused(
            f"标题含“{title}”的文件有 {len(found)} 份，须正好一份。请写完整标题（yubei stats 或网页文档库可查）。"
        )
    return found[0]


def _renew(room: StudyRoom, options: argparse.Namespace) -> None:
    by = checked_editor(options.by)
    _say_course(room, room.shelf.renew(room.shelf.course(options.name), by), options)


def _say_course(room: StudyRoom, course: Course, options: argparse.Namespace) -> None:
    form = _course_form(room, course)
    if options.json:
        print_json(form)
    else:
        say(f"{course.course_id}  {course.title}：{form['clauses']} 条条文、{form['questions']} 道题。")


def _learner(room: StudyRoom, options: argparse.Namespace) -> Learner:
    if not options.name:
        raise InputRefused(f"请给出学员，例如：yubei study {options.action} 王小明。用 yubei study learners 查看学员。")
    found = room.kb.catalog.study.learner(checked_name(options.name), by_login=options.login)
    if found is None:
        raise InputRefused(f"没有学员“{options.name}”。用 yubei study learners 查看；登录名请加 --login。")
    return found


def _due(room: StudyRoom, options: argparse.Namespace) -> None:
    learner = _learner(room, options)
    study = room.kb.catalog.study
    if options.course:
        courses = [room.shelf.course(options.course)]
    else:
        courses = [course for one in study.enrolled(learner.learner_no) if (course := study.course(one)) is not None]
    forms = [_due_form(room, learner, course) for course in courses]
    if options.json:
        print_json(forms)
        return
    for form in forms:
        say(f"{form['title']}：待复习 {form['due_count']} 题，新题 {form['new_count']} 题")
    if not forms:
        say(f"学员“{learner.name}”还没有选课。")


def _due_form(room: StudyRoom, learner: Learner, course: Course) -> dict[str, object]:
    queue = room.practice.queue(learner.learner_no, course, datetime.now(UTC))
    return {
        "course": course.course_id,
        "title": course.title,
        "due_count": len(queue.due),
        "new_count": len(queue.new),
        "due": list(queue.due),
    }


def _export(room: StudyRoom, options: argparse.Namespace) -> None:
    learner = _learner(room, options)
    if options.csv is not None:
        table = as_csv(room.kb.catalog.study.schedule.reviews(learner.learner_no))
        write_whole(options.csv, "答题表", lambda draft: _write(draft, table.encode("utf-8-sig")))
        say(f"学员“{learner.name}”的答题表已写到 {options.csv}。")
    record = exported(room.kb, learner)
    if options.out is not None:
        text = json.dumps(record, ensure_ascii=False, indent=1)
        write_whole(options.out, "学习记录", lambda draft: _write(draft, text.encode()))
        say(f"学员“{learner.name}”的学习记录已写到 {options.out}。")
    elif options.csv is None:
        print_json(record)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _import(room: StudyRoom, options: argparse.Namespace) -> None:
    path = Path(options.name)
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise InputRefused(f"文件 {path} 太大，不像学习记录（上限 {MOST_FILE_BYTES // 1_000_000} MB）。")
        plain = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputRefused(f"读不了学习记录 {path}：须为 yubei study export 写成的 JSON 文件。") from error
    learner = load(room.kb, plain)
    say(f"已导入学员“{learner.name}”的学习记录。")


def _class(room: StudyRoom, options: argparse.Namespace) -> None:
    overview = class_overview(room.kb, datetime.now(UTC))
    names = {one.learner_no: one.name for one in overview.learners}
    titles = {one.course_id: one.title for one in overview.courses}
    rows: list[dict[str, object]] = [
        {
            "learner": names[tally.learner_no],
            "course": titles[tally.course_id],
            "questions": tally.total,
            "seen": tally.seen,
            "mastered": tally.mastered,
            "due": tally.due,
            "answers": tally.reviews,
            "wrong": tally.wrong,
        }
        for tally in overview.tallies.values()
        if tally.learner_no in names and tally.course_id in titles
    ]
    if options.json:
        print_json(rows)
        return
    for row in rows:
        say(
            f"{row['learner']}  {row['course']}：已做 {row['seen']}/{row['questions']}，掌握 {row['mastered']}，"
            f"待复习 {row['due']}，答题 {row['answers']} 次错 {row['wrong']} 次"
        )
    say(f"共 {len(rows)} 条。" if rows else "还没有学员选课。")


def _forget(room: StudyRoom, options: argparse.Namespace) -> None:
    by = checked_editor(options.by)
    learner = _learner(room, options)
    room.kb.catalog.study.forget_learner(learner.learner_no, by)
    say(f"已删除学员“{learner.name}”及其全部学习记录。")
