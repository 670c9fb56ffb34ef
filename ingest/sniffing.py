"""Decide what a file really is from its bytes, and refuse what cannot or must not be parsed."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath

from ingest.archives import check_archive, check_names, open_archive
from ingest.packages import explain
from ingest.records import OutcomeCode
from kb.errors import FileRefused


class FileFormat(StrEnum):
    """The formats that have a parser; the value is the media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"
    DOC = "application/msword"
    RTF = "application/rtf"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    XLS = "application/vnd.ms-excel"
    CSV = "text/csv"
    OFD = "application/ofd"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"


FORMAT_ZH = {
    FileFormat.TEXT: "纯文本",
    FileFormat.MARKDOWN: "Markdown 文本",
    FileFormat.HTML: "网页（HTML）",
    FileFormat.DOCX: "Word 文档（.docx）",
    FileFormat.PDF: "PDF 文档",
    FileFormat.DOC: "旧版 Word 文档（.doc）",
    FileFormat.RTF: "RTF 文档",
    FileFormat.PPTX: "幻灯片（.pptx）",
    FileFormat.XLSX: "Excel 表格（.xlsx）",
    FileFormat.XLS: "旧版 Excel 表格（.xls）",
    FileFormat.CSV: "CSV 表格",
    FileFormat.OFD: "OFD 版式文件",
    FileFormat.PNG: "PNG 图片",
    FileFormat.JPEG: "JPEG 图片",
    FileFormat.TIFF: "TIFF 图片",
}
_USUAL_SUFFIX = {
    FileFormat.TEXT: ".txt",
    FileFormat.HTML: ".html",
    FileFormat.DOCX: ".docx",
    FileFormat.PDF: ".pdf",
    FileFormat.DOC: ".doc",
    FileFormat.RTF: ".rtf",
    FileFormat.PPTX: ".pptx",
    FileFormat.XLSX: ".xlsx",
    FileFormat.XLS: ".xls",
    FileFormat.CSV: ".csv",
    FileFormat.OFD: ".ofd",
    FileFormat.PNG: ".png",
    FileFormat.JPEG: ".jpg",
    FileFormat.TIFF: ".tif",
}
_BY_SUFFIX = {
    ".txt": FileFormat.TEXT,
    ".md": FileFormat.MARKDOWN,
    ".markdown": FileFormat.MARKDOWN,
    ".html": FileFormat.HTML,
    ".htm": FileFormat.HTML,
    ".mht": FileFormat.HTML,
    ".mhtml": FileFormat.HTML,
    ".docx": FileFormat.DOCX,
    ".docm": FileFormat.DOCX,
    ".dotx": FileFormat.DOCX,
    ".dotm": FileFormat.DOCX,
    ".pdf": FileFormat.PDF,
    ".doc": FileFormat.DOC,
    ".dot": FileFormat.DOC,
    ".wps": FileFormat.DOC,
    ".wpt": FileFormat.DOC,
    ".rtf": FileFormat.RTF,
    ".pptx": FileFormat.PPTX,
    ".pptm": FileFormat.PPTX,
    ".potx": FileFormat.PPTX,
    ".ppsx": FileFormat.PPTX,
    ".xlsx": FileFormat.XLSX,
    ".xlsm": FileFormat.XLSX,
    ".xltx": FileFormat.XLSX,
    ".xltm": FileFormat.XLSX,
    ".xls": FileFormat.XLS,
    ".xlt": FileFormat.XLS,
    ".et": FileFormat.XLS,
    ".ett": FileFormat.XLS,
    ".csv": FileFormat.CSV,
    ".ofd": FileFormat.OFD,
    ".png": FileFormat.PNG,
    ".jpg": FileFormat.JPEG,
    ".jpeg": FileFormat.JPEG,
    ".tif": FileFormat.TIFF,
    ".tiff": FileFormat.TIFF,
}
_TEXT_FAMILY = {FileFormat.TEXT, FileFormat.MARKDOWN, FileFormat.HTML, FileFormat.CSV}
# Office programs open these under the older name without a word, so users cannot know the difference.
_ALSO_UNDER = {
    ".doc": {FileFormat.DOCX, FileFormat.RTF},
    ".dot": {FileFormat.DOCX, FileFormat.RTF},
    ".wps": {FileFormat.DOCX, FileFormat.RTF},
    ".wpt": {FileFormat.DOCX, FileFormat.RTF},
    ".xls": {FileFormat.XLSX},
    ".xlt": {FileFormat.XLSX},
    ".et": {FileFormat.XLSX},
    ".ett": {FileFormat.XLSX},
}

