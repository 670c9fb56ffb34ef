"""The protocol as somebody else's server speaks it: `transformers serve` with a tiny model made here, which always
says the same two sentences: a true one and a false one.

Runs where transformers, accelerate, fastapi and uvicorn are installed; none of them is needed by the product.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.chat_models import EndpointChatModel
from kb.errors import ChatUnavailable
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings, load_settings
from tests.assistant.fault_server import free_port

NEEDED = ("transformers", "accelerate", "fastapi", "uvicorn", "torch", "tokenizers")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
START_SECONDS = 120
SERVE = "from transformers.cli.transformers import main; main()"
PIECES = ("村民委员会", "应当在10分钟内", "电话报告", "镇值班室[1]。", "应当在15分钟内", "也可以[1]。")
TRUE = "村民委员会应当在10分钟内电话报告镇值班室"
# Each token is followed by one other, whatever stands before it: after the line end of the prompt come the pieces.
MAKE = """
import sys
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

folder, *pieces = sys.argv[1:]
words = Tokenizer(models.BPE())
words.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
words.decoder = decoders.ByteLevel()
alphabet = pre_tokenizers.ByteLevel.alphabet()
trainer = trainers.BpeTrainer(vocab_size=258, initial_alphabet=alphabet, special_tokens=["<s>", "</s>"])
words.train_from_iterator(["a"], trainer)
tokenizer = PreTrainedTokenizerFast(tokenizer_object=words, bos_token="<s>", eos_token="</s>", pad_token="</s>")
tokenizer.add_tokens(pieces)
tokenizer.chat_template = "{% for one in messages %}{{ one['content'] }}\\n{% endfor %}"
size = -(-len(tokenizer) // 8) * 8
sizes = dict(hidden_size=size, intermediate_size=8, num_hidden_layers=1, num_attention_heads=2, num_key_value_heads=2)
model = LlamaForCausalLM(LlamaConfig(vocab_size=len(tokenizer), max_position_embeddings=32768, **sizes))
chain = tokenizer("\\n", add_special_tokens=False)["input_ids"][-1:]
chain += [*tokenizer.convert_tokens_to_ids(pieces), tokenizer.eos_token_id]
with torch.no_grad():
    for weights in model.parameters():
        weights.zero_()
    model.model.norm.weight.fill_(1.0)
    model.model.embed_tokens.weight.copy_(torch.eye(len(tokenizer), size))
    for before, after in zip(chain, chain[1:]):
        model.lm_head.weight[after, before] = 10.0
model.generation_config.eos_token_id = tokenizer.eos_token_id
tokenizer.save_pretrained(folder)
model.save_pretrained(folder)
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings that point to a running server."""
    folder = tmp_path_factory.mktemp("served")
    model = folder / "tiny"
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-c", MAKE, str(model), *PIECES], check=True, env=environment, capture_output=True)
    port = free_port()
    options = ["serve", str(model), "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-c", SERVE, *options], env=environment, stdout=log, stderr=log)
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}/health", process, folder / "log.txt")
            yield load_settings(
                llm_base_url=f"http://127.0.0.1:{port}/v1",
                llm_model=str(model),
                llm_first_token_seconds=30.0,
                llm_total_seconds=60.0,
            )
        finally:
            process.terminate()
            process.wait(30)


def wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the server; fail with its log when it ends or never answers."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"the server did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


def test_its_stream_is_understood_to_the_end(served: Settings) -> None:
    pieces = list(EndpointChatModel(served).stream("规则", "问题"))
    assert len(pieces) >= 3 and "".join(pieces) == "".join(PIECES)


def test_what_it_says_is_shown_where_the_evidence_carries_it(served: Settings, plan_base: KnowledgeBase) -> None:
    updates = list(
        Answerer(plan_base, EndpointChatModel(served)).stream("村民委员会发现山洪险情后多长时间报告镇值班室")
    )
    answer = updates[-1].answer
    assert any(update.verified == (f"{TRUE}。",) and update.answer is None for update in updates)
    assert answer is not None and answer.generated and answer.text == f"{TRUE}。[1]"
    assert answer.dropped_count == 1 and "15" not in answer.text


def test_its_refusal_is_told_in_chinese(served: Settings) -> None:
    other = load_settings(llm_base_url=served.llm_base_url, llm_model="no/such-model")
    with pytest.raises(ChatUnavailable, match="大模型"):
        list(EndpointChatModel(other).stream("规则", "问题"))
