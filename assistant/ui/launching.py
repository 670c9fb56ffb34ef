"""How Gradio is started: bound to one address, nothing shared, nothing reported, nothing fetched."""

from __future__ import annotations

import json
import socket

import gradio as gr

from assistant.ui import strings
from assistant.ui.source_panel import asset
from assistant.ui.web_shell import shell
from kb.settings import Settings

# Fonts that the systems bring along; a web font would be a request to another machine.
FONTS = (
    "Segoe UI",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Hiragino Sans GB",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
)
MONO_FONTS = ("Consolas", "Menlo", "Noto Sans Mono CJK SC", "monospace")
# The look all tabs share first, then each area's own.
STYLES = ("page.css", "card.css", "compare.css", "draft.css", "study.css", "drill.css")
CONCURRENT_EVENTS = 8
SESSIONS = 500  # conversations kept in memory; the oldest goes first
QUEUE_LENGTH = 64  # waiting events; more are told that the page is busy


def launch_page(page: gr.Blocks, settings: Settings, blocked: list[str]) -> str:
    """Start serving in the background; return the address to open."""
    port = settings.port or free_port(settings.host)
    page.queue(default_concurrency_limit=CONCURRENT_EVENTS, max_size=QUEUE_LENGTH, api_open=False)
    _, address, _ = page.launch(
        server_name=settings.host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        inbrowser=False,
        share=False,
        show_error=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        allowed_paths=[],
        blocked_paths=blocked,
        max_file_size=settings.max_upload_mb * 1024 * 1024,
        state_session_capacity=SESSIONS,
        app_kwargs={
            "middleware": shell(settings.host, page_extras()),
            "docs_url": None,
            "redoc_url": None,
            "openapi_url": None,
        },
        theme=page_theme(),
        css="\n".join(asset(name) for name in STYLES),
        js=asset("page.js"),
    )
    return str(address)


def page_extras() -> str:
    """Return what our page adds to Gradio's head: window-wide styles, and Chinese for its fixed English sentences."""
    says = json.dumps(strings.GRADIO_SAYS, ensure_ascii=False).replace("<", "\\u003c")
    return f"<style>{asset('shell.css')}</style><script>window.gradioSays = {says};</script>"


def close_page(page: gr.Blocks) -> None:
    """Stop serving and free the port."""
    page.close(verbose=False)


def page_theme() -> gr.themes.Base:
    """Return the theme: large type, system fonts only."""
    fonts = [gr.themes.Font(name) for name in FONTS]
    theme = gr.themes.Soft(
        primary_hue="blue",
        neutral_hue="slate",
        text_size="lg",
        radius_size="md",
        font=fonts,
        font_mono=[gr.themes.Font(name) for name in MONO_FONTS],
    )
    return theme.set(
        button_primary_background_fill="#1552a0",
        button_primary_background_fill_hover="#0f3f7d",
        button_primary_background_fill_dark="#2b6cc4",
        block_title_background_fill="transparent",
        block_title_background_fill_dark="transparent",
        block_title_text_color="#3f4a59",
        block_title_text_color_dark="#c3ccd8",
        block_title_padding="0",
        checkbox_border_color="*neutral_400",
        checkbox_border_color_dark="*neutral_500",
        input_border_width="1px",
        input_border_color="*neutral_300",
        input_border_color_dark="*neutral_600",
    )


def free_port(host: str) -> int:
    """Return a port that nobody uses at the moment."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