_SAVE_AS_DOCX = "请在 Word 或 WPS 中另存为 .docx 后重试"
_SAVE_AS_XLSX = "请在 Excel 或 WPS 中另存为 .xlsx 后重试"
_SAVE_AS_PDF = "请导出为带文字层的 .pdf 或另存为 .docx 后重试"
_UNSUPPORTED_SUFFIX = {
    ".odt": ("OpenDocument 文档（.odt）", _SAVE_AS_DOCX),
    ".ods": ("OpenDocument 表格（.ods）", _SAVE_AS_XLSX),
    ".xlsb": ("Excel 二进制表格（.xlsb）", _SAVE_AS_XLSX),
    ".ppt": ("旧版幻灯片（.ppt）", _SAVE_AS_PDF),
    ".dps": ("WPS 演示（.dps）", _SAVE_AS_PDF),
    ".ceb": ("CEB 版式文件", _SAVE_AS_PDF),
    ".caj": ("CAJ 文件", _SAVE_AS_PDF),
    ".zip": ("压缩包", "请解压后重试"),
    ".rar": ("压缩包", "请解压后重试"),
    ".7z": ("压缩包", "请解压后重试"),
}
_IMAGE = ("这种图片", "请另存为 .png 或 .jpg 后重试")
_MAGICS: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"GIF8", _IMAGE),
    (b"Rar!\x1a\x07", _UNSUPPORTED_SUFFIX[".rar"]),
    (b"7z\xbc\xaf\x27\x1c", _UNSUPPORTED_SUFFIX[".7z"]),
    (b"\x1f\x8b\x08", ("压缩包", "请解压后重试")),
    (b"MZ\x90", ("程序文件", "这不是文档，已跳过")),
    (b"\x7fELF", ("程序文件", "这不是文档，已跳过")),
)
_READABLE_MAGICS = (
    (b"{\\rtf", FileFormat.RTF),
    (b"\x89PNG\r\n", FileFormat.PNG),
    (b"\xff\xd8\xff", FileFormat.JPEG),
    (b"II*\x00", FileFormat.TIFF),
    (b"MM\x00*", FileFormat.TIFF),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE2_STREAMS = (("WordDocument", FileFormat.DOC), ("Workbook", FileFormat.XLS), ("Book", FileFormat.XLS))
_BINARY_WORKBOOK = "xl/workbook.bin"
_MACRO_MEMBERS = {"word/vbaProject.bin", "xl/vbaProject.bin", "ppt/vbaProject.bin"}
_MACRO_STREAM = "_VBA_PROJECT"
MACRO_NOTE = "文件带有宏，宏没有运行，也没有读取。"
_OFFICE_MEMBERS = (
    ("word/document.xml", FileFormat.DOCX),
    ("xl/workbook.xml", FileFormat.XLSX),
    ("ppt/presentation.xml", FileFormat.PPTX),
    ("OFD.xml", FileFormat.OFD),
)
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta[\s>])",
    re.IGNORECASE | re.DOTALL,
)


def sniff(data: bytes, name: str) -> FileFormat:
    """Return the format to parse `data` as; `name` decides only between kinds of text.

    Raises:
        FileRefused: Unsupported, encrypted, unsafe, or content and extension disagree.
    """
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    expected = _BY_SUFFIX.get(suffix)
    real = _by_magic(data, expected, suffix)
    if real is None:
        real = _text_format(data, suffix, expected)
    if real is expected or {real, expected} <= _TEXT_FAMILY or real in _ALSO_UNDER.get(suffix, ()):
        return real
    raise _wrong_extension(suffix, real)


def macro_note(data: bytes) -> str:
    """Return the Chinese notice for an Office file that carries macros, "" for others; macros are never run."""
    if data.startswith(_ZIP):
        with open_archive(data) as archive:
            carries = not _MACRO_MEMBERS.isdisjoint(archive.namelist())
    else:
        carries = data.startswith(_OLE2) and _has_stream(data, _MACRO_STREAM)
    return MACRO_NOTE if carries else ""


def _by_magic(data: bytes, expected: FileFormat | None, suffix: str) -> FileFormat | None:
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _inside_archive(data)
    if data.startswith(_OLE2):
        return _inside_ole2(data, expected, suffix)
    if b"%PDF-" in data[:1024]:
        return FileFormat.PDF
    for magic, readable in _READABLE_MAGICS:
        if data.startswith(magic):
            return readable
    for magic, (format_zh, advice) in _MAGICS:
        if data.startswith(magic):
            raise _unsupported(format_zh, advice)
    return None


