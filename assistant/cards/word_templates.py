"""A unit's own Word template filled with a card; the only importer of docxtpl and jinja2.

A template is a file from somebody else, so it may only name placeholders, go through lists and ask yes-or-no questions.
Whatever else jinja can do is refused before anything runs, and what is left runs in jinja's sandbox.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.cards.printing.content import PrintedCard, PrintedLine, printed
from assistant.cards.printing.standing import NOT_KEPT, Standing
from assistant.cards.qr_code import code_png
from assistant.exporting import write_whole
from assistant.records import Card, CardField
from kb.errors import InputRefused

MOST_BYTES, MOST_UNPACKED = 10_000_000, 60_000_000
DEEPEST_LOOP = 2
CODE_EMU = 20 * 36_000  # 20 mm
LISTS: dict[str, CardField] = {
    "recognition": CardField.RECOGNITION,
    "prohibitions": CardField.PROHIBITION,
    "steps": CardField.STEP,
    "reports": CardField.REPORT,
    "phones": CardField.PHONE,
    "equipment": CardField.EQUIPMENT,
    "evacuation": CardField.EVACUATION,
    "handover": CardField.HANDOVER,
    "basis": CardField.BASIS,
}
WORDS: tuple[str, ...] = (
    *("title", "unit", "site", "position", "hazard", "family", "state", "version", "card_id", "drafted_on"),
    *("approved_on", "review_on", "reviewed_by", "approved_by", "footer", "code"),
)
PLAIN_LISTS = ("sources", "open_points")
# Without these a print would look like a signed card, or leave out what keeps people alive.
REQUIRED = ("title", "state", "prohibitions", "steps", "footer")
PARTS = ("number", "text", "who", "phone", "checked", "sources", "reference", "blank")
LOOP_PARTS = ("index", "first", "last", "length")
FILTERS = frozenset({"join", "length", "default"})
NODES = frozenset(
    "Template Output TemplateData Name Getattr Getitem Const For If Compare Operand And Or Not CondExpr Concat Filter".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What filling a template left out.

    Attributes:
        unplaced: Names of lists that the card has lines for and the template does not show.
    """

    unplaced: tuple[str, ...]


def fill_template(card: Card, template: Path, path: Path, standing: Standing = NOT_KEPT, page_url: str = "") -> Filled:
    """Write the card into a copy of the template; an existing file is replaced only when writing succeeds.

    Raises:
        InputRefused: The template cannot be read, names what is not there, or asks for what templates may not do.
        ExportFailed: The file cannot be written.
    """
    from docxtpl import DocxTemplate, InlineImage

    check_file(template)
    content = printed(card, standing, page_url)
    used: set[str] = set()
    try:
        document = DocxTemplate(str(template))
        values = values_of(card, content, standing)
        if content.code:
            document.get_docx()
            values["code"] = InlineImage(document, io.BytesIO(code_png(content.code)), width=CODE_EMU)
        document.render(values, jinja_env=environment(template.name, used), autoescape=True)
    except InputRefused:
        raise
    except Exception as error:  # docxtpl, jinja2, lxml and zipfile each raise their own on a broken file
        raise InputRefused(reason(template.name, error)) from error
    missing = [name for name in REQUIRED if name not in used]
    if missing:
        shown = "、".join("{{ " + name + " }}" if name not in LISTS else f"{name}（列表）" for name in missing)
        raise InputRefused(
            f"模板 {template.name} 里缺少必须有的占位符：{shown}。没有状态、严禁、步骤和页脚提示的卡不能印发，请补上后重试。"
        )
    write_whole(path, "处置卡", lambda draft: document.save(str(draft)))
    present = {name for name, field in LISTS.items() if any(line.field is field for line in card.lines)}
    return Filled(unplaced=tuple(name for name in LISTS if name in present - used))


def check_file(template: Path) -> None:
    """Refuse a file that is no Word file, or unpacks to more than a card can need.

    Raises:
        InputRefused: It is not there, too large or no .docx file.
    """
    try:
        size = template.stat().st_size
        with zipfile.ZipFile(template) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except (OSError, zipfile.BadZipFile) as error:
        raise InputRefused(f"模板 {template} 打不开，或不是 .docx 文件。请用 Word 另存为 .docx 后重试。") from error
    if size > MOST_BYTES or unpacked > MOST_UNPACKED:
        raise InputRefused(f"模板 {template} 过大（展开后 {unpacked // 1_000_000} MB），请去掉大图片后重试。")
    if "word/document.xml" not in names:
        raise InputRefused(f"模板 {template} 不是 Word 文档（.docx），请用 Word 另存为 .docx 后重试。")


