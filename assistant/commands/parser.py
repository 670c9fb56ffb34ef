"""argparse with Chinese usage and error sentences, as far as it lets itself be told."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

USAGE_ERROR = 2
SENTENCES = (
    (re.compile(r"argument 命令: invalid choice: '?(.*?)'? \(choose from (.*)\)"), r"没有“\1”这个命令；可用：\2"),
    (re.compile(r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)"), r"\1 不能是“\2”；可用：\3"),
    (re.compile(r"argument (\S+): invalid \w+ value: '?(.*?)'?$"), r"\1 的值“\2”无效"),
    (re.compile(r"argument (\S+): expected (?:one|at least one) argument"), r"\1 后面要给出值"),
    (re.compile(r"the following arguments are required: (.*)"), r"还缺少：\1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"不认识的参数：\1"),
    (re.compile(r"argument (\S+): (.*)"), r"\1：\2"),
)
TITLES = {"positional arguments": "参数", "options": "选项"}


class ChineseParser(argparse.ArgumentParser):
    """An ArgumentParser whose usage, titles and errors are Chinese."""

    def error(self, message: str) -> NoReturn:
        """Print usage and one sentence to standard error; leave with code 2."""
        sys.stderr.write(self.format_usage())
        sys.stderr.write(f"{sentence_for(message)}。用 {self.prog} --help 查看用法。\n")
        sys.exit(USAGE_ERROR)

    def format_usage(self) -> str:
        """Return the usage line."""
        return super().format_usage().replace("usage: ", "用法：", 1)

    def format_help(self) -> str:
        """Return the help text."""
        text = super().format_help().replace("usage: ", "用法：", 1)
        for english, chinese in TITLES.items():
            text = text.replace(f"\n{english}:\n", f"\n{chinese}：\n")
        return text.replace("show this help message and exit", "显示本说明")


def sentence_for(message: str) -> str:
    """Return argparse's message in Chinese; one that is not known stays as it is."""
    for pattern, replacement in SENTENCES:
        if pattern.search(message):
            return pattern.sub(replacement, message, count=1).replace("'", "")
    return message
