"""Makes the files that a box of real scans, or somebody unkind, brings."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw

A4 = (595, 842)


def picture(size: tuple[int, int] = (300, 400), mode: str = "RGB") -> Image.Image:
    """A page with an arrow and a block, different in every corner."""
    drawn = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(drawn)
    width, height = size
    pen.rectangle((0, 0, width // 3, height // 6), fill="black")
    pen.rectangle((width * 4 // 5, height * 4 // 5, width, height), fill="red")
    pen.line((0, height, width, 0), fill="blue", width=3)
    return drawn.convert(mode)


def picture_bytes(kind: str, size: tuple[int, int] = (300, 400), **options: object) -> bytes:
    out = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(picture(size)).save(out, quality=60)
    else:
        picture(size).save(out, kind, **options)
    return out.getvalue()


def saved(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def tiff_bytes(
    pages: int, size: tuple[int, int] = (200, 300), compression: str = "group4"
) -> bytes:
    out = io.BytesIO()
    first, *others = [picture(size, "1") for _ in range(pages)]
    first.save(out, "TIFF", compression=compression, save_all=True, append_images=others)
    return out.getvalue()


def page_loop_tiff() -> bytes:
    """A TIFF whose only page names itself as the next one."""
    content = bytearray(tiff_bytes(1))
    first = int.from_bytes(content[4:8], "little")
    entries = int.from_bytes(content[first : first + 2], "little")
    following = first + 2 + 12 * entries
    content[following : following + 4] = content[4:8]
    return bytes(content)


def png_of(*chunks: tuple[bytes, bytes]) -> bytes:
    """Write a PNG of these chunks, each with its right checksum."""
    out = b"\x89PNG\r\n\x1a\n"
    for kind, body in chunks:
        out += struct.pack(">I", len(body)) + kind + body
        out += struct.pack(">I", zlib.crc32(kind + body))
    return out


def png_header_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a hundred bytes whose header claims 3.6 thousand million pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return png_of((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))


def plain_pdf(pages: int = 1, size: tuple[int, int] = A4) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for number in range(pages):
        pdf.add_blank_page(page_size=size)
        content = b"0 0 0 rg 50 %d 200 40 re f" % (700 - number)
        pdf.pages[-1].Contents = Stream(pdf, content)
    return pdf


def pdf_bytes(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def locked_pdf() -> bytes:
    lock = pikepdf.Encryption(owner="owner", user="user")
    return pdf_bytes(plain_pdf(), encryption=lock)


def owner_locked_pdf() -> bytes:
    """Opens without a password, but forbids this and that."""
    return pdf_bytes(plain_pdf(), encryption=pikepdf.Encryption(owner="owner", user=""))


def script_pdf() -> bytes:
    pdf = plain_pdf()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('sample')"))
    return pdf_bytes(pdf)


def launch_pdf() -> bytes:
    """A link on the page that would start a program."""
    pdf = plain_pdf()
    action = Dictionary(S=Name.Launch, F=String("sample.exe"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 595, 842]), A=action)
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])
    return pdf_bytes(pdf)


def attachment_pdf() -> bytes:
    pdf = plain_pdf()
    pdf.attachments["hidden.txt"] = b"HIDDEN-ATTACHMENT"
    return pdf_bytes(pdf)


def page_loop_pdf() -> bytes:
    """A page tree whose node lists itself among its kids."""
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )


def page_explosion_pdf() -> bytes:
    """Twelve levels of nodes, each listing the next one ten times."""
    nodes = [
        b"<</Type/Pages/Count 1/Kids[" + b" ".join([b"%d 0 R" % (n + 3)] * 10) + b"]>>"
        for n in range(12)
    ]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", *nodes, page)


def raw_pdf(*objects: bytes) -> bytes:
    """Write objects 1, 2, … as they are, with a right table of offsets; 1 is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def inflating_pdf(megabytes: int = 300) -> bytes:
    """A page whose content of a few hundred kilobytes unpacks to hundreds of megabytes."""
    return packed_pdf(deflated_spaces(megabytes), Name.FlateDecode)


def wrapped_inflating_pdf(megabytes: int = 100) -> bytes:
    """The same, written in hexadecimal around the deflated data."""
    packed = deflated_spaces(megabytes).hex().encode() + b">"
    return packed_pdf(packed, Array([Name.ASCIIHexDecode, Name.FlateDecode]))


def deflated_spaces(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    spaces = b" " * 1024 * 1024
    head = packer.compress(spaces) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(spaces) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * (megabytes - 1) + packer.flush()


def packed_pdf(packed: bytes, packing: object) -> bytes:
    pdf = plain_pdf()
    pdf.pages[0].Contents = Stream(pdf, packed, Filter=packing)
    untouched = pikepdf.StreamDecodeLevel.none
    return pdf_bytes(pdf, compress_streams=False, stream_decode_level=untouched)


def zip_bytes(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return out.getvalue()


def docx_bytes(**more: bytes) -> bytes:
    entries = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
    return zip_bytes(entries | {name.replace("__", "/"): body for name, body in more.items()})


def locked_docx() -> bytes:
    """Its entries say that they are encrypted (APPNOTE 4.4.4, bit 0)."""
    content = bytearray(docx_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(sign)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(sign, at + 4)
    return bytes(content)


def odt_bytes() -> bytes:
    stated = b"application/vnd.oasis.opendocument.text"
    return zip_bytes({"mimetype": stated, "content.xml": b"<office/>"})


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
