"""One file per command of `yubei`; this table is what `yubei --help` prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command: its module offers `add_arguments(parser)` and `run(options) -> int`."""

    name: str
    module: str
    summary: str


COMMANDS: tuple[Command, ...] = (
    Command(name="ingest", module="assistant.commands.ingest", summary="把文件或文件夹入库"),
    Command(name="ask", module="assistant.commands.ask", summary="提问（单个或批量）"),
    Command(name="search", module="assistant.commands.search", summary="检索段落"),
    Command(name="card", module="assistant.commands.card", summary="起草应急处置卡"),
    Command(name="cards", module="assistant.commands.cards", summary="管理处置卡：修改、审核、签发、停用，来源变化"),
    Command(name="drill", module="assistant.commands.drill", summary="演练：编制演练文件，演练台账，演练日历"),
    Command(name="check", module="assistant.commands.check", summary="检查预案：完整性、时限、依据、编号、引用"),
    Command(name="compare", module="assistant.commands.compare", summary="对照两个版本，或预案与上位文件"),
    Command(
        name="draft", module="assistant.commands.draft", summary="起草预案和信息报告：有来源的原文引入，其余待补充"
    ),
    Command(
        name="quiz",
        module="assistant.commands.quiz",
        summary="从条款出题：数值、时限、级别、责任主体、排序、判断、选择、简答",
    ),
    Command(name="study", module="assistant.commands.study", summary="自学：学员、课程、待复习、导出、班级总览"),
    Command(name="serve", module="assistant.commands.serve", summary="打开网页助手"),
    Command(name="correct", module="assistant.commands.correct", summary="查看、更正文档的标题、日期、类型等信息"),
    Command(name="trace", module="assistant.commands.trace", summary="查看回答记录：为什么这样答"),
    Command(name="feedback", module="assistant.commands.feedback", summary="查看、处理读者对回答的反馈"),
    Command(name="fix", module="assistant.commands.fix", summary="核定回答：把问题对应到文档原文"),
    Command(name="approve", module="assistant.commands.approve", summary="查看、审核上传的文档"),
    Command(name="conflicts", module="assistant.commands.conflicts", summary="找出互相不一致的现行文件"),
    Command(name="remove", module="assistant.commands.remove", summary="从知识库删除文档"),
    Command(name="reindex", module="assistant.commands.reindex", summary="换用句向量模型后重建向量与索引"),
    Command(name="stats", module="assistant.commands.stats", summary="查看知识库概况"),
    Command(name="verify", module="assistant.commands.verify", summary="核查知识库与索引，可修复"),
    Command(name="backup", module="assistant.commands.backup", summary="备份知识库"),
    Command(name="restore", module="assistant.commands.restore", summary="从备份恢复知识库"),
    Command(name="eval", module="assistant.commands.eval", summary="评测：回答、引文、拒答与检索的各项指标"),
    Command(
        name="guard", module="assistant.commands.guard", summary="核对句子：数值、时限、名称、禁止与先后是否都在依据里"
    ),
    Command(name="doctor", module="assistant.commands.doctor", summary="自检：环境、模型、索引、离线"),
)
