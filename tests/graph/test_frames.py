"""Frames for pandas and polars, the page in a notebook, and explanations of links."""

from __future__ import annotations

import html
import math
import sys
from html.parser import HTMLParser

import pytest

import kg
from kg.errors import KGError
from kg.graph import KnowledgeGraph, notebook, results
from kg.graph.frames import TABLES
from tests.graph.builds import EMPTY, HOSTILE, demo


@pytest.fixture(scope="module")
def g() -> KnowledgeGraph:
    return KnowledgeGraph(demo())


@pytest.mark.parametrize("table", TABLES)
def test_every_table_in_pandas_and_polars(g: KnowledgeGraph, table: str) -> None:
    pytest.importorskip("polars", reason="needs the extra polars: pip install -e '.[polars]'")
    pandas, polars = g.to_pandas(table), g.to_polars(table)
    assert list(pandas.columns) == polars.columns and len(pandas) == len(polars) == len(list(TABLES[table](g.build))) > 0
    empty = KnowledgeGraph(EMPTY)
    assert list(empty.to_pandas(table).columns) == empty.to_polars(table).columns == polars.columns
    assert len(empty.to_pandas(table)) == 0


def test_relations_have_labels_numbers_and_a_quote(g: KnowledgeGraph) -> None:
    (row,) = (row for row in g.to_pandas().to_dict("records") if (row["source"], row["relation"]) == ("p1", "met") and row["held"])
    assert (row["source_label"], row["target_label"], row["weight"], row["held"]) == ("Wang Yi", "Jake Sullivan", 2, 2)
    assert math.isnan(row["npmi"]) and "沙利文" in row["quote"]


def test_rows_give_polars_frames_too(g: KnowledgeGraph) -> None:
    pytest.importorskip("polars", reason="needs the extra polars: pip install -e '.[polars]'")
    frame = g.who_met("Wang Yi").to_polars()
    assert frame["status"].to_list() == g.who_met("Wang Yi").to_pandas()["status"].tolist()
    assert g.who_met("Wang Yi", until="1990").to_polars().is_empty()


def test_unknown_tables_and_missing_polars_say_what_to_do(g: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KGError, match="did you mean 'events'"):
        g.to_pandas("event")
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(KGError, match=r"kg\[polars\]"):
        g.to_polars()


class Frames(HTMLParser):
    """The tags of a cell's output, and the attributes of its frame."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes = dict(attrs)


def test_a_graph_shows_itself_as_its_page_in_a_sandboxed_frame(g: KnowledgeGraph) -> None:
    found = Frames(g._repr_html_())
    assert found.tags == ["iframe"]  # the page is text of an attribute, none of it is markup of the notebook
    page = found.attributes["srcdoc"] or ""
    assert "Content-Security-Policy" in page and "vis" in page
    assert "allow-same-origin" not in (found.attributes["sandbox"] or "") and found.attributes["title"] == "kg"


def test_a_large_graph_shows_its_counts(g: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MAX_RELATIONS", "MAX_PAGE"):
        with monkeypatch.context() as patch:
            patch.setattr(notebook, name, 3)
            text = g._repr_html_()
        assert "<iframe" not in text and "g.select(" in text and "<td>8</td>" in text


def test_tables_in_a_notebook_are_escaped(g: KnowledgeGraph) -> None:
    text = g.co_mentions("Wang Li")._repr_html_() + g.explain(("Wang Li", "DEA"))._repr_html_()
    assert "<script" not in text and "<img" not in text and html.escape(HOSTILE) in text


def test_a_long_table_shows_its_beginning_and_says_so(g: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = g.timeline("Wang Yi")
    assert "more rows" not in rows._repr_html_()
    monkeypatch.setattr(results, "MOST_ROWS", 1)
    text = rows._repr_html_()
    assert text.count("<tr>") == 2 and f"{len(rows) - 1} more rows" in text


def test_an_edge_explains_its_numbers(seeds_graph: kg.KnowledgeGraph) -> None:
    met = seeds_graph.explain(("王毅", "Jake Sullivan", "met"))
    values = {number.name: number.value for number in met.numbers}
    (link,) = (row for row in seeds_graph.neighbours("Wang Yi", relation="met") if row.label == "Jake Sullivan")
    assert (values["weight"], values["count"], values["first_seen"]) == (link.weight, link.count, link.first_seen)
    assert len(met.meetings) == len(seeds_graph.meetings("Wang Yi", "Jake Sullivan")) and met.evidence
    text = str(met)
    assert "independent reports" in text and "Bangkok" in text and "Wang Yi – Jake Sullivan: met" in text


def test_an_edge_of_networkx_is_an_edge(g: KnowledgeGraph) -> None:
    for edge in g.graph.edges(keys=True):
        found = g.explain(edge)
        assert found.relation == edge[2] and found.evidence


def test_npmi_is_computed_as_it_says(seeds_graph: kg.KnowledgeGraph) -> None:
    found = seeds_graph.explain(("Wang Yi", "Jake Sullivan", "co_mentioned"))
    (npmi,) = (number for number in found.numbers if number.name == "npmi")
    top, bottom = npmi.means.rsplit(": log(", 1)[1].split(") / ")
    both, one = top.split(" / (")
    value = math.log(eval(both.replace("·", "*")) / eval(one.rstrip(")").replace("·", "*"))) / float(bottom)
    assert value == pytest.approx(float(npmi.value), abs=0.002)


def test_without_a_relation_the_strongest_is_explained(g: KnowledgeGraph) -> None:
    assert g.explain(("Jake Sullivan", "Wang Yi")).relation == "met"
    assert g.explain(("Wang Yi", "Joe Biden")).relation == "co_mentioned"  # their meeting was refused


def test_edges_that_are_none_say_what_there_is(g: KnowledgeGraph) -> None:
    with pytest.raises(KGError, match="nothing links Wang Yi and Xi Jinping"):
        g.explain(("Wang Yi", "Xi Jinping"))
    with pytest.raises(KGError, match="linked by co_mentioned, met"):
        g.explain(("Wang Yi", "Jake Sullivan", "holds_role"))


def test_the_copy_for_networkx_may_be_changed(g: KnowledgeGraph) -> None:
    copy = g.to_networkx()
    copy.clear()
    assert len(g.graph) == 8
