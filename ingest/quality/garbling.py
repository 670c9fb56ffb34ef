"""Characters that do not belong: wrong encodings, wrong tables of a font, misread scans.

* Foreign share: characters that have no place in such text (Latin-1 letters and kana of a GBK text that was read in the
  wrong encoding, replacement and private-use characters), or ideographs outside the 2,500 common ones.
* Word share: characters that stand in dictionary words. Exchanged, moved and misread characters make none.
"""

from __future__ import annotations

import re

from ingest.quality.character_pairs import CLAUSE, has_words, pairs, spread

_WINDOW = 400
_MAX_WINDOWS = 60
_FEWEST_CHARACTERS = 100
_FEWEST_IDEOGRAPHS = 60
_FEWEST_IN_CLAUSES = 100
_FEWEST_IN_TEXT = 150
_FOREIGN_SHARE = 0.25
_RARE_SHARE = 0.30
_SYMBOL_SHARE = 0.18
_LEAST_WORD_SHARE = 0.33
_LEAST_WORD_SHARE_OF_TEXT = 0.42
_CLAUSES = 120

_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,120}>|\\[A-Za-z]+|&[a-z]{2,6};")
# Common in traditional script; the dictionary and the list of common characters are of the simplified one.
_TRADITIONAL = frozenset(
    "國會學體門開關對時點應當發個這為來與於後們說過機構員報處動長務業東電車經濟產區縣鎮災難險資訊議選舉設證據項類維護標準實驗權級線網數總結組織紀錄"
    "確認調查導隊條屬嚴緊準備視頻號樓場運輸監測預警測繪響執責規範圍並進違將無論從種現樣聯絡醫療傷亡損壞農漁氣溫颱風"
)
_TRADITIONAL_SHARE = 0.08
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_FOREIGN = re.compile(
    r"[\u0080-\u00a6\u00a8-\u00af\u00b4-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u3040-\u30ff\uac00-\ud7af\uff61-\uff9f\ue000-\uf8ff\ufffd]"
)
_LINE_NOISE = re.compile(r"[!-$&*;-@\[-`{-~]")
_STAIN = re.compile(r"['`~^丶丿亅乚〡囗\[\]]|(?<![_.·…\-])[_.·,](?![_.·…\-\d\s])")
_STAIN_SHARE = 0.1
_ASCII = re.compile(r"[!-~]")


def garbled_share(text: str) -> float:
    """Return the share of windows whose characters do not belong; 0.0 for short or sound texts."""
    dense = re.sub(r"\s+", "", _MARKUP.sub("", text) if "<" in text or "\\" in text else text)
    if len(dense) < _FEWEST_CHARACTERS:
        return 0.0
    starts = range(0, len(dense), _WINDOW)
    step = max(1, len(starts) // _MAX_WINDOWS)
    windows = [dense[start : start + _WINDOW] for start in starts[::step]]
    judged = [window for window in windows if len(window) >= _FEWEST_CHARACTERS]
    share = sum(map(_is_garbled, judged)) / len(judged)
    return 1.0 if share < 1.0 and _lacks_words(text) else share


def _lacks_words(text: str) -> bool:
    clauses = spread(CLAUSE.findall(text), _CLAUSES)
    if _is_traditional("".join(clauses)):
        return False
    return sum(map(len, clauses)) >= _FEWEST_IN_TEXT and not has_words(clauses, _LEAST_WORD_SHARE_OF_TEXT)


def _is_traditional(ideographs: str) -> bool:
    return sum(map(_TRADITIONAL.__contains__, ideographs)) > len(ideographs) * _TRADITIONAL_SHARE


def _is_garbled(window: str) -> bool:
    if len(_FOREIGN.findall(window)) > len(window) * _FOREIGN_SHARE:
        return True
    ideographs = _IDEOGRAPH.findall(window)
    if len(ideographs) < len(window) * 0.1:
        return (
            len(_LINE_NOISE.findall(window)) > max(_FEWEST_CHARACTERS // 2, len(_ASCII.findall(window))) * _SYMBOL_SHARE
        )
    if len(ideographs) < _FEWEST_IDEOGRAPHS:
        return False
    if _is_traditional("".join(ideographs)):
        return False
    if len(_STAIN.findall(window)) > len(window) * _STAIN_SHARE:
        return True
    common = pairs().common
    known = sum(map(common.__contains__, ideographs))
    if len(ideographs) - known > len(ideographs) * _RARE_SHARE:
        return True
    clauses = CLAUSE.findall(window)
    return sum(map(len, clauses)) >= _FEWEST_IN_CLAUSES and not has_words(clauses, _LEAST_WORD_SHARE)
