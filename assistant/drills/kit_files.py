"""The files of a drill kit."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from assistant.drills.documents.evaluation import evaluation_scheme, observer_log
from assistant.drills.documents.event_list import event_list, players_sheet, script
from assistant.drills.documents.safety import safety_plan
from assistant.drills.documents.work_plan import work_plan
from assistant.drills.records import DrillForm, DrillKit
from assistant.official_documents.docx_writer import write_document
from assistant.official_documents.records import OfficialDocument


def kit_documents(kit: DrillKit) -> tuple[tuple[str, OfficialDocument], ...]:
    """Return the documents of a kit with their file names, in the order in which they are used.

    What begins with 参演 is for the players; no other file may reach those of a drill without a script.
    """
    documents = [("工作方案", work_plan(kit)), ("导调用控制信息清单", event_list(kit))]
    if kit.form is DrillForm.FULL_SCALE:
        documents.append(("演练脚本", script(kit)))
    documents += [
        ("评估方案和评估表", evaluation_scheme(kit)),
        ("观察记录表", observer_log(kit)),
        ("保障方案", safety_plan(kit)),
    ]
    numbered = [(f"{number}{name}.docx", document) for number, (name, document) in enumerate(documents, 1)]
    return (*numbered, ("参演人员用.docx", players_sheet(kit)))


def write_kit(kit: DrillKit, folder: Path) -> tuple[Path, ...]:
    """Write every document of a kit into a folder, which is made where it does not exist.

    Raises:
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, document in kit_documents(kit):
        path = folder / name
        write_document(document, path)
        written.append(path)
    return tuple(written)


def write_kit_archive(kit: DrillKit, path: Path) -> Path:
    """Write every document of a kit into one .zip file.

    Raises:
        OSError: The file cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for written in write_kit(kit, Path(folder)):
            archive.write(written, written.name)
    return path
