"""`yubei drill`: the kit of a drill from a plan, drills that were held, and which plans are due."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from assistant.commands.check import stored
from assistant.commands.options import (
    add_data_option,
    add_json_option,
    parse_day,
    print_json,
    say,
    settings_from,
    warn_of,
)
from assistant.corrections import checked_editor
from assistant.drills.held.due import due_plans
from assistant.drills.held.entering import DrillEntry, enter_drill
from assistant.drills.held.json_shape import calendar_form, record_form
from assistant.drills.held.ledger import drill_records
from assistant.drills.held.records import STATE_ZH, DrillRecord, PlanDue
from assistant.drills.keeping import keep_kit
from assistant.drills.kit import build_kit
from assistant.drills.kit_files import write_kit
from assistant.drills.kit_json import kit_form
from assistant.drills.records import FORM_ZH, DrillForm, DrillKit, UserScenario
from assistant.wiring import Workbench, open_workbench
from kb.errors import InputRefused

ACTIONS = {
    "kit": "据预案编制演练文件",
    "records": "列出已举行的演练",
    "calendar": "哪些预案该演练了",
    "add": "登记一次演练",
    "withdraw": "撤回一条登记",
}
FORMS = {
    "桌面": DrillForm.TABLETOP,
    "实战": DrillForm.FULL_SCALE,
    "检验性": DrillForm.INSPECTION,
    "无脚本": DrillForm.INSPECTION,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei drill`."""
    named = "；".join(f"{name} {meaning}" for name, meaning in ACTIONS.items())
    parser.add_argument("action", choices=list(ACTIONS), metavar="ACTION", help=named)
    parser.add_argument(
        "document", nargs="?", default="", metavar="DOCUMENT", help="预案的编号或标题；withdraw 时为登记编号"
    )
    parser.add_argument("--form", choices=list(FORMS), help="演练形式（kit 默认 桌面）")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="演练文件写到这个文件夹")
    parser.add_argument("--hazard", default="", help="演练哪一种险情，如 液氨泄漏（默认整个预案）")
    parser.add_argument("--level", default="", help="演练哪一级响应，如 Ⅲ级")
    parser.add_argument("--place", default="", help="模拟地点")
    parser.add_argument("--cause", default="", help="设定的起因")
    parser.add_argument("--weather", default="", help="风向、天气")
    parser.add_argument("--casualties", default="", help="模拟伤亡")
    parser.add_argument("--start", default="", help="演练日期和时刻，照印")
    parser.add_argument("--gap", type=int, default=5, metavar="MINUTES", help="控制信息的间隔（默认 5 分钟）")
    parser.add_argument("--keep", action="store_true", help="把这份演练方案存入知识库，预案变化时提示（需 --by）")
    parser.add_argument("--name", default="", help="演练名称（add）")
    parser.add_argument("--day", type=parse_day, metavar="DATE", help="演练日期（add），calendar 时以哪一天为准")
    parser.add_argument("--organiser", default="", help="组织单位")
    parser.add_argument("--people", type=int, metavar="N", help="参演人数（add）")
    parser.add_argument("--problem", action="append", default=[], metavar="TEXT", help="发现的问题，可多次（add）")
    parser.add_argument("--improvement", action="append", default=[], metavar="TEXT", help="改进措施，可多次（add）")
    parser.add_argument("--by", default="", metavar="NAME", help="经办人（add、withdraw、kit --keep）")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Do what is asked for."""
    doing: dict[str, Callable[[Workbench, argparse.Namespace], None]] = {
        "kit": make_kit,
        "records": list_records,
        "calendar": show_calendar,
        "add": add_drill,
        "withdraw": withdraw_drill,
    }
    writable = options.action in ("add", "withdraw") or options.keep
    with open_workbench(settings_from(options), writable=writable) as workbench:
        warn_of(workbench.kb)
        doing[options.action](workbench, options)
    return 0


def make_kit(workbench: Workbench, options: argparse.Namespace) -> None:
    """Build a kit, write its files and say what is in it."""
    if not options.document:
        raise InputRefused("请给出预案的编号或标题，例如 yubei drill kit 现场处置方案 --hazard 液氨泄漏 --out 演练。")
    scenario = UserScenario(
        day=options.start,
        place=options.place,
        weather=options.weather,
        casualties=options.casualties,
        cause=options.cause,
        level=options.level,
        organiser=options.organiser,
        minutes_between=options.gap,
    )
    document = stored(workbench, options.document)
    form = FORMS[options.form or "桌面"]
    kit = build_kit(workbench.kb, document.document_id, form=form, hazard=options.hazard, scenario=scenario)
    written = write_kit(kit, options.out) if options.out else ()
    kept = keep_kit(workbench.kb, kit, options.by) if options.keep else None
    if options.json:
        print_json({**kit_form(kit), "files": [str(one) for one in written]})
        return
    print_kit(kit)
    for path in written:
        say(f"已写出：{path}")
    if kept is not None:
        say(f"已存为草稿，编号 {kept.product_id}。")


def print_kit(kit: DrillKit) -> None:
    """Print the messages of a kit with what they call for."""
    say(
        f"《{kit.title}》{kit.hazard} {FORM_ZH[kit.form]}：预期行动 {len(kit.actions)} 条，控制信息 {len(kit.injects)} 条"
    )
    for inject in kit.injects:
        blanks = "".join(f"【待补充：{one}】" for one in inject.blanks)
        say(f"T+{inject.minute} {inject.to_whom}：{inject.text}{blanks}")
        for action_id in inject.expected:
            one = kit.action(action_id)
            say(f"    {one.action}（{one.clause.heading_path[-1] if one.clause.heading_path else kit.title}）")


def list_records(workbench: Workbench, options: argparse.Namespace) -> None:
    """Print the drills that were held, newest first."""
    records = drill_records(workbench.kb)
    if options.json:
        print_json([record_form(one) for one in records])
        return
    if not records:
        say("知识库里没有演练记录。可以入库演练记录、评估报告，或者用 yubei drill add 登记。")
    for one in records:
        print_record(one)


def print_record(record: DrillRecord) -> None:
    """Print one drill."""
    people = f"，{record.participants}人" if record.participants else ""
    grade = f"，等级{record.grade}" if record.grade else ""
    open_run = "" if record.counted else "　未登记，不计入期限"
    say(
        f"{record.day.isoformat()} {record.name}（{record.form or '形式未载明'}{people}{grade}）{record.organiser}{open_run}"
    )
    say(
        f"    预案：{f'《{record.plan_title}》' if record.plan_title else '未对应到库内预案'}　编号：{record.record_id}"
    )
    for title, items in (("问题", record.problems), ("改进", record.improvements)):
        for item in items:
            say(f"    {title}：{item}")


def show_calendar(workbench: Workbench, options: argparse.Namespace) -> None:
    """Print every plan with the day of its next drill, what is overdue first."""
    today = options.day or date.today()
    records = drill_records(workbench.kb)
    due = due_plans(workbench.kb, today, records)
    if options.json:
        print_json(calendar_form(due, records, today))
        return
    for one in due:
        print_due(one)


def print_due(due: PlanDue) -> None:
    """Print when one plan is due and by which rule."""
    last = f"上次 {due.last.day.isoformat()}" if due.last else "库内没有演练记录"
    until = f"，应于 {due.due.isoformat()} 前演练" if due.due else ""
    say(f"[{STATE_ZH[due.state]}] 《{due.title}》{last}{until}")
    for rule in due.rules[:2]:
        say(f"    {'' if rule.binding else '（仅供参考，依据未完全核实）'}{rule.what}（{rule.source}）")


def add_drill(workbench: Workbench, options: argparse.Namespace) -> None:
    """Enter a drill that was held."""
    if options.day is None:
        raise InputRefused("请用 --day 给出演练日期，例如 --day 2026-09-16。")
    plan = stored(workbench, options.document).document_id if options.document else ""
    entry = DrillEntry(
        name=options.name,
        day=options.day,
        by=checked_editor(options.by),
        document_id=plan,
        form=options.form or "",
        organiser=options.organiser,
        participants=options.people,
        problems="\n".join(options.problem),
        improvements="\n".join(options.improvement),
    )
    number = enter_drill(workbench.kb, entry)
    say(f"已登记，编号 {number}。")


def withdraw_drill(workbench: Workbench, options: argparse.Namespace) -> None:
    """Take an entry back."""
    number = options.document.removeprefix("hand-")
    if not number.isdigit():
        raise InputRefused(f"登记编号“{options.document}”无效，请写 yubei drill records 列出的编号，如 hand-3。")
    workbench.kb.catalog.drills_held.withdraw(int(number), checked_editor(options.by))
    say(f"已撤回 {options.document}。")
