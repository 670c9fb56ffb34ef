"""Last resort for old documents: LibreOffice, where it is installed, with a time limit and a profile of its own.

It needs more than an ordinary parser process may use: there `defer` makes `parse` raise `ConversionNeeded`, and the file
is parsed again in a process with the limits `ingest.sandbox.limits.CONVERSION`, which hold for LibreOffice too. What a
conversion leaves running is ended with that process, whose process group it shares.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ingest.parsers import docx
from ingest.records import OutcomeCode, ParsedFile
from kb.errors import FileRefused

_SECONDS = 100  # below the wall clock that the parser process itself has
_MAX_RESULT_BYTES = 64 * 1024 * 1024
_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_PROFILE = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
)
_WITHOUT = (
    "文件无法直接读取（可能已损坏，或是很旧的格式版本），请在 Word 或 WPS 中另存为 .docx 后重试；"
    "也可以安装 LibreOffice，之后会自动尝试转换。"
)
_FAILED = "文件无法读取，LibreOffice 也没能转换（可能已损坏），请在 Word 或 WPS 中另存为 .docx 后重试。"
_REPAIRED = "文件由 LibreOffice 转换后读取（原格式无法直接读取），引用前请核对原件。"


class ConversionNeeded(Exception):
    """The file needs LibreOffice, and this process may not start it."""


_deferred = False


def defer() -> None:
    """From now on `parse` raises `ConversionNeeded` in this process."""
    global _deferred
    _deferred = True


def permit() -> None:
    """Return to the default: `parse` converts in this process."""
    global _deferred
    _deferred = False


def program() -> str:
    """Return the path of LibreOffice, "" when it is not installed."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), "")
    return found or next((str(path) for path in _USUAL_PLACES if path.is_file()), "")


def parse(data: bytes, name: str, media_type: str) -> ParsedFile:
    """Convert a text document to .docx and parse that.

    Raises:
        FileRefused: LibreOffice is missing, fails, or takes too long; the reason says what to do.
        ConversionNeeded: This process may not start it, see `defer`.
    """
    office = program()
    if not office:
        raise FileRefused(_WITHOUT, outcome=OutcomeCode.UNREADABLE)
    if _deferred:
        raise ConversionNeeded
    parsed = docx.parse(_convert(office, data, Path(name).suffix or ".doc"), name)
    return ParsedFile(
        media_type=media_type, blocks=parsed.blocks, title=parsed.title, warnings=(*parsed.warnings, _REPAIRED)
    )


def _convert(office: str, data: bytes, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        _write_profile(room / "profile" / "user")
        source = room / f"source{suffix}"
        source.write_bytes(data)
        arguments = [
            office, f"-env:UserInstallation={(room / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", "docx", "--outdir", str(room / "result"), str(source),
        ]  # fmt: skip
        _run(arguments)
        result = room / "result" / "source.docx"
        if not result.is_file() or not 0 < result.stat().st_size <= _MAX_RESULT_BYTES:
            raise FileRefused(_FAILED, outcome=OutcomeCode.UNREADABLE)
        return result.read_bytes()


def _write_profile(folder: Path) -> None:
    """Make a profile that runs no macros, follows no links and updates none."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _PROFILE
    )
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(arguments: list[str]) -> None:
    process = subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )  # fmt: skip
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired as expired:
        raise FileRefused(
            f"LibreOffice 转换超过 {_SECONDS} 秒，已中止，请在 Word 或 WPS 中另存为 .docx 后重试。",
            outcome=OutcomeCode.TIMED_OUT,
        ) from expired
    finally:
        process.kill()
        process.wait()
