"""OFD files with the parts that a reader needs."""

from __future__ import annotations

from collections.abc import Sequence

from tests.ingest.zip_files import make_zip

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def make_ofd(pages: Sequence[Sequence[tuple[float, float, str]]], *, title: str = "", head: str = "") -> bytes:
    """Return an OFD file; a page is a list of (x, y, text) in millimetres.

    Pages lie in folders whose names run against the page order, so only the page list gives the order.
    """
    folders = [f"Pages/Page_{len(pages) - number}" for number in range(len(pages))]
    page_list = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="{folder}/Content.xml"/>' for number, folder in enumerate(folders)
    )
    members = {
        "OFD.xml": f"{_HEAD}{head}<ofd:OFD {_NAMESPACE}><ofd:DocBody><ofd:DocInfo><ofd:Title>{title}</ofd:Title>"
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{_HEAD}<ofd:Document {_NAMESPACE}><ofd:Pages>{page_list}</ofd:Pages></ofd:Document>",
    }
    for folder, texts in zip(folders, pages, strict=True):
        objects = "".join(
            f'<ofd:TextObject Boundary="{x} {y} {len(text) * 4} 5" Size="4"><ofd:TextCode X="0" Y="4">{text}'
            "</ofd:TextCode></ofd:TextObject>"
            for x, y, text in texts
        )
        members[f"Doc_0/{folder}/Content.xml"] = (
            f"{_HEAD}<ofd:Page {_NAMESPACE}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return make_zip({name: content.encode() for name, content in members.items()})


def make_image_ofd(pages: Sequence[bytes | None], **extra: bytes) -> bytes:
    """Return an OFD file whose pages show one image each over the whole page; None makes a blank page.

    Args:
        extra: Further members of the package, by name with "/" written as "__".
    """
    numbers = range(len(pages))
    page_list = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in numbers)
    media = "".join(
        f'<ofd:MultiMedia ID="{100 + n}" Type="Image" Format="PNG"><ofd:MediaFile>i{n}.png</ofd:MediaFile>'
        "</ofd:MultiMedia>"
        for n in numbers
    )
    members: dict[str, bytes] = {
        "OFD.xml": f"{_HEAD}<ofd:OFD {_NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>".encode(),
        "Doc_0/Document.xml": f"{_HEAD}<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:DocumentRes>DocumentRes.xml"
        f"</ofd:DocumentRes></ofd:CommonData><ofd:Pages>{page_list}</ofd:Pages></ofd:Document>".encode(),
        "Doc_0/DocumentRes.xml": f'{_HEAD}<ofd:Res {_NAMESPACE} BaseLoc="Res"><ofd:MultiMedias>{media}'
        "</ofd:MultiMedias></ofd:Res>".encode(),
    }
    for n, image in enumerate(pages):
        shown = f'<ofd:ImageObject Boundary="0 0 210 60" ResourceID="{100 + n}"/>' if image is not None else ""
        members[f"Doc_0/Pages/Page_{n}/Content.xml"] = (
            f"{_HEAD}<ofd:Page {_NAMESPACE}><ofd:Content><ofd:Layer>{shown}</ofd:Layer></ofd:Content></ofd:Page>"
        ).encode()
        if image is not None:
            members[f"Doc_0/Res/i{n}.png"] = image
    members.update({name.replace("__", "/"): content for name, content in extra.items()})
    return make_zip(members)
