"""Puts the fields together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ingest.metadata.dates import Dates, read_dates
from ingest.metadata.former_names import read_former_names
from ingest.metadata.hazards import read_hazards
from ingest.metadata.head import head_lines
from ingest.metadata.issuer import read_issuer
from ingest.metadata.kinds import read_type
from ingest.metadata.markings import read_markings
from ingest.metadata.numbers import read_number
from ingest.metadata.places import level_of, region_at_start, region_before, standard_region
from ingest.metadata.repeals import read_repeals
from ingest.metadata.standing import read_status
from ingest.metadata.title import read_title
from ingest.records import ParsedFile
from ingest.structure import StructuredText
from kb.records import Metadata, SectionKind, Span

_FEWEST_ARTICLES = 3
_REGION_WITHIN = 3000
_DATES = frozenset({"adopted_on", "issued_on", "effective_on", "revised_on", "expires_on"})


def read(structured: StructuredText, parsed: ParsedFile, file_name: str) -> Metadata:
    """Return what the text and the file name state; a field that neither states stays empty.

    `Metadata.sources` says for every value read from the text where it stands.
    """
    head = head_lines(structured)
    text = structured.text
    title, title_span = read_title(head, text, structured.title_line_count, parsed.title, file_name)
    issuer, issuer_span = read_issuer(head, text, title, title_span)
    number, number_span = read_number(head) or ("", None)
    status, status_span = read_status(title, file_name, head)
    repeals, repeals_span = read_repeals(text, title)
    dates = read_dates(head, text, file_name, has_articles=_has_articles(structured))
    markings = read_markings(head, text)
    region = _region(title, issuer, text[:_REGION_WITHIN])
    spans: dict[str, Span | None] = {
        "title": title_span,
        "issuer": issuer_span,
        "document_number": number_span,
        "status": status_span,
        "repeals": repeals_span,
        "region": (title_span if region_at_start(title) else issuer_span) if region else None,
        **{name: span for name, span in dates.spans.items() if name in _DATES},
        **{marking.field: marking.span for marking in markings},
    }
    known = Metadata(
        title=title,
        issuer=issuer,
        document_number=number,
        hazards=read_hazards(title, structured.sections),
        region=region,
        level=level_of(title, issuer, region),
        status=status,
        repeals=tuple(dict.fromkeys((*repeals, *read_former_names(head, title)))),
        sources=tuple((name, span) for name, span in spans.items() if span is not None),
    )
    marked: dict[str, Any] = {marking.field: marking.value for marking in markings}
    known = replace(_dated(known, dates), **marked)
    return replace(known, doc_type=read_type(known, "\n".join(line.text for line in head)))


def _region(title: str, issuer: str, beginning: str) -> str:
    printed = region_at_start(title) or region_at_start(issuer) or region_before(issuer, beginning)
    return standard_region(printed, beginning)


def _has_articles(structured: StructuredText) -> bool:
    articles = sum(1 for section in structured.sections if section.kind is SectionKind.ARTICLE)
    return articles >= _FEWEST_ARTICLES


def _dated(known: Metadata, dates: Dates) -> Metadata:
    return replace(
        known,
        adopted_on=dates.adopted_on,
        issued_on=dates.issued_on,
        effective_on=dates.effective_on,
        revised_on=dates.revised_on,
        expires_on=dates.expires_on,
    )
