"""Sound PDFs, some with an owner's password alone: they open for everyone, only changing them is locked."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator

from tests.ingest.hostile.records import STORED, BadFile, bad_file
from tests.ingest.hostile.sentences import sentences
from tests.ingest.parsers.pdf_files import make_pdf

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_FILE_ID = bytes(range(16))
_PERMISSIONS = -44  # printing allowed, changing not


def good_pdfs() -> Iterator[BadFile]:
    """Yield PDFs of several lengths, with odd but legitimate parts."""
    for number in range(30):
        pages = [sentences(12 + number, 50 * number + page) for page in range(1 + number)]
        yield bad_file(f"文件{number}.pdf", make_pdf(pages, title=f"文件{number}"), *STORED)
    whole = make_pdf([sentences(9, 900 + page) for page in range(3)])
    yield bad_file("开头有空行.pdf", b"\n\n" + whole, *STORED)
    yield bad_file("结尾有附加.pdf", whole + b"\n" * 400, *STORED)
    yield bad_file("旧版本号.pdf", whole.replace(b"%PDF-1.7", b"%PDF-1.2"), *STORED)
    yield bad_file("中间空页.pdf", make_pdf([sentences(5, 960), [], sentences(5, 961)]), *STORED)
    yield bad_file(
        "有脚本不运行.pdf",
        whole.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        *STORED,
    )
    yield bad_file(
        "两百页.pdf",
        make_pdf([sentences(20, 2_000 + page) for page in range(200)]),
        *STORED,
    )
    yield bad_file("只锁修改.pdf", owner_locked(make_pdf([sentences(6, 950)])), *STORED)


def owner_locked(data: bytes) -> bytes:
    """Encrypt a PDF made by `make_pdf` with RC4 of 40 bits (ISO 32000-1, 7.6.3), owner's password "owner", no user's."""
    owner_key = hashlib.md5((b"owner" + _PADDING)[:32]).digest()[:5]
    owner = _rc4(owner_key, _PADDING)
    key = hashlib.md5(_PADDING + owner + struct.pack("<i", _PERMISSIONS) + _FILE_ID).digest()[:5]
    user = _rc4(key, _PADDING)

    def locked(match: re.Match[bytes]) -> bytes:
        number = int(match[1])
        own = hashlib.md5(key + struct.pack("<I", number)[:3] + b"\x00\x00").digest()[:10]
        return b"%s obj\n%sstream\n%s\nendstream" % (match[1] + b" 0", match[2], _rc4(own, match[3]))

    body = re.sub(rb"(\d+) 0 obj\n(<< /Length \d+ >>\n)stream\n(.*?)\nendstream", locked, data, flags=re.DOTALL)
    form = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >> /ID [<%s> <%s>] /Size"
    identity = _FILE_ID.hex().encode()
    entry = form % (owner.hex().encode(), user.hex().encode(), _PERMISSIONS, identity, identity)
    return body.replace(b"/Info 6 0 R", b"").replace(b"/Size", entry, 1)


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    other = 0
    for place in range(256):
        other = (other + state[place] + key[place % len(key)]) % 256
        state[place], state[other] = state[other], state[place]
    out, first, other = bytearray(), 0, 0
    for byte in data:
        first = (first + 1) % 256
        other = (other + state[first]) % 256
        state[first], state[other] = state[other], state[first]
        out.append(byte ^ state[(state[first] + state[other]) % 256])
    return bytes(out)
