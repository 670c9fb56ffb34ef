"""The command line: `yubei COMMAND …`, also `python -m assistant COMMAND …`."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence

from assistant.commands import COMMANDS, Command
from assistant.commands.parser import ChineseParser
from kb.errors import YubeiError

PROGRAM = "yubei"


def build_parser(chosen: str) -> argparse.ArgumentParser:
    """Return the parser; only the chosen command's module is imported, so `--help` stays quick."""
    parser = ChineseParser(prog=PROGRAM, description="预备：应急预案知识库与助手（离线可用，句句有据）")
    subparsers = parser.add_subparsers(dest="command", metavar="命令", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.summary, description=command.summary)
        if command.name == chosen:
            module = importlib.import_module(command.module)
            module.add_arguments(subparser)
            subparser.set_defaults(run=module.run)
    return parser


def chosen_command(arguments: Sequence[str]) -> str:
    """Return the first word that is not an option."""
    return next((word for word in arguments if not word.startswith("-")), "")


def speak_utf8() -> None:
    """Let Chinese through on consoles whose code page is not UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 for success, 1 for a named failure, 2 for wrong usage."""
    speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        options = build_parser(chosen_command(given)).parse_args(given)
        return int(options.run(options))
    except YubeiError as error:
        sys.stderr.write(f"{error.message_zh}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("已中断；已完成的部分已经保存。\n")
        return 130
    except BrokenPipeError:
        # The reader of our output went away (e.g. `| head`); nothing is left to say to it.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return 0


__all__ = ["COMMANDS", "Command", "main"]

if __name__ == "__main__":
    sys.exit(main())
