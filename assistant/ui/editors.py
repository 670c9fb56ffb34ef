"""Who may use what is meant for editors. A hidden component protects nothing: every handler asks here itself."""

from __future__ import annotations

import gradio as gr

from assistant.ui import strings
from kb.errors import InputRefused
from kb.settings import Settings

NO_LOGIN = "page"  # without accounts the journal says where a change came from


def require_editor(request: gr.Request | None, settings: Settings) -> str:
    """Return who edits.

    As long as the page has no login, everybody who reaches it may edit, as everywhere on the page. With a login only
    the users of `Settings.editors` may.

    Raises:
        InputRefused: Somebody is logged in who is no editor.
    """
    user = getattr(request, "username", None) if request is not None else None
    if user is None:
        return NO_LOGIN
    if user in {name.strip() for name in settings.editors.split(",") if name.strip()}:
        return str(user)
    raise InputRefused(strings.EDITORS_ONLY)
