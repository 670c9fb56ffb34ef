"""Text primitives of the whole product: one normalisation, one numeral reader, one sentence splitter, one tokeniser."""

from kb.text.normalize import document_number_key, normalize, normalize_with_offsets, source_span
from kb.text.numerals import format_numeral, parse_number
from kb.text.sentences import sentence_spans
from kb.text.tokenizer import Tokenizer, default_tokenizer

__all__ = [
    "Tokenizer",
    "default_tokenizer",
    "document_number_key",
    "format_numeral",
    "normalize",
    "normalize_with_offsets",
    "parse_number",
    "sentence_spans",
    "source_span",
]
