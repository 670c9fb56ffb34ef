"""Build the Word and PDF documents of the government half of the sample corpus.

Usage: ``python tools/corpora/build_government.py [NAME …]``; NAME is a source stem such as ``02_flood``.
The PDF is printed by LibreOffice (``soffice`` on the search path).
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from blocks import read_blocks
from word import Look, write_docx

ROOT = Path(__file__).resolve().parents[2]
SOURCES = Path(__file__).resolve().parent / "government"
TARGETS = ROOT / "corpora" / "government"

CITY, CITY_OFFICE = "临澜市人民政府", "临澜市人民政府办公室"
DOCUMENTS: dict[str, tuple[str, Look]] = {
    "01_overall": ("临澜市突发事件总体应急预案.docx", Look(author=CITY, created=dt.date(2025, 3, 18))),
    "02_flood": (
        "临澜市防汛抗旱应急预案.pdf",
        Look(author=CITY_OFFICE, created=dt.date(2025, 4, 15), header="临澜市防汛抗旱应急预案　临政办发〔2025〕12号"),
    ),
    "04_hazchem": (
        "临澜市危险化学品事故应急预案.docx",
        Look(author=CITY_OFFICE, created=dt.date(2026, 5, 20), auto_items=True),
    ),
    "08_town": ("青泽县柳溪镇突发事件应急预案.docx", Look(author="柳溪镇人民政府", created=dt.date(2026, 4, 10))),
    "13_drill_script": (
        "临澜市2026年防汛综合应急演练脚本.docx",
        Look(author="临澜市防汛抗旱指挥部办公室", created=dt.date(2026, 5, 29)),
    ),
    "16_fire_investigation": (
        "2025年8·17澜西区宏达家具厂火灾事故调查报告.docx",
        Look(author="事故调查组", created=dt.date(2025, 10, 30), header="“8·17”火灾事故调查报告"),
    ),
}


def build(name: str) -> Path:
    """Build one document.

    Args:
        name: Key of ``DOCUMENTS``.

    Returns:
        Path of the written file.

    Raises:
        RuntimeError: LibreOffice is missing or printed no file.
    """
    filename, look = DOCUMENTS[name]
    target = TARGETS / filename
    blocks = read_blocks(SOURCES / f"{name}.txt")
    if target.suffix == ".docx":
        write_docx(blocks, look, target)
        return target
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / f"{target.stem}.docx"
        write_docx(blocks, look, draft)
        _print_pdf(draft, target)
    return target


def _print_pdf(draft: Path, target: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        raise RuntimeError("soffice not found: install LibreOffice to build the PDF documents")
    profile = f"-env:UserInstallation={(draft.parent / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(draft.parent), str(draft)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    printed = draft.with_suffix(".pdf")
    if not printed.exists():
        raise RuntimeError(f"LibreOffice wrote no {printed.name}")
    shutil.copyfile(printed, target)


def main() -> None:
    """Build the named documents, or all whose source exists."""
    for name in sys.argv[1:] or DOCUMENTS:
        print(build(name).name)


if __name__ == "__main__":
    main()
