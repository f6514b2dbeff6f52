"""Files that hold no text kg can read: pictures, PDF, office documents, programs. Each with what would have worked."""

from __future__ import annotations

from kg.readers.decode import BOMS, unmarked_utf16

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x00\x00\x01\x00", "picture"),
    (b"\xd0\xcf\x11\xe0", "old office document"),
    (b"{\\rtf", "rich text document"),
    (b"PK\x03\x04", "zipped document"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"Rar!", "rar archive"),
    (b"\x28\xb5\x2f\xfd", "zstd file"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"SQLite format 3", "database"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"PAR1", "Parquet table"),
    (b"ARROW1", "Arrow table"),
    (b"\x1aE\xdf\xa3", "video"),
)
"""First bytes, and what they mean."""

SUFFIXES: dict[str, str] = {
    suffix: what
    for what, suffixes in {
        "PDF": "pdf",
        "picture": "jpg jpeg png gif bmp tif tiff webp ico heic svg psd",
        "sound": "mp3 wav ogg flac m4a aac",
        "video": "mp4 avi mov mkv webm wmv mpg mpeg",
        "rich text document": "rtf",
        "zipped document": "docx docm pptx odt odp ods epub",
        "old office document": "doc xls ppt",
        "program": "exe dll so pyc class o a bin",
        "7z archive": "7z",
        "rar archive": "rar",
        "zstd file": "zst",
        "database": "db sqlite sqlite3",
        "Parquet table": "parquet",
        "font": "ttf otf woff woff2",
    }.items()
    for suffix in suffixes.split()
}
"""Suffixes of files that are not opened at all, and what they mean."""

HINTS = {
    "PDF": "convert it to text first (pdftotext)",
    "picture": "only text is read; leave it out, or give its text as .txt",
    "sound": "only text is read; give a transcript",
    "video": "only text is read; give a transcript",
    "rich text document": "save it as .txt or .html",
    "zipped document": "save it as .txt or .html, a table as .xlsx or .csv",
    "old office document": "save it as .txt or .html, a table as .xlsx or .csv",
    "7z archive": "pack it as .zip or .tar.gz",
    "rar archive": "pack it as .zip or .tar.gz",
    "zstd file": "pack it as .tar.gz or .gz",
    "database": "export the articles as JSON Lines or CSV",
    "Parquet table": "export it as JSON Lines or CSV",
    "Arrow table": "export it as JSON Lines or CSV",
    "XML feed": "export its articles as JSON Lines, CSV or HTML pages",
}
_OTHER_HINT = "convert it to text first (UTF-8 .txt, .html, .jsonl, .csv)"


def foreign(head: bytes, name: str) -> tuple[str, str] | None:
    """(reason, hint) for a file that can't be read, by its first bytes, its suffix, or NULs; None for text."""
    what = next((what for magic, what in MAGIC if head.startswith(magic)), None)
    if what is None and head[4:8] == b"ftyp":
        what = "video"
    if what is None and head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI ", b"WEBP"):
        what = "sound, video or picture"
    if what is None:
        stem, _, suffix = name.rpartition(".")
        what = SUFFIXES.get(suffix.lower()) if stem else None
    if what is None and _xml_feed(head):
        what = "XML feed"
    if what is not None:
        return f"{what}, not text", HINTS.get(what, _OTHER_HINT)
    if b"\x00" in head and not any(head.startswith(mark) for mark, _ in BOMS) and not unmarked_utf16(head):
        return "binary file, not text", _OTHER_HINT
    return None


def _xml_feed(head: bytes) -> bool:
    top = head[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return top.startswith((b"<rss", b"<feed", b"<rdf:rdf")) or (
        top.startswith(b"<?xml") and b"<html" not in top and b"<!doctype html" not in top
    )
