"""What a store keeps: every committed article once, and what each stage made of it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline, relations, versions
from kg.cli import main
from kg.config import Config, InputConfig, LanguageConfig
from kg.engines import ENGINES, work
from kg.errors import KGError
from kg.exporters import jsonl
from kg.model import Article, Build, Document
from kg.normalize import normalize, sketch
from kg.store import Corpus, batches, codec

BLANK = Config(languages={language: LanguageConfig(pipeline="blank") for language in ("en", "de", "zh")})

TEXTS = (
    "Foreign Minister Penny Wong met Chinese Foreign Minister Wang Yi in Canberra on Wednesday. They spoke for two hours.",
    "Foreign Minister Penny Wong will meet Chinese Foreign Minister Wang Yi in Sydney next week, her office said on Friday.",
    "Bundeskanzler Olaf Scholz hat am Montag in Berlin den französischen Präsidenten Emmanuel Macron empfangen.",
    "外交部长王毅2024年3月20日在堪培拉会见澳大利亚外长黄英贤（Penny Wong）。双方就贸易问题交换了意见。",
    "外交部長王毅3月20日在坎培拉會見澳洲外長黃英賢。雙方就貿易問題交換了意見，並同意繼續對話。",
    "President Emmanuel Macron telephoned President Volodymyr Zelenskyy on Tuesday evening, the Elysee Palace said.",
)


def page(text: str, day: int = 20) -> str:
    return f"---\ntitle: {text[:20]}\ndate: 2024-03-{day:02}\n---\n\n{text}\n"


def written(build: Build, folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in jsonl.write(build, folder)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number, text in enumerate(TEXTS):
        (made / f"{number}.md").write_text(page(text), encoding="utf-8")
    return made


def test_values_come_back_as_they_were() -> None:
    for text in TEXTS:
        article = Article(source="a.md", text=text, markup="text", published="2024-03-20", publisher="Wire")
        assert codec.unpack_article(codec.pack_article(article)) == article
        document = normalize(article)
        assert isinstance(document, Document)
        assert codec.document(codec.document_row(document)) == document
        mentions = work.recognizer_of(BLANK).recognize(document)
        assert mentions and codec.unpack_mentions(codec.pack_mentions(mentions), document) == mentions
        made = sketch(document)
        columns = (document.id, document.source, document.language, len(document.text), document.published)
        again = codec.unpack_sketch(codec.pack_sketch(made), columns)
        assert again.hashes.tolist() == made.hashes.tolist()
        assert replace(again, hashes=made.hashes) == made


def test_long_articles_are_not_kept_unpacked() -> None:
    before = codec._kept_analysis.cache_info()
    for text in (TEXTS[0], TEXTS[4] * 600):
        document = normalize(Article(source="a.md", text=text, published="2024-03-20"))
        assert isinstance(document, Document)
        row = codec.document_row(document)
        assert codec.document(row) == codec.document(row) == document
    after = codec._kept_analysis.cache_info()
    assert len(TEXTS[4]) * 600 > codec.KEPT_CHARACTERS and after.misses - before.misses <= 1


def test_reports_come_back_as_they_were(folder: Path) -> None:
    build = pipeline.build([folder], BLANK)
    entities = {entity.id: entity for entity in build.entities}
    found = 0
    for document in build.documents:
        named = tuple((m, entities[id_]) for m, id_ in build.mentions if m.article == document.id)
        reports = relations.reports(document, named)
        assert codec.unpack_reports(codec.pack_reports(reports), codec.document_row(document)) == reports
        found += len(reports)
    assert found >= 3


def test_unchanged_files_are_not_read_again(folder: Path, tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "s.kg") as corpus:
        first = pipeline.add(corpus, [folder], BLANK)
        assert (first.new, first.unchanged) == (6, 0)
        (folder / "0.md").write_text(page(TEXTS[0] + " Both flew home at once."), encoding="utf-8")
        (folder / "new.md").write_text(page("Mr Wang met Mr Lavrov in Moscow. Sergey Lavrov had invited Wang Yi."))
        second = pipeline.add(corpus, [folder], BLANK)
        assert (second.new, second.replaced, second.unchanged) == (1, 1, 5)
        assert len(corpus) == 7


def test_articles_gone_from_a_file_are_let_go(tmp_path: Path) -> None:
    table = tmp_path / "wire.csv"
    rows = [f'"{text}",2024-03-20' for text in TEXTS[:3]]
    table.write_text("\n".join(["text,published", *rows]), encoding="utf-8")
    with Corpus.open(tmp_path / "s.kg") as corpus:
        assert pipeline.add(corpus, [table], BLANK).new == 3
        table.write_text("\n".join(["text,published", *rows[:2]]), encoding="utf-8")
        counts = pipeline.add(corpus, [table], BLANK)
        assert (counts.gone, len(corpus)) == (1, 2)


def test_inputs_with_the_same_names_inside_stay_apart(tmp_path: Path) -> None:
    for month, text in (("march", TEXTS[0]), ("april", TEXTS[1])):
        (tmp_path / month).mkdir()
        (tmp_path / month / "1.md").write_text(page(text), encoding="utf-8")
    with Corpus.open(tmp_path / "s.kg") as corpus:
        pipeline.add(corpus, [tmp_path / "march"], BLANK)
        pipeline.add(corpus, [tmp_path / "april"], BLANK)
        assert [origin.source for origin in corpus.origins()] == ["1.md", "april/1.md"]
        assert pipeline.add(corpus, [tmp_path / "april", tmp_path / "march"], BLANK).unchanged == 2


def test_what_was_skipped_is_kept_until_it_is_mended(folder: Path, tmp_path: Path) -> None:
    bad = folder / "bad.html"
    bad.write_bytes(b"")
    with Corpus.open(tmp_path / "s.kg") as corpus:
        pipeline.add(corpus, [folder], BLANK)
        assert [problem.source for problem in corpus.problems()] == ["bad.html"]
        pipeline.add(corpus, [folder], BLANK)
        assert [problem.source for problem in corpus.problems()] == ["bad.html"]
        bad.write_text(page(TEXTS[5]), encoding="utf-8")
        pipeline.add(corpus, [folder], BLANK)
        assert corpus.problems() == []


def test_a_changed_stage_redoes_only_what_depends_on_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def counted(name: str) -> None:
        real = getattr(work, name)

        def counting(piece: work.Work[object]) -> object:
            done.extend([name] * len(piece.things))
            return real(piece)

        monkeypatch.setattr(work, name, counting)

    for name in ("normalize", "recognize", "relate"):
        counted(name)
    with Corpus.open(tmp_path / "s.kg") as corpus:
        pipeline.add(corpus, [folder], BLANK)
        before = pipeline.assemble(corpus, BLANK)
        kept = len(before.documents)
        assert sorted(set(done)) == ["normalize", "recognize", "relate"]
        done.clear()
        assert pipeline.assemble(corpus, BLANK) == before
        assert done == []
        real = versions.stage
        monkeypatch.setattr(versions, "stage", lambda name: "new" if name == "relate" else real(name))
        assert pipeline.assemble(corpus, BLANK) == before
        assert done == ["relate"] * kept
        done.clear()
        monkeypatch.setattr(versions, "stage", lambda name: "new" if name == "recognize" else real(name))
        assert pipeline.assemble(corpus, BLANK) == before
        assert sorted(done) == ["recognize"] * kept + ["relate"] * kept


Step = tuple[str, int, int]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["write", "write", "remove"]), st.integers(0, 3), st.integers(0, 5)),
        min_size=1, max_size=6,
    )
)
def test_any_sequence_of_additions_and_removals_equals_a_rebuild(
    tmp_path_factory: pytest.TempPathFactory, steps: Sequence[Step]
) -> None:
    place = tmp_path_factory.mktemp("sequence")
    articles = place / "articles"
    articles.mkdir()
    (articles / "always.md").write_text(page(TEXTS[5], 1), encoding="utf-8")
    with Corpus.open(place / "s.kg") as corpus:
        for verb, number, text in steps:
            path = articles / f"{number}.md"
            if verb == "write":
                path.write_text(page(TEXTS[text], number + 10), encoding="utf-8")
                pipeline.add(corpus, [articles], BLANK)
            elif path.exists():
                path.unlink()
                corpus.remove([origin.id for origin in corpus.origins() if origin.source == path.name])
        pipeline.add(corpus, [articles], BLANK)
        kept = written(pipeline.assemble(corpus, BLANK), place / "kept")
    assert kept == written(pipeline.build([articles], BLANK), place / "built")


def test_a_store_in_use_says_so(tmp_path: Path) -> None:
    import subprocess
    import sys

    with Corpus.open(tmp_path / "s.kg"):
        code = "import sys; from kg.cli import main; sys.exit(main(sys.argv[1:]))"
        command = [sys.executable, "-c", code, "add", str(tmp_path), "--store", str(tmp_path / "s.kg")]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "another kg is working on this store" in ended.stderr


def test_what_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "notes.kg"
    for text in ("minutes of the meeting", "a,b\n1,2\n"):  # the second is a table to DuckDB
        other.write_text(text)
        with pytest.raises(KGError, match=r"notes\.kg: not a store of kg"):
            Corpus.open(other)
        assert other.read_text() == text
    with pytest.raises(KGError, match=r"no such store; make one with 'kg add"):
        Corpus.open(tmp_path / "none.kg", create=False)
    with pytest.raises(KGError, match="is a folder"):
        Corpus.open(tmp_path)
    with pytest.raises(KGError, match="there is no folder"):
        Corpus.open(tmp_path / "no" / "s.kg")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere; run the tests as another user")
def test_a_read_only_folder_is_a_clear_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(KGError, match="can't be written"):
            Corpus.open(tmp_path / "s.kg")
    finally:
        tmp_path.chmod(0o700)


def test_articles_gone_from_a_file_with_a_problem_are_let_go(tmp_path: Path) -> None:
    lines = tmp_path / "wire.jsonl"
    rows = [json.dumps({"text": text, "published": "2024-03-20"}) for text in TEXTS[:3]]
    lines.write_text("\n".join([*rows, "{no json"]), encoding="utf-8")
    with Corpus.open(tmp_path / "s.kg") as corpus:
        assert pipeline.add(corpus, [lines], BLANK).new == 3
        assert len(corpus.problems()) == 1
        lines.write_text("\n".join([*rows[:2], "{no json"]), encoding="utf-8")
        assert pipeline.add(corpus, [lines], BLANK).gone == 1
        assert [origin.source for origin in corpus.origins()] == ["wire.jsonl/1", "wire.jsonl/2"]


def test_links_to_files_are_known_again(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "a.md").symlink_to(folder / "0.md")
    with Corpus.open(tmp_path / "s.kg") as corpus:
        assert pipeline.add(corpus, [tmp_path / "links"], BLANK).new == 1
        assert pipeline.add(corpus, [tmp_path / "links"], BLANK).unchanged == 1
        corpus.remove([origin.id for origin in corpus.origins()])
        assert pipeline.add(corpus, [tmp_path / "links"], BLANK).new == 1


def test_another_column_is_read_anew(tmp_path: Path) -> None:
    table = tmp_path / "wire.csv"
    table.write_text(f'text,body\n"{TEXTS[0]}","{TEXTS[5]}"\n', encoding="utf-8")
    other = BLANK.model_copy(update={"input": InputConfig(columns={"text": "body"})})
    with Corpus.open(tmp_path / "s.kg") as corpus:
        assert pipeline.add(corpus, [table], BLANK).new == 1
        assert pipeline.add(corpus, [table], other).replaced == 1
        (document,) = pipeline.assemble(corpus, other).documents
        assert TEXTS[5] in document.text


@pytest.mark.parametrize("option", ["--curation", "--watchlist"])
def test_a_mistyped_file_is_not_remembered(
    option: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "s.kg")
    config = tmp_path / "kg.toml"
    config.write_text('[languages.en]\npipeline = "blank"\n', encoding="utf-8")
    command = ["add", str(folder), "--store", store, "--config", str(config)]
    assert main([*command, option, str(tmp_path / "nosuch")]) == 2
    assert "nosuch" in capsys.readouterr().err
    with Corpus.open(tmp_path / "s.kg") as corpus:
        assert corpus.config() == Config()
        assert len(corpus) == 0


def test_a_mistyped_input_leaves_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["add", str(tmp_path / "nosuch")], ["watch", "--once", str(tmp_path / "nosuch")]):
        assert main([*command, "--store", str(tmp_path / "s.kg")]) == 2
        assert "no such file or folder" in capsys.readouterr().err
        assert not (tmp_path / "s.kg").exists()


def test_watching_goes_on_after_articles_that_nobody_understands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    (tmp_path / "kg.toml").write_text('[languages.en]\npipeline = "blank"\n', encoding="utf-8")
    command = ["watch", str(drop), "--once", "--store", str(tmp_path / "s.kg"), "--config", str(tmp_path / "kg.toml")]
    french = "Le ministre des Affaires étrangères a rencontré hier son homologue à Paris pour parler de la paix. " * 3
    (drop / "fr.txt").write_text(french, encoding="utf-8")
    main(command)
    capsys.readouterr()
    (drop / "en.md").write_text(page(TEXTS[5]), encoding="utf-8")
    assert main(command) == 0
    told = capsys.readouterr().out
    assert "1 new articles" in told
    assert "Emmanuel Macron" in told


def test_a_folder_is_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--store", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "is a folder; a store is one file" in capsys.readouterr().err


def test_a_store_that_let_its_pages_go_works_on(folder: Path, tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "corpus.kg") as corpus:
        pipeline.read(corpus, [folder], Config(), pipeline.silent, ENGINES["local"](1, None))
        before = corpus.origins()
        corpus.rest()
        assert before and corpus.origins() == before
        corpus.remove([before[0].id])
        assert corpus.origins() == before[1:]


def test_what_another_version_packed_is_made_again_and_never_read(folder: Path, tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "s.kg") as corpus:
        pipeline.add(corpus, [folder], BLANK)
        kept = written(pipeline.assemble(corpus, BLANK), tmp_path / "first")
        for table, columns in {"documents": ("analysis", "sketch"), "found": ("mentions",), "told": ("reports",)}.items():
            packed = ", ".join(f"{column} = 'packed otherwise'::BLOB" for column in columns)
            corpus._connection.execute(f"UPDATE {table} SET version = 'another', {packed}")
    with Corpus.open(tmp_path / "s.kg") as corpus:
        assert pipeline.add(corpus, [folder], BLANK).unchanged == 6
        assert written(pipeline.assemble(corpus, BLANK), tmp_path / "again") == kept


def test_adding_nothing_leaves_the_file_as_it_is(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.html").write_bytes(b"")
    (folder / "copy.md").write_bytes((folder / "0.md").read_bytes())
    store = tmp_path / "s.kg"
    for _ in range(2):
        with Corpus.open(store) as corpus:
            corpus.put_config(BLANK)
            pipeline.add(corpus, [folder], BLANK)
    before = store.read_bytes()
    with Corpus.open(store) as corpus:
        corpus.put_config(BLANK)
        assert pipeline.add(corpus, [folder], BLANK).unchanged == 7
        assert len(corpus.problems()) == 1
    assert store.read_bytes() == before


def test_batches_end_with_a_size_or_with_a_length() -> None:
    rows = [("a", b"1234", ("in", b"12")), ("b", b"", ()), ("c", b"1" * 20, ())]
    assert [len(batch) for batch in batches(rows, 2)] == [2, 1]
    assert [len(batch) for batch in batches(rows, 3, most=9)] == [1, 2]
    assert [row for batch in batches(rows, 3, most=9) for row in batch] == rows
