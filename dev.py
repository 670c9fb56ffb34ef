"""Set up, show, test and check Yubei with nothing but a Python 3.11 or newer.

    python dev.py demo     install what is needed, load the sample corpora, open the assistant in the browser
    python dev.py test     install what is needed, run the checks and the tests
    python dev.py setup    install only
    python dev.py check    style, types, layers
    python dev.py bench    speed and quality beside other pipelines (long)

Standard library only: it runs before anything is installed, on Linux, macOS and Windows.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "yubei-installed.txt"
DEMO_DATA = ROOT / ".yubei" / "demo"
OLDEST = (3, 11)


def python() -> Path:
    """Return the interpreter inside the virtual environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(*arguments: str) -> int:
    """Run the environment's Python with these arguments in the project folder."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.call([str(python()), *arguments], cwd=ROOT, env=environment)


def wanted_stamp() -> str:
    """Return what the stamp file holds when the environment matches the lock."""
    digest = hashlib.sha256()
    for path in (LOCK, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return f"{sys.version_info[:2]} {digest.hexdigest()}"


def setup() -> int:
    """Create `.venv` and install the locked requirements unless that was done already."""
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted_stamp():
        return 0
    print("正在准备运行环境（首次需要几分钟，之后不再联网）… / setting up, a few minutes the first time", flush=True)
    if code := make_environment():
        return code
    code = run("-m", "pip", "install", "--disable-pip-version-check", "--quiet", "-c", str(LOCK), "-e", ".[dev]")
    if code:
        print("安装没有完成：请检查网络或软件源后重试。/ installation failed", file=sys.stderr)
        return code
    STAMP.write_text(wanted_stamp(), encoding="utf-8")
    return 0


def make_environment() -> int:
    """Create `.venv` unless a usable one is there; one that was left half made is made anew."""
    has_pip = [str(python()), "-c", "import pip"]
    if python().exists() and subprocess.call(has_pip, stderr=subprocess.DEVNULL) == 0:
        return 0
    if importlib.util.find_spec("ensurepip") is None:
        print(
            "这个 Python 缺少 ensurepip；Debian、Ubuntu 请先安装 python3-venv。/ ensurepip is missing", file=sys.stderr
        )
        return 2
    try:
        venv.EnvBuilder(with_pip=True, clear=True).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"建立 {VENV} 没有成功：{error}。请检查磁盘空间和写入权限后重试。/ no environment made", file=sys.stderr)
        return 1
    return 0


def demo(arguments: list[str]) -> int:
    """Load the sample corpora into a folder of the demo and open the page."""
    code = run("-m", "assistant", "ingest", "corpora/government", "corpora/enterprise", "--data", str(DEMO_DATA))
    if code:
        return code
    return run("-m", "assistant", "serve", "--data", str(DEMO_DATA), "--open", *arguments)


def check() -> int:
    """Run the linters, the type checker and the layer contracts."""
    lint_imports = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    steps = (("-m", "ruff", "check", "--no-cache", "."), ("-m", "mypy"), ("-c", lint_imports))
    return max(run(*step) for step in steps)


def test(arguments: list[str]) -> int:
    """Run the checks, then the tests on all cores."""
    return check() or run("-m", "pytest", "-n", "auto", "--dist", "loadgroup", *arguments)


def bench(arguments: list[str]) -> int:
    """Run the benchmarks; see benchmarks/README.md for the single ones."""
    return run("-m", "benchmarks", *arguments)


def main(arguments: list[str]) -> int:
    """Dispatch one command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # output redirected on a Windows that does not speak Chinese
    if sys.version_info < OLDEST:
        print(f"需要 Python 3.11 或更新版本，当前是 {sys.version.split()[0]}。", file=sys.stderr)
        return 2
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    commands = {"demo": demo, "test": test, "bench": bench, "check": lambda _: check(), "setup": lambda _: 0}
    if name not in commands:
        print(__doc__)
        return 0 if name in {"", "-h", "--help"} else 2
    return setup() or commands[name](rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
