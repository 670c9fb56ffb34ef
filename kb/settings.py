"""Everything a user can set, read once from the environment and passed down."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from kb.errors import SettingsError

SHIPPED_ENCODER = "yubei-static-zh"
REASONS_ZH = {
    "int_parsing": "应为整数",
    "float_parsing": "应为数字",
    "bool_parsing": "应为 true 或 false",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "string_pattern_mismatch": "应符合 {pattern}",
}


def default_data_path() -> Path:
    """Return the per-user data folder: %LOCALAPPDATA%\\Yubei on Windows, ~/.local/share/yubei elsewhere."""
    local = os.environ.get("LOCALAPPDATA")
    if local:
        return Path(local) / "Yubei"
    root = os.environ.get("XDG_DATA_HOME")
    return (Path(root) if root else Path.home() / ".local" / "share") / "yubei"


class Settings(BaseSettings):
    """Settings; each field is read from YUBEI_<NAME>, e.g. YUBEI_DATA_PATH."""

    model_config = SettingsConfigDict(env_prefix="YUBEI_", frozen=True, extra="ignore", env_ignore_empty=True)

    data_path: Path = Field(default_factory=default_data_path, description="数据目录")
    encoder: str = Field(SHIPPED_ENCODER, description="句向量模型：随附模型名，或本地目录，或已缓存的模型名")
    encoder_query_prompt: str = Field("", description="查询前缀（如 bge 的指令），随附模型不需要")
    reranker: str = Field("", description="重排序模型的本地目录（如 bge-reranker）；留空则用随附的排序")
    allow_download: bool = Field(False, description="允许下载模型（默认不联网）")
    vector_search: str = Field("auto", pattern="^(auto|exact|chroma)$", description="向量检索方式")
    region: str = Field(
        "", description="本单位所在行政区划，如 浙江省杭州市余杭区；没有指明地方的问题先用本地和上级的规定"
    )
    llm_base_url: str = Field("", description="OpenAI 兼容接口地址；留空则不用大模型")
    llm_model: str = Field("", description="大模型名称")
    llm_api_key: str = Field("", description="接口密钥（本地服务可留空）")
    llm_first_token_seconds: float = Field(8.0, gt=0, description="首字最长等待秒数")
    llm_total_seconds: float = Field(20.0, gt=0, description="整段回答最长秒数")
    host: str = Field("127.0.0.1", description="网页绑定地址")
    port: int = Field(7860, ge=0, le=65535, description="网页端口")
    page_url: str = Field(
        "", pattern="^(https?://.+)?$", description="同事打开网页助手的网址；填了，处置卡上的二维码就打开原文"
    )
    ingest_approved: bool = Field(True, description="命令行入库的文件视为已审核；false 则先标为未审核")
    max_upload_mb: int = Field(50, gt=0, description="单个上传文件上限（MB）")
    trace_days: int = Field(90, ge=0, le=3650, description="回答记录保存天数；0 为不记录")
    trace_rows: int = Field(20_000, ge=1, le=1_000_000, description="回答记录最多保存条数")
    editors: str = Field("", description="启用登录时可以编辑的用户名，用逗号分隔")
    card_review_days: int = Field(
        1095,
        ge=1,
        le=3650,
        description="处置卡批准后多少天须复审；默认3年，同应急预案评估周期（应急管理部令第2号第三十五条）",
    )
    workers: int = Field(0, ge=0, description="解析进程数；0 为按处理器核数")

    @field_validator("data_path")
    @classmethod
    def _made_absolute(cls, path: Path) -> Path:
        """Child processes and the page's server work in other folders, where a relative path means another place."""
        return Path(os.path.expanduser(path)).absolute()  # noqa: PTH111 - unlike Path.expanduser it never raises


def load_settings(**overrides: object) -> Settings:
    """Read the environment once; `overrides` (from the command line) win over it.

    Raises:
        SettingsError: A value is out of range; the message names the variable and the value.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "YUBEI_" + "_".join(str(part) for part in first["loc"]).upper()
        reason = REASONS_ZH.get(first["type"], "{msg}").format(msg=first["msg"], **first.get("ctx", {}))
        raise SettingsError(f"设置 {name} 的值 {first.get('input')!r} 无效：{reason}。请改正后重试。") from error
