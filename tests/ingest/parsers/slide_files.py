"""Small .pptx presentations written part by part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from tests.ingest.hostile.records import zipped

_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.presentationml"
_SPACES = f'xmlns:p="{_P}" xmlns:a="{_A}" xmlns:r="{_R}"'


def make_pptx(
    slides: Sequence[Sequence[str]],
    *,
    tables: Mapping[int, Sequence[Sequence[str]]] | None = None,
    shapes: Mapping[int, str] | None = None,
    notes: Mapping[int, Sequence[str]] | None = None,
    targets: Mapping[int, Sequence[tuple[str, str]]] | None = None,
    hidden: Sequence[int] = (),
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a presentation: the first text of a slide is its title, the others are lines of its body.

    Args:
        tables: 0-based slide number → rows of a table that follows the text.
        shapes: 0-based slide number → further shapes, as XML with the prefixes p, a and r.
        notes: 0-based slide number → lines of its speaker's notes.
        targets: 0-based slide number → (kind, target) of its relations rId1, rId2, …
        hidden: 0-based numbers of slides that are not shown.
    """
    numbers = range(1, len(slides) + 1)
    parts = [f"/ppt/slides/slide{number}.xml" for number in numbers]
    overrides = "".join(f'<Override PartName="{part}" ContentType="{_OFFICE}.slide+xml"/>' for part in parts)
    members = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}<Override'
            f' PartName="/ppt/presentation.xml" ContentType="{_OFFICE}.presentation.main+xml"/></Types>'
        ).encode(),
        "_rels/.rels": _relations([("officeDocument", "ppt/presentation.xml")]),
        "ppt/_rels/presentation.xml.rels": _relations([("slide", f"slides/slide{number}.xml") for number in numbers]),
        "ppt/presentation.xml": (
            f"<p:presentation {_SPACES}><p:sldIdLst>"
            + "".join(f'<p:sldId id="{255 + number}" r:id="rId{number}"/>' for number in numbers)
            + "</p:sldIdLst></p:presentation>"
        ).encode(),
    }
    for number, texts in zip(numbers, slides, strict=True):
        place = number - 1
        rows = (tables or {}).get(place, ())
        slide = _slide(texts, rows, (shapes or {}).get(place, ""))
        if place in hidden:
            slide = slide.replace("<p:sld ", '<p:sld show="0" ', 1)
        members[f"ppt/slides/slide{number}.xml"] = slide.encode()
        related = list((targets or {}).get(place, ()))
        if place in (notes or {}):
            related.append(("notesSlide", f"../notesSlides/notesSlide{number}.xml"))
            members[f"ppt/notesSlides/notesSlide{number}.xml"] = _notes((notes or {})[place]).encode()
        if related:
            members[f"ppt/slides/_rels/slide{number}.xml.rels"] = _relations(related)
    return zipped(members | dict(extra or {}))


def _relations(targets: Sequence[tuple[str, str]]) -> bytes:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'.encode()


def _notes(lines: Sequence[str]) -> str:
    shapes = _shape(2, '<p:ph type="body" idx="1"/>', lines) + _shape(3, '<p:ph type="sldNum" idx="5"/>', ["1"])
    return f"<p:notes {_SPACES}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:notes>"


def _slide(texts: Sequence[str], rows: Sequence[Sequence[str]], more: str) -> str:
    shapes = [_shape(2, '<p:ph type="title"/>', texts[:1]), _shape(3, '<p:ph idx="1"/>', texts[1:])]
    body = "".join(f"<a:tr>{''.join(f'<a:tc>{_text([cell])}</a:tc>' for cell in row)}</a:tr>" for row in rows)
    table = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="t"/><p:cNvGraphicFramePr/><p:nvPr/>'
        f'</p:nvGraphicFramePr><a:graphic><a:graphicData uri="{_A[:-4]}table"><a:tbl><a:tblGrid>'
        f"{'<a:gridCol/>' * len(rows[0])}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
        if rows
        else ""
    )
    return f"<p:sld {_SPACES}><p:cSld><p:spTree>{''.join(shapes)}{table}{more}</p:spTree></p:cSld></p:sld>"


def _shape(number: int, place: str, texts: Sequence[str]) -> str:
    named = f'<p:cNvPr id="{number}" name="s{number}"/><p:cNvSpPr/><p:nvPr>{place}</p:nvPr>'
    return f"<p:sp><p:nvSpPr>{named}</p:nvSpPr><p:spPr/>{_text(texts, 'p')}</p:sp>"


def _text(texts: Sequence[str], space: str = "a") -> str:
    lines = "".join(f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p>" for text in texts)
    return f"<{space}:txBody><a:bodyPr/>{lines}</{space}:txBody>"