def _text_format(data: bytes, suffix: str, expected: FileFormat | None) -> FileFormat:
    looks_html = _HTML_START.match(_without_marks(data[:4096])) is not None
    if expected is not None and expected not in _TEXT_FAMILY:
        if looks_html:
            return FileFormat.HTML
        if _looks_binary(data):
            raise FileRefused(
                f"扩展名是 {suffix}，但内容不是{FORMAT_ZH[expected]}，文件可能已损坏，请重新获取。",
                outcome=OutcomeCode.UNREADABLE,
            )
        return FileFormat.TEXT
    if expected is not None:
        return _text_kind(expected, looks_html)
    if suffix in _UNSUPPORTED_SUFFIX:
        raise _unsupported(*_UNSUPPORTED_SUFFIX[suffix])
    shown = f"“{suffix}”" if suffix else "没有扩展名"
    raise _unsupported(
        f"文件类型（{shown}）",
        "目前支持 .txt .md .html .mht .docx .doc .wps .rtf .pdf .xlsx .xls .et .csv .pptx .ofd .png .jpg .tif .zip，请转换后重试",
    )


def _text_kind(expected: FileFormat, looks_html: bool) -> FileFormat:
    """A text that begins with markup is a page, whatever its name; a page needs markup somewhere."""
    if looks_html and expected is not FileFormat.MARKDOWN:
        return FileFormat.HTML
    return expected


def _without_marks(head: bytes) -> bytes:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _looks_binary(data: bytes) -> bool:
    return b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _inside_archive(data: bytes) -> FileFormat:
    with open_archive(data) as archive:
        check_archive(archive)
        names = set(archive.namelist())
        found = next((office_format for member, office_format in _OFFICE_MEMBERS if member in names), None)
        if found is not None or {"[Content_Types].xml", "word/styles.xml"} <= names:
            check_names(archive)
            return found or FileFormat.DOCX
    if _BINARY_WORKBOOK in names:
        raise _unsupported(*_UNSUPPORTED_SUFFIX[".xlsb"])
    if "content.xml" in names and "mimetype" in names:
        raise _unsupported(*_UNSUPPORTED_SUFFIX[".odt"])
    if "[Content_Types].xml" in names:
        raise FileRefused("Office 文件缺少正文部分，可能已损坏，请重新获取。", outcome=OutcomeCode.UNREADABLE)
    raise explain(data)


def _inside_ole2(data: bytes, expected: FileFormat | None, suffix: str) -> FileFormat:
    """Name the content of a compound file: directory entry names are stored as UTF-16 LE."""
    if _has_stream(data, "EncryptedPackage") or _has_stream(data, "EncryptionInfo"):
        raise FileRefused("文件设有打开密码，请去除密码后重试。", outcome=OutcomeCode.ENCRYPTED)
    found = [kind for stream, kind in _OLE2_STREAMS if _has_stream(data, stream)]
    if expected in found:  # an embedded object brings the streams of its own kind along
        return expected
    if found:
        return found[0]
    if _has_stream(data, "PowerPoint Document"):
        raise _unsupported(*_UNSUPPORTED_SUFFIX[".ppt"])
    if expected in (FileFormat.DOC, FileFormat.XLS):  # its directory is lost, usually with the end of the file
        raise FileRefused("文件已损坏或不完整，无法打开，请重新获取。", outcome=OutcomeCode.UNREADABLE)
    raise _unsupported(*_UNSUPPORTED_SUFFIX.get(suffix, ("旧版 Office 文件", _SAVE_AS_DOCX)))


def _has_stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") + b"\x00\x00" in data


def _unsupported(format_zh: str, advice: str) -> FileRefused:
    return FileRefused(f"暂不支持{format_zh}，{advice}。", outcome=OutcomeCode.UNSUPPORTED)


def _wrong_extension(suffix: str, real: FileFormat) -> FileRefused:
    shown = f"是 {suffix}" if suffix else "缺失"
    return FileRefused(
        f"扩展名{shown}，内容却是{FORMAT_ZH[real]}，请把扩展名改为 {_USUAL_SUFFIX[real]} 后重试。",
        outcome=OutcomeCode.WRONG_EXTENSION,
    )