def values_of(card: Card, content: PrintedCard, standing: Standing) -> dict[str, Any]:
    """Return the values of all placeholders; docs/cards.md lists them."""
    words: dict[str, Any] = {name: "" for name in WORDS}
    words.update(
        title=content.title,
        unit=card.unit,
        site=card.site,
        position=card.position,
        hazard=card.hazard,
        family=card.family,
        state=content.state,
        version=str(standing.version or ""),
        card_id=standing.card_id,
        drafted_on=card.drafted_on.isoformat(),
        approved_on=standing.approved_on.isoformat() if standing.approved_on else "",
        review_on=standing.review_on.isoformat() if standing.review_on else "",
        reviewed_by=standing.reviewed_by,
        approved_by=standing.approved_by,
        footer=content.footer,
    )
    fields = {field.field: field.lines for field in (*content.front, *content.back)}
    lists = {name: [line_values(line) for line in fields.get(field, ())] for name, field in LISTS.items()}
    return {**words, **lists, "sources": list(content.sources), "open_points": list(content.points)}


def line_values(line: PrintedLine) -> dict[str, Any]:
    """Return what a template may print of one line."""
    return {
        "number": line.lead.rstrip("."),
        "text": " ".join(part for part in (line.text, line.number) if part) + line.note,
        "who": line.text if line.number else "",
        "phone": line.number,
        "checked": line.note.strip("（）"),
        "sources": line.tail,
        "reference": line.tail.startswith("（参考）"),
        "blank": line.blank,
    }


def environment(name: str, used: set[str]) -> Any:  # jinja2.Environment
    """Return a sandbox that compiles only harmless templates and notes which placeholders they use."""
    from jinja2 import StrictUndefined, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Checked(ImmutableSandboxedEnvironment):  # type: ignore[misc]
        """Looks at every template before it is compiled."""

        def compile(self, source: Any, *arguments: Any, **options: Any) -> Any:
            """Compile a template that passes the check."""
            tree = self.parse(source) if isinstance(source, str) else source
            if not isinstance(tree, nodes.Template):
                raise InputRefused(not_allowed(name, type(tree).__name__))
            check_tree(tree, name, used)
            return super().compile(tree, *arguments, **options)

    made = Checked(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    return made


def check_tree(tree: Any, name: str, used: set[str]) -> None:
    """Walk a parsed template; add the placeholders it reads to `used`.

    Raises:
        InputRefused: Something in it is unknown or not allowed; the message names it.
    """
    known = frozenset({*WORDS, *LISTS, *PLAIN_LISTS})

    def walk(node: Any, loops: frozenset[str], depth: int) -> None:
        kind = type(node).__name__
        if kind == "For":
            depth += 1
            loops |= {getattr(node.target, "name", ""), "loop"}
        problem = node_problem(node, name, known | loops)
        if not problem and kind == "For" and (depth > DEEPEST_LOOP or not loop_allowed(node, known)):
            problem = not_allowed(name, "for")
        if problem:
            raise InputRefused(problem)
        if kind == "Name" and node.name in known:
            used.add(node.name)
        for child in node.iter_child_nodes():
            walk(child, loops, depth)

    walk(tree, frozenset(), 0)


def node_problem(node: Any, name: str, known: frozenset[str]) -> str:
    """Return what is wrong with one element of a template, "" when it is harmless."""
    kind = type(node).__name__
    if kind not in NODES:
        return not_allowed(name, kind)
    if kind == "Name":
        return "" if node.name in known else unknown(name, node.name)
    if kind == "Filter":
        return "" if node.name in FILTERS else not_allowed(name, f"|{node.name}")
    if kind in ("Getattr", "Getitem"):
        part = node.attr if kind == "Getattr" else getattr(node.arg, "value", None)
        return part_problem(name, part, node)
    return ""


def loop_allowed(node: Any, known: frozenset[str]) -> bool:
    """Tell whether a loop gives each line of a list one new name."""
    target = getattr(node.target, "name", "")
    return bool(target) and target not in known and not target.startswith("_") and not node.recursive


def part_problem(name: str, part: object, node: Any) -> str:
    """Return what is wrong with `line.part`: only parts of lines and of loops may be read."""
    owner = getattr(node.node, "name", "")
    allowed = LOOP_PARTS if owner == "loop" else PARTS
    return "" if owner and part in allowed else unknown(name, f"{owner or '…'}.{part}")


def unknown(name: str, placeholder: str) -> str:
    """Return the sentence about a placeholder that there is not."""
    return f"模板 {name} 里的占位符“{placeholder[:40]}”不存在。可用的占位符见 docs/cards.md，也可用 yubei card --sample-template 生成一份样例。"


def not_allowed(name: str, what: str) -> str:
    """Return the sentence about something that templates may not do."""
    return f"模板 {name} 里用了不允许的写法“{what[:40]}”。模板只能写占位符、for 循环和 if 判断，请改正后重试。"


def reason(name: str, error: Exception) -> str:
    """Return why a template cannot be used, with the place where that is known."""
    lines = [str(line).strip() for line in getattr(error, "docx_context", ())]
    marked = [line for line in lines if "{{" in line or "{%" in line]
    near = f"，在“{marked[0][:60]}”附近" if marked else ""
    detail = re.sub(r"\s+", " ", str(error))[:120]
    return f"模板 {name} 无法使用{near}：{detail}。请对照 docs/cards.md 改正占位符后重试。"
