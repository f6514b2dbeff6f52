from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.readers import archives as module
from kg.readers import raw
from kg.readers.archives import safe_name
from tests.readers.reading import as_bytes, read_file, read_problem, tarred, zipped

RANDOM = random.Random(7)
TEXTS = {
    "b/two.txt": "Two.",
    "a/one.txt": "One.",
    ".hidden/x.txt": "x",
    "__MACOSX/a/._one.txt": "x",
    "a/.DS_Store": "x",
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("in.zip", zipped(TEXTS)),
        ("in.zip", zipped(TEXTS, zipfile.ZIP_LZMA)),
        ("in.tar", tarred(TEXTS, "w")),
        ("in.tar.gz", tarred(TEXTS)),
        ("in.tgz", tarred(TEXTS)),
        ("in.tar.bz2", tarred(TEXTS, "w:bz2")),
        ("in.tar.xz", tarred(TEXTS, "w:xz")),
        ("no-suffix", zipped(TEXTS)),
        ("wrong.zip", tarred(TEXTS)),
    ],
)
def test_archives(tmp_path: Path, name: str, content: bytes) -> None:
    articles, problems = read_file(tmp_path, name, content)
    assert problems == []
    assert sorted((a.source, a.text) for a in articles) == [
        (f"{name}/a/one.txt", "One."),
        (f"{name}/b/two.txt", "Two."),
    ]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_single_compressed_files(tmp_path: Path, suffix: str, pack: object) -> None:
    rows = b'{"text": "One."}\n{"text": "Two."}\n'
    articles, problems = read_file(tmp_path, f"a.jsonl{suffix}", pack(rows))  # type: ignore[operator]
    assert [a.source for a in articles] == [f"a.jsonl{suffix}/1", f"a.jsonl{suffix}/2"] and problems == []


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "..\\x.txt", "C:\\x.txt", "c:x.txt"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_climb_out(tmp_path: Path, name: str, pack: object) -> None:
    before = sorted(tmp_path.parent.rglob("*"))
    articles, problems = read_file(tmp_path, "in.arc", pack({name: "evil", "ok.txt": "Fine."}))  # type: ignore[operator]
    assert [a.source for a in articles] == ["in.arc/ok.txt"]
    assert [p.reason for p in problems] == ["name climbs out of the archive"]
    assert sorted(tmp_path.parent.rglob("*")) == sorted([*before, tmp_path / "in.arc"])  # nothing was written


