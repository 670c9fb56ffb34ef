"""What the tool 起草 does with input from the browser: every name, id and length is checked here."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import gradio as gr

from assistant.drafting.drafter import Step, draft_steps
from assistant.drafting.keeping import keep_draft, kept_draft, kept_drafts, stale_sources
from assistant.drafting.layouts import Layout, all_layouts, layout_called
from assistant.drafting.printing import official_document
from assistant.drafting.records import PlanDraft
from assistant.drafting.report_forms import all_forms, audience_called, form_called
from assistant.drafting.reports import DEFAULT_AUDIENCE, draft_report
from assistant.official_documents.docx_writer import write_document
from assistant.ui import strings_draft
from assistant.ui.editors import require_editor
from assistant.ui.failures import inform, told_in_chinese
from assistant.ui.rendering.draft_html import draft_html
from assistant.ui.rendering.source_html import hint_html
from assistant.wiring import Workbench
from kb.catalog.product_records import STATE_ZH, Product
from kb.errors import InputRefused

MAX_FIELD, MAX_SECTIONS, MAX_VALUES = 80, 40, 8_000
MAX_FILE_NAME = 60
MAX_ID = 64
_EQUALS = re.compile("[=\uff1d]")  # the wide one comes from Chinese keyboards
Shown = tuple[object, ...]  # html, draft, id of the kept draft, two files, the button


class DraftDesk:
    """Drafts for all sessions and keeps what an editor wants to keep."""

    def __init__(self, workbench: Workbench) -> None:
        self._kb = workbench.kb
        self._settings = workbench.settings

    def choose(self, kind: object, audience: object) -> tuple[object, object, object]:
        """Return what the form shows for a kind: its sections, or who reports and the slots to fill in."""
        with told_in_chinese():
            form = form_called(str(kind or ""))
            if form is not None:
                who = audience_called(str(audience or DEFAULT_AUDIENCE)[:MAX_FIELD])
                slots = "\n".join(f"{slot.name}=" for slot in form.slots(who))
                hidden = gr.update(visible=False, value=[])
                return hidden, gr.update(visible=True), gr.update(visible=True, value=slots)
            layout = layout_called(str(kind or "")[:MAX_FIELD])
            return gr.update(visible=True, choices=headings_of(layout), value=[]), *_hidden()
        return gr.update(visible=False, value=[]), *_hidden()

    def draft(
        self, kind: object, topic: object, unit: object, sections: object, audience: object, values: object
    ) -> Iterator[Shown]:
        """Yield how far it is, then the draft with its files behind the buttons."""
        with told_in_chinese():
            name = str(kind or "").strip()[:MAX_FIELD]
            about, whose = (str(one or "").strip()[: MAX_FIELD + 1] for one in (topic, unit))
            if not name:
                raise InputRefused(strings_draft.DRAFT_NO_KIND)
            yield _waiting(strings_draft.DRAFT_STARTED)
            if form_called(name) is not None:
                given = values_of(str(values or "")[:MAX_VALUES])
                who = str(audience or DEFAULT_AUDIENCE)[:MAX_FIELD]
                yield self._shown(draft_report(self._kb, name, about, whose, audience=who, values=given))
                return
            chosen = [str(one)[:MAX_FIELD] for one in sections][:MAX_SECTIONS] if isinstance(sections, list) else []
            for update in draft_steps(self._kb, name, about, whose, chosen):
                if isinstance(update, Step):
                    yield _waiting(strings_draft.DRAFT_STEP.format(done=update.done, every=update.every))
                else:
                    yield self._shown(update)
            return
        yield _nothing()

    def keep(self, drafted: PlanDraft | None, product_id: object, name: object, request: gr.Request) -> Shown:
        """Keep the draft that is shown under the name of a person; return its id and the list."""
        with told_in_chinese():
            require_editor(request, self._settings)
            if drafted is None:
                raise InputRefused(strings_draft.DRAFT_NONE)
            product = keep_draft(self._kb, drafted, str(name or ""), str(product_id or "")[:MAX_ID])
            inform(strings_draft.KEEP_SAVED.format(version=product.version))
            return product.product_id, gr.update(choices=self.entries(), value=product.product_id)
        return gr.skip(), gr.skip()

    def listing(self, request: gr.Request) -> object:
        """Return the kept drafts to choose from; nobody but an editor sees them."""
        with told_in_chinese():
            require_editor(request, self._settings)
            return gr.update(choices=self.entries())
        return gr.update(choices=[])

    def reopen(self, product_id: object, request: gr.Request) -> Shown:
        """Return a kept draft as it was, with what of its sources changed since."""
        with told_in_chinese():
            require_editor(request, self._settings)
            if not product_id:
                raise InputRefused(strings_draft.KEEP_NONE_CHOSEN)
            wanted = str(product_id)[:MAX_ID]
            return self._shown(kept_draft(self._kb, wanted), wanted)
        return _nothing()

    def entries(self) -> list[tuple[str, str]]:
        """Return the kept drafts as (what a person reads, id), those with changed sources marked."""
        found = []
        for product in kept_drafts(self._kb):
            count = len(stale_sources(self._kb, product.product_id))
            entry = entry_of(product)
            marked = strings_draft.KEEP_STALE_ENTRY.format(count=count, entry=entry) if count else entry
            found.append((marked, product.product_id))
        return found

    def _shown(self, draft: PlanDraft, product_id: str = "") -> Shown:
        stale = stale_sources(self._kb, product_id) if product_id else ()
        whole, clean = exported(draft)
        return draft_html(draft, stale), draft, product_id, whole, clean, gr.update(interactive=True)


def kinds() -> list[tuple[str, str]]:
    """Return what can be drafted as (name, id): plans first, then reports of events."""
    plans = [(one.name, one.checklist.checklist_id) for one in all_layouts()]
    return [*plans, *((one.name, one.form_id) for one in all_forms())]


def headings_of(layout: Layout) -> list[str]:
    """Return the sections of a type to choose from."""
    return [one.heading for one in layout.parts if one.element_id]


def entry_of(product: Product) -> str:
    """Return a kept draft in one line."""
    return strings_draft.KEEP_ENTRY.format(
        title=product.title,
        state=STATE_ZH[product.state],
        version=product.version,
        by=product.made_by,
        day=f"{product.changed_at.astimezone():%Y-%m-%d}",
    )


def values_of(text: str) -> dict[str, str]:
    """Return the lines 项=值 that hold a value.

    Raises:
        InputRefused: A line has no sign of equality.
    """
    values = {}
    for line in text.splitlines():
        name, *value = _EQUALS.split(line, maxsplit=1)
        if line.strip() and not value:
            raise InputRefused(strings_draft.DRAFT_BAD_VALUE.format(line=line.strip()[:MAX_FIELD]))
        if value and value[0].strip():
            values[name.strip()] = value[0].strip()
    return values


def exported(draft: PlanDraft) -> tuple[object, object]:
    """Write the draft to the page's private folder, with and without the note for the editor."""
    # The serving process points the temporary folder at its own private one.
    folder = Path(tempfile.mkdtemp(prefix="draft-"))
    name = re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "_", draft.title).strip("._")[:MAX_FILE_NAME] or "draft"
    whole, clean = folder / f"{name}.docx", folder / f"{name}-clean.docx"
    write_document(official_document(draft), whole)
    write_document(official_document(draft, with_note=False), clean)
    return gr.update(value=str(whole), interactive=True), gr.update(value=str(clean), interactive=True)


def _hidden() -> tuple[object, object]:
    return gr.update(visible=False), gr.update(visible=False, value="")


def _waiting(words: str) -> Shown:
    empty = gr.update(value=None, interactive=False)
    return hint_html(words), None, "", empty, empty, gr.update(interactive=False)


def _nothing() -> Shown:
    empty = gr.update(value=None, interactive=False)
    return hint_html(strings_draft.DRAFT_EMPTY), None, "", empty, empty, gr.update(interactive=True)
