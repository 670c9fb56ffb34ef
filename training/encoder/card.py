"""Write the model card from what the other steps recorded, then the manifest over it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from kb.encoders.model_folder import file_sha256, write_manifest
from kb.encoders.static_encoder import StaticEncoder
from training.encoder.evaluate import CUTOFFS, hit_rates

_NOT_STATED = "licence not stated"
# What each source is, and its licence as far as it is stated with the material used here.
_SOURCES = {
    "statutes": (
        "Chinese laws and rules, Markdown collection; articles",
        "texts of law; collection: " + _NOT_STATED,
    ),
    "plans": ("emergency plans and weather warnings published by authorities; paragraphs", _NOT_STATED),
    "taxonomy": ("names of one hazard, phase, role or document type, written for this project", "as the project"),
    "afqmc_pos": ("AFQMC, paraphrased customer questions", _NOT_STATED),
    "bq_pos": ("BQ corpus, paraphrased bank questions", _NOT_STATED),
    "cjrc_test": ("CJRC, questions on court judgments", _NOT_STATED),
    "cmrc2018_train_via_expmrc": ("CMRC 2018 training questions (through ExpMRC)", "CC BY-SA 4.0"),
    "cmrc2018_trial": ("CMRC 2018 trial questions", "CC BY-SA 4.0"),
    "coalqa_LLM": ("CoalQA, questions and answers on coal-mine rules, LLM-written", _NOT_STATED),
    "crud_news_lead_body_25k": ("CRUD-RAG news, lead → body", _NOT_STATED),
    "disclaw_short": ("DISC-LawLLM, short legal questions", _NOT_STATED),
    "drcd_test_s": ("DRCD test questions in simplified characters", _NOT_STATED),
    "dureader_demo": ("DuReader sample", _NOT_STATED),
    "epidemic_pos": ("paraphrased medical questions", _NOT_STATED),
    "exam_stem_answer": ("safety exam questions → completed sentence", _NOT_STATED),
    "labsafety_kb": ("laboratory safety questions", _NOT_STATED),
    "law_chapter_article_weak": ("statute and chapter title → article", _NOT_STATED),
    "lawbench": ("LawBench questions", _NOT_STATED),
    "lawgpt_articles": ("LawGPT, statute title → article", _NOT_STATED),
    "lawyerllama_q_article": ("Lawyer LLaMA, question → article", _NOT_STATED),
    "lcqmc_pos": ("LCQMC, paraphrased questions", _NOT_STATED),
    "oppo_pos": ("OPPO paraphrases", _NOT_STATED),
    "qbqtc_pos": ("QBQTC, query → page title", _NOT_STATED),
    "simclue_pos": ("SimCLUE paraphrases", _NOT_STATED),
    "xinwenlianbo_title_body": ("television news, title → text", _NOT_STATED),
}
_CARD = """---
language: zh
library_name: sentence-transformers
pipeline_tag: sentence-similarity
tags: [static-embedding]
---
# yubei-static-zh

A small Chinese sentence encoder for emergency plans, regulations and reports: the mean of token vectors
({vocabulary:,} pieces × {dimension} dimensions, int8 rows with one float32 scale each), length-normalised. It needs
no GPU and no torch; the same folder is an ordinary sentence-transformers model (6.2 or newer). It was trained from
scratch: no pretrained weights went into it. Word order is not seen, so it finds candidates; it does not judge them.

## Use
```python
from kb.encoders.static_encoder import StaticEncoder            # numpy and tokenizers only
from sentence_transformers import SentenceTransformer           # or this; the vectors are equal
```
Input is normalised (NFKC, lower case) and split inside `tokenizer.json`; queries and passages are treated alike.
Text without any known piece gives the zero vector.

## Training
```
python -m training.encoder.vocabulary --shared DATA --work WORK
python -m training.encoder.pairs --shared DATA --work WORK {pair_options}
python -m training.encoder.starting --work WORK --seed {start_seed} {start_options}
python -m training.encoder.train --work WORK {train_options}
python -m training.encoder.export --work WORK --out kb/models/yubei-static-zh
python -m training.encoder.card --shared DATA --work WORK --model kb/models/yubei-static-zh
```
InfoNCE in both directions over {batch_size} rows a batch ({steps} steps, {seconds} s on two processor cores). Blocks
of neighbouring articles are each other's hard negatives; most statute rows use a span of the article as the query, and
half of them add further articles to the passage. The vocabulary is a Unigram model written down from counted words
(dictionary of jieba, MIT licence), not a trained one. The vectors start from word weights, random directions and a
truncated singular value decomposition of the passages.

## Data
{rows:,} rows. The data sets are not part of this project; those without a stated licence are named so that you can
judge for yourself.

| source | what | rows | licence |
|---|---|---|---|
{sources}

{leaked} training questions that repeat a question of the sets below (70 % of character bigrams in common) were left
out; government reports gave words to the vocabulary, but no training rows. CoalQA questions may still be about the
same rules as those of coal_mine_regs.

## Figures
Encoder alone, exact cosine search, hit rate at 1, 5 and 10.

| set | questions | hit@1 | hit@5 | hit@10 |
|---|---|---|---|---|
{figures}

chem_quiz_dev: exam stems → articles; cmrc2018_dev: encyclopaedia; coal_mine_regs: coal-mine rules (silver
judgments); rgb_zh: news.

## Hashes (SHA-256)
| file | |
|---|---|
{hashes}

The product compares them through `manifest.json` before it loads the model. There is no pickle in the folder.
"""


def _load(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _options(record: dict[str, Any], names: tuple[str, ...]) -> str:
    return " ".join(f"--{name.replace('_', '-')} {record[name]}" for name in names)


def render(shared: Path, work: Path, model: Path) -> str:
    """Return the card's text; evaluates the model on the question sets under ``shared``."""
    pairs, start, training = (_load(work / name) for name in ("pairs.json", "starting.json", "training.json"))
    encoder = StaticEncoder.open(model)
    figures = []
    for folder in sorted(path.parent for path in (shared / "eval").rglob("qrels.tsv")):
        rates, count, _ = hit_rates(encoder, folder)
        figures.append(f"| {folder.name} | {count} | " + " | ".join(f"{rates[k]:.3f}" for k in CUTOFFS) + " |")
    sources = [
        f"| {name} | {_SOURCES[name][0]} | {rows:,} | {_SOURCES[name][1]} |" for name, rows in pairs["rows"].items()
    ]
    names = ("model.safetensors", "tokenizer.json")
    return _CARD.format(
        vocabulary=start["vocabulary"],
        dimension=encoder.dimension,
        pair_options=_options(pairs, ("max_tokens", "seed")),
        start_seed=start["seed"],
        start_options=_options(start, ("dimension", "latent_share", "weight_power", "limit")),
        train_options=_options(training, ("steps", "batch_size", "rate", "scale", "seed")),
        batch_size=training["batch_size"],
        steps=training["steps"],
        seconds=training["seconds"],
        rows=sum(pairs["rows"].values()),
        sources="\n".join(sources),
        leaked=pairs["leaked"],
        figures="\n".join(figures),
        hashes="\n".join(f"| {name} | `{file_sha256(model / name)}` |" for name in names),
    )


def main() -> None:
    """Write ``README.md`` into the model folder and renew its manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    arguments = parser.parse_args()
    card = render(arguments.shared, arguments.work, arguments.model)
    (arguments.model / "README.md").write_text(card, encoding="utf-8", newline="\n")
    write_manifest(arguments.model)
    print(card)


if __name__ == "__main__":
    main()
