"""What tasks make is kept in Parquet files: complete or not there, found again by what they were made of."""

from __future__ import annotations

import os
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from kg import pipeline, readers, versions
from kg.config import Config, InputConfig
from kg.engines import partitions, reading, work
from kg.engines.ray import Cluster
from kg.errors import KGError, Problem
from kg.exporters import jsonl
from kg.store import Corpus
from tests.store.test_store import BLANK, TEXTS, page

AHEAD = 3


class Here(Cluster):
    """A cluster whose tasks run in this process, some of them ahead of what was asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.paths: list[str] = []

    def _spread(self, task: Callable[[Any], Any], work: Iterable[Any]) -> Iterator[Any]:
        waiting: deque[Any] = deque()
        for job in work:
            self.paths.append(job.path)
            waiting.append(task(job))
            if len(waiting) > AHEAD:
                yield waiting.popleft()
        yield from waiting


def rows_of(paths: Iterable[str], columns: str = "*") -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT {columns} FROM read_parquet(?)", [list(paths)]).fetchall()


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(40):
        text = f"{TEXTS[number % len(TEXTS)]}\n\nDispatch {number * 7919} of the day: {number * 104729} people came.\n" * 2
        (folder / f"{number}.md").write_text(page(text, 1 + number % 28), encoding="utf-8")
    shutil.make_archive(str(tmp_path / "packed"), "zip", folder)
    shutil.move(tmp_path / "packed.zip", folder / "30-packed.zip")
    (folder / "7.md").write_bytes(b"\x00\x01" * 100)
    (folder / "8.md").write_text("Это статья на языке, которого программа не знает. " * 9, encoding="utf-8")
    return folder


def exported(folder: Path, out: Path, engine: Cluster | None = None) -> list[bytes]:
    return [path.read_bytes() for path in jsonl.write(pipeline.build([folder], BLANK, engine=engine), out)]


def test_a_build_through_partitions_is_the_same_and_is_not_made_twice(articles: Path, tmp_path: Path) -> None:
    first = Here(tmp_path / "it's here")
    assert exported(articles, tmp_path / "there", first) == exported(articles, tmp_path / "local")
    assert sorted(path.name for path in (tmp_path / "it's here").iterdir()) == ["normalize", "read", "recognize", "relate"]
    times = {path: os.stat(path).st_mtime_ns for path in first.paths}
    assert exported(articles, tmp_path / "again", again := Here(tmp_path / "it's here")) == exported(articles, tmp_path / "local")
    assert again.paths == first.paths and times == {path: os.stat(path).st_mtime_ns for path in first.paths}


def test_partitions_have_columns_that_any_program_can_read(articles: Path, tmp_path: Path) -> None:
    cluster = Here(tmp_path / "parts")
    with Corpus.open(tmp_path / "s.kg") as corpus:
        pipeline.add(corpus, [articles], BLANK, engine=cluster)
    made = [path for path in cluster.paths if "normalize" in path]
    found = rows_of(made, "language, stage, text IS NULL")
    assert ("en", None, False) in found and (None, "detect", True) in found
    (read,) = [path for path in cluster.paths if "/read/" in path]
    assert "binary file, not text" in {reason for (reason,) in rows_of([read], "reason")}


def test_adding_through_partitions_reads_what_is_new(articles: Path, tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "s.kg") as corpus:
        assert pipeline.add(corpus, [articles], BLANK, engine=Here(tmp_path / "parts")).new == 79
        (articles / "3.md").write_text(page("Biden met Xi in Bali.", 3), encoding="utf-8")
        later = Here(tmp_path / "parts")
        counts = pipeline.add(corpus, [articles], BLANK, engine=later)
        assert (counts.new, counts.replaced, counts.unchanged) == (0, 1, 78)
        made = [path for path in later.paths if "normalize" in path]
        assert len(rows_of(made)) == 1


def listed(folder: Path, settings: InputConfig) -> tuple[reading.Piece, list[partitions.Row]]:
    (piece,) = reading.pieces(folder, lambda path: True)
    files = tuple(file for file in piece if isinstance(file, reading.File))
    return piece, list(reading.read(reading.Files(settings, files)))


def test_files_that_changed_or_were_not_seen_are_read_here(articles: Path) -> None:
    settings = InputConfig()
    piece, rows = listed(articles, settings)
    unseen = [row if row[0] != 5 else (5, None, None, None, None, None) for row in rows]
    (articles / "12.md").write_text(page("Biden met Xi in Bali.", 3), encoding="utf-8")
    (articles / "13.md").unlink()
    assert list(reading.taken(piece, unseen, Path.exists, settings)) == list(readers.read([articles], settings))


def test_files_that_are_known_are_left_out(articles: Path) -> None:
    settings = InputConfig()
    known = {"0.md", "30-packed.zip", "9.md"}
    (piece,) = reading.pieces(articles, lambda path: path.name not in known)
    files = tuple(file for file in piece if isinstance(file, reading.File) and file.state)
    rows = reading.read(reading.Files(settings, files))
    found = list(reading.taken(piece, rows, lambda path: path.name not in known, settings))
    assert found == list(readers.read([articles], settings, lambda path: path.name not in known))


def test_pieces_end_at_a_number_of_files_and_of_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, size in enumerate([10, 10, 10, 500, 10, 10]):
        (tmp_path / f"{number}.txt").write_bytes(b"a" * size)
    monkeypatch.setattr(reading, "FILES", 2)
    monkeypatch.setattr(reading, "BYTES", 400)
    assert [len(piece) for piece in reading.pieces(tmp_path, lambda path: True)] == [2, 2, 2]
    monkeypatch.setattr(reading, "FILES", 9)
    assert [len(piece) for piece in reading.pieces(tmp_path, lambda path: True)] == [4, 2]


def test_small_pieces_become_bigger_ones() -> None:
    things = work.pieces(Config(), range(1000), 16)
    sizes = [len(piece.things) for piece in work.joined(things, lambda given: max(32, given // 2))]
    assert sum(sizes) == 1000 and sizes[:4] == [32, 32, 32, 48] and sizes == sorted(sizes[:-1]) + sizes[-1:]


def job(folder: Path, task: Callable[[Any], Iterable[partitions.Row]] = work.recognize) -> partitions.Job:
    return partitions.job(task, work.Work(BLANK, ()), ("content", (1, None, b"x")), folder)


def test_a_partition_is_named_by_what_it_is_made_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = job(tmp_path)
    assert job(tmp_path).path == one.path
    assert partitions.job(work.recognize, None, ("content", (1, None, b"y")), tmp_path).path != one.path
    monkeypatch.setattr(versions, "stage", lambda name: "newer")
    assert job(tmp_path).path != one.path
    with pytest.raises(KGError, match=r"has another version of kg.*on all machines"):
        partitions.write(one)


def test_a_partition_is_named_by_how_its_rows_are_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, stage = job(tmp_path), versions.stage("recognize")
    monkeypatch.setitem(partitions.COLUMNS, "recognize", ("id VARCHAR, mentions VARCHAR",))
    assert job(tmp_path).path != one.path
    monkeypatch.undo()
    monkeypatch.setattr(versions, "code", lambda *parts: "other" if "store/codec.py" in parts else stage)
    monkeypatch.setattr(versions, "stage", lambda name: stage)
    assert job(tmp_path).path != one.path


def test_names_of_folders_are_no_columns(articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run=1" / "text=b"
    assert exported(articles, tmp_path / "there", Here(folder)) == exported(articles, tmp_path / "local")


def test_a_folder_that_cannot_be_written_or_seen_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "_PATIENCE", 0)
    (tmp_path / "file").touch()
    with pytest.raises(KGError, match=r"file/recognize: can't be written on .*all machines of the cluster can write"):
        partitions.write(job(tmp_path / "file"))
    with pytest.raises(KGError, match=r"was written, but is not there; --partitions needs a folder"):
        list(partitions.read(tmp_path / "elsewhere.parquet", "recognize"))
    (tmp_path / "damaged.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(KGError, match=r"can't be read .* Remove a partition that is damaged"):
        list(partitions.read(tmp_path / "damaged.parquet", "recognize"))


def test_nothing_is_left_of_a_partition_that_failed(tmp_path: Path) -> None:
    def recognize(work: Any) -> Iterator[partitions.Row]:
        yield ("a", b"")
        raise ValueError("seven")

    with pytest.raises(ValueError, match="seven"):
        partitions.write(job(tmp_path, recognize))
    assert list((tmp_path / "recognize").iterdir()) == []


def some(text: bytes | None) -> Callable[[Any], Iterable[partitions.Row]]:
    def recognize(work: Any) -> Iterator[partitions.Row]:
        yield ("a", b"first")
        yield ("b", text)

    return recognize


def test_what_could_not_be_seen_is_made_again_by_the_next_run(tmp_path: Path) -> None:
    path = partitions.write(job(tmp_path, some(None)))
    assert list(partitions.read(Path(path), "recognize")) == [("a", b"first"), ("b", None)]
    assert not list(tmp_path.rglob("*.parquet"))
    later = job(tmp_path, some(b"second"))
    assert partitions.write(later) == later.path != path
    assert partitions.write(job(tmp_path, some(None))) == later.path
    assert list(partitions.read(Path(later.path), "recognize")) == [("a", b"first"), ("b", b"second")]


@pytest.mark.parametrize("left", [0, 3, 100])
def test_a_partition_that_was_cut_is_made_again(left: int, tmp_path: Path) -> None:
    one = job(tmp_path, some(b"second"))
    partitions.write(one)
    os.truncate(one.path, left)
    assert list(partitions.read(Path(partitions.write(one)), "recognize")) == [("a", b"first"), ("b", b"second")]


def test_a_partition_that_shows_late_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(partitions.write(job(tmp_path, some(b"second"))))
    path.rename(tmp_path / "late")
    monkeypatch.setattr("kg.engines.partitions.time.sleep", lambda seconds: (tmp_path / "late").rename(path))
    assert len(list(partitions.read(path, "recognize"))) == 2


def test_what_a_killed_run_left_is_removed_and_what_is_being_made_is_not(tmp_path: Path) -> None:
    old, new = (tmp_path / "recognize" / f".unfinished-{name}" for name in ("old", "new"))
    for place in (old, new):
        place.mkdir(parents=True)
        (place / "part.parquet").touch()
    os.utime(old, (1e9, 1e9))
    job(tmp_path)
    assert new.exists() and not old.exists()


def test_a_file_that_goes_away_after_it_was_listed_is_a_problem_and_no_more(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = readers.files

    def listing(path: Path) -> Iterator[Any]:
        for found in real(path):
            if not isinstance(found, Problem) and found[0] in ("3.md", "4.md"):
                found[1].unlink(missing_ok=True)
            yield found

    with Corpus.open(tmp_path / "s.kg") as corpus:
        (articles / "4.md").rename(tmp_path / "4.md")
        first = pipeline.add(corpus, [articles], BLANK)
        (tmp_path / "4.md").rename(articles / "4.md")
        stamps = corpus.stamps()
        monkeypatch.setattr(readers, "files", listing)
        for engine in (None, Here(tmp_path / "parts")):
            for name in ("3.md", "4.md"):
                (articles / name).write_text(page("Biden met Xi in Bali.", 3), encoding="utf-8")
            counts = pipeline.add(corpus, [articles], BLANK, engine=engine)
            assert (counts.new, counts.replaced, counts.gone) == (0, 0, 0) and first.new > 70
            assert corpus.stamps() == stamps
            gone = [problem.source for problem in corpus.problems() if problem.reason.startswith("can't be read")]
            assert gone == ["3.md", "4.md"]


class Machines:
    """As much of Ray as tells how many machines there are."""

    def nodes(self) -> list[dict[str, object]]:
        return [{"NodeManagerAddress": f"10.0.0.{number}", "Alive": number < 3} for number in range(4)]


def test_several_machines_need_a_folder(tmp_path: Path) -> None:
    cluster = Here(tmp_path)
    cluster._ray = Machines()
    with pytest.raises(KGError, match=r"3 machines work on this; give --partitions DIR"):
        cluster._shared(None, "auto")
    assert cluster._shared(Path("parts"), "auto") == Path.cwd() / "parts"