def test_links_and_devices_in_tar(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo(f"m{kind.decode()}.txt")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    articles, problems = read_file(tmp_path, "in.tar", packed.getvalue())
    assert articles == [] and len(problems) == 4 and all("link" in p.reason for p in problems)


def test_links_in_zip(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "link" in read_problem(tmp_path, "in.zip", packed.getvalue()).reason


def test_encrypted_member(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": "One.", "b.txt": "Two."}, zipfile.ZIP_STORED))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    articles, problems = read_file(tmp_path, "in.zip", bytes(content))
    assert [a.text for a in articles] == ["Two."]
    assert [(p.source, p.reason) for p in problems] == [("in.zip/a.txt", "encrypted")] and "password" in problems[
        0
    ].hint


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_damaged_member_costs_itself(tmp_path: Path, method: int) -> None:
    content = bytearray(zipped({"a.txt": RANDOM.randbytes(500).hex(), "b.txt": "Two."}, method))
    at = content.index(b"a.txt") + 200
    content[at : at + 4] = b"\xff\xfe\xfd\xfc"
    articles, problems = read_file(tmp_path, "in.zip", bytes(content))
    assert [a.text for a in articles] == ["Two."]
    assert [p.source for p in problems] == ["in.zip/a.txt"] and "damaged" in problems[0].reason


@pytest.mark.parametrize("name", ["in.zip", "in.tar", "in.tar.gz", "in.tgz", "in.tar.xz", "in.tar.bz2", "in.gz"])
@pytest.mark.parametrize("content", [b"this is no archive", b"PK\x03\x04\x00\x00", b"\x1f\x8b\x08\x00"])
def test_archives_that_are_none(tmp_path: Path, name: str, content: bytes) -> None:
    problem = read_problem(tmp_path, name, content)
    assert problem.source == name and "truncated" in problem.reason and ".tar.gz" in problem.hint


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_truncated_tar_keeps_what_came_before(tmp_path: Path, mode: str) -> None:
    members = {f"{n}.txt": RANDOM.randbytes(30_000).hex() for n in range(20)}
    content = tarred(members, mode)
    articles, problems = read_file(tmp_path, "in.tar.gz", content[: len(content) // 2])
    assert problems and all(p.hint for p in problems)
    assert all(a.text == members[a.source.rpartition("/")[2]] for a in articles)
    if mode in {"w", "w:gz"}:  # the others pack in blocks larger than this
        assert 5 <= len(articles) <= 10


def test_truncated_zip_and_gzip(tmp_path: Path) -> None:
    assert "truncated" in read_problem(tmp_path, "in.zip", zipped({"a.txt": "One. " * 500})[:-30]).reason
    assert (
        "truncated"
        in read_problem(tmp_path, "a.txt.gz", gzip.compress(RANDOM.randbytes(5000).hex().encode())[:-50]).reason
    )


def test_archives_in_archives(tmp_path: Path) -> None:
    inner = zipped({"a.txt": "One."})
    articles, problems = read_file(tmp_path, "out.tar.gz", tarred({"in.zip": inner, "b.txt": "Two."}))
    assert sorted(a.source for a in articles) == ["out.tar.gz/b.txt", "out.tar.gz/in.zip/a.txt"] and problems == []
    articles, problems = read_file(
        tmp_path, "deep.zip", zipped({"out.zip": zipped({"in.zip": inner}), "b.txt": "Two."})
    )
    assert [a.source for a in articles] == ["deep.zip/b.txt"]
    assert [p.source for p in problems] == ["deep.zip/out.zip/in.zip"] and "2 deep" in problems[0].reason


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.tar.gz", "bomb.gz"])
def test_bombs_by_ratio(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "FREE", 1_000_000)
    members = {f"{n}.txt": "0" * 1_000_000 for n in range(5)}
    single = gzip.compress("".join(members.values()).encode())
    content = {"bomb.zip": zipped(members), "bomb.tar.gz": tarred(members), "bomb.gz": single}[name]
    articles, problems = read_file(tmp_path, name, content)
    assert [p.source for p in problems] == [name] and "bomb" in problems[0].reason
    assert len(articles) <= 1


def test_bomb_in_an_archive_ends_the_whole_archive(tmp_path: Path) -> None:
    bomb = zipped({"a.txt": "0" * 3_000_000})
    content = tarred({"1.zip": bomb, "2.zip": bomb, "3.txt": "Three."})
    articles, problems = read_file(tmp_path, "in.tar.gz", content, max_archive_bytes=1_000_000)
    assert articles == [] and [p.source for p in problems] == ["in.tar.gz"] and "max_archive_bytes" in problems[0].hint


def test_member_that_is_too_large_costs_itself(tmp_path: Path) -> None:
    for name, pack in (("in.zip", zipped), ("in.tar", tarred)):
        content = pack({"a.txt": RANDOM.randbytes(100_000).hex(), "b.txt": "Two."})
        articles, problems = read_file(tmp_path, name, content, max_file_bytes=100_000)
        assert [a.text for a in articles] == ["Two."] and "max_file_bytes" in problems[0].hint


def test_names_in_the_packers_own_encoding() -> None:
    name = "报道/部长会见市长的消息.txt"
    info = zipfile.ZipInfo(name.encode("gb18030").decode("cp437"))
    info.flag_bits = 0
    assert module.member_name(info) == name


def test_two_members_of_one_name(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a.txt", "One.")
            archive.writestr("a.txt", "Two.")
    articles, _ = read_file(tmp_path, "in.zip", packed.getvalue())
    assert sorted(a.text for a in articles) == ["One.", "Two."] and len({a.source for a in articles}) == 2


@settings(deadline=None)
@given(st.text(max_size=40))
def test_safe_names_stay_inside(name: str) -> None:
    safe = safe_name(name)
    if safe is not None:
        parts = safe.split("/")
        assert not safe.startswith("/") and "\\" not in safe and safe.isprintable() is not None
        assert ".." not in parts and "" not in parts and "." not in parts
        safe.encode("utf-8")


@settings(deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=12), st.binary(max_size=60), max_size=4), st.data())
def test_any_damage_to_a_zip_is_survived(
    tmp_path_factory: pytest.TempPathFactory, members: dict[str, bytes], data: st.DataObject
) -> None:
    try:
        content = bytearray(zipped(members))
    except (UnicodeEncodeError, ValueError):
        return
    for _ in range(data.draw(st.integers(0, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    articles, _ = read_file(tmp_path_factory.getbasetemp(), "any.zip", bytes(content))
    assert all(as_bytes(a.source) for a in articles)


def test_a_member_without_a_name_is_survived(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "They met in Vienna on Monday.")
        archive.writestr("?", "They met in Geneva on Friday.")
    content = packed.getvalue().replace(b"?", b"\0")
    articles, problems = read_file(tmp_path, "a.zip", content)
    assert len(articles) + len(problems) == 2 and any("Vienna" in article.text for article in articles)
