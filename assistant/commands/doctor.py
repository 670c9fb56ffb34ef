"""`yubei doctor`: is everything in place, and does nothing leave this machine?"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata

from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from
from kb.errors import YubeiError
from kb.settings import SHIPPED_ENCODER, Settings

LIBRARIES = ("llama-index", "chromadb", "sentence-transformers", "torch", "gradio", "jieba", "tantivy", "python-docx")
LOW_DISK = 1 << 30  # bytes; below this the next ingest may not finish


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the report."""

    part: str
    healthy: bool
    message: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei doctor`."""
    parser.add_argument("--offline", action="store_true", help="实际走一遍入库、提问、处置卡、导出，证明没有对外连接")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Report; exit code 1 when something is wrong."""
    settings = settings_from(options)
    checks: tuple[Callable[[Settings], list[Finding]], ...] = (environment, encoder, data_folder, chat_model)
    findings = [finding for check in checks for finding in check(settings)]
    if options.offline:
        findings.append(offline())
    if options.json:
        healthy = all(finding.healthy for finding in findings)
        print_json({"healthy": healthy, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            say(f"{'✓' if finding.healthy else '✕'} {finding.part}：{finding.message}")
    return 0 if all(finding.healthy for finding in findings) else 1


def environment(_settings: Settings) -> list[Finding]:
    """Check Python and the libraries' versions without importing them."""
    found = [
        Finding(
            part="Python",
            healthy=sys.version_info >= (3, 11),
            message=f"{platform.python_version()}，{platform.system()} {platform.machine()}",
        )
    ]
    for name in ("yubei", *LIBRARIES):
        try:
            found.append(Finding(part=name, healthy=True, message=metadata.version(name)))
        except metadata.PackageNotFoundError:
            ours = name == "yubei"  # run from a checkout without being installed
            found.append(
                Finding(
                    part=name, healthy=ours, message="未安装" + ("（从源码目录运行）" if ours else "，请重新安装依赖")
                )
            )
    return found


def encoder(settings: Settings) -> list[Finding]:
    """Check the encoder: the shipped one file by file against its manifest, then by embedding a sentence."""
    from kb.encoders import open_encoder
    from kb.encoders.model_folder import MANIFEST_NAME, checked_digests
    from kb.encoders.opening import SHIPPED_ENCODER_PATH

    try:
        if settings.encoder == SHIPPED_ENCODER:
            folder = SHIPPED_ENCODER_PATH
            paths = [path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST_NAME]
            checked_digests(folder, tuple(sorted(path.relative_to(folder).as_posix() for path in paths)))
        opened = open_encoder(settings)
        vector = opened.embed_queries(["启动二级应急响应"])[0]
    except YubeiError as error:
        return [Finding(part="句向量模型", healthy=False, message=error.message_zh)]
    return [
        Finding(
            part="句向量模型",
            healthy=bool(abs(float(vector @ vector) - 1.0) < 1e-3),
            message=f"{settings.encoder}（{opened.encoder_id}，{opened.dimension}维），文件校验一致",
        )
    ]


def data_folder(settings: Settings) -> list[Finding]:
    """Check the data folder, the base in it and its indexes."""
    from kb.catalog import CATALOG_NAME
    from kb.encoders import open_encoder
    from kb.knowledge_base import KnowledgeBase

    folder = settings.data_path
    if not (folder / CATALOG_NAME).is_file():
        return [Finding(part="数据目录", healthy=True, message=f"{folder} 里还没有知识库，用 yubei ingest 建立")]
    try:
        with KnowledgeBase.open(settings, open_encoder(settings)) as base:
            size = base.statistics()
            found = [Finding(part="知识库", healthy=True, message=f"{folder}，文档 {size.document_count} 份")]
            found += [Finding(part="知识库", healthy=False, message=warning) for warning in base.warnings]
            found += [
                Finding(part="索引", healthy=item.healthy, message=item.message_zh)
                for item in base.projections.verify()
            ]
    except YubeiError as error:
        return [Finding(part="知识库", healthy=False, message=error.message_zh)]
    free = shutil.disk_usage(folder).free
    return [*found, Finding(part="磁盘", healthy=free >= LOW_DISK, message=f"剩余 {free / (1 << 30):.1f} GB")]


def chat_model(settings: Settings) -> list[Finding]:
    """Say whether a language model is configured; it is not contacted."""
    from assistant.answering.chat_models import open_chat_model

    try:
        model = open_chat_model(settings)
    except YubeiError as error:
        return [Finding(part="大模型", healthy=False, message=error.message_zh)]
    message = (
        "未配置，回答由原文摘录组成"
        if model is None
        else f"已配置 {model.model_id}（{settings.llm_base_url}），自检不连接"
    )
    return [Finding(part="大模型", healthy=True, message=message)]


def offline() -> Finding:
    """Use the product end to end with every way out barred."""
    from assistant.commands.offline_proof import prove_offline

    proof = prove_offline()
    if proof.attempts:
        return Finding(
            part="离线", healthy=False, message=f"发现 {len(proof.attempts)} 次对外连接：{proof.attempts[0]}"
        )
    if proof.failure:
        return Finding(part="离线", healthy=False, message=f"断网时没有走完全程：{proof.failure}")
    return Finding(part="离线", healthy=True, message=f"加载 {proof.modules} 个模块，走完{proof.route}，对外连接 0 次")
