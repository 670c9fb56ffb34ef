"""`yubei serve`: the page."""

from __future__ import annotations

import argparse

from assistant.commands.options import add_data_option, say, settings_from
from assistant.wiring import open_workbench


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei serve`."""
    parser.add_argument("--host", help="绑定地址（默认 127.0.0.1，只有本机能打开）")
    parser.add_argument("--port", type=int, help="端口（默认 7860，0 为任选一个空闲端口）")
    parser.add_argument("--open", action="store_true", help="启动后打开浏览器")
    add_data_option(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from assistant.ui.server import check_address, serve

    settings = settings_from(options, host=options.host, port=options.port)
    check_address(settings)  # before the slow opening of the base
    say("正在启动网页助手，请稍候…")
    with open_workbench(settings, writable=True, purpose="yubei serve") as workbench:
        serve(workbench, open_browser=options.open)
    return 0
