"""What a user would write today in forty lines: names in one article are linked. No offsets, no identity, no meetings.

``python script.py FOLDER OUT EN_PIPELINE DE_PIPELINE``; FOLDER holds zh/, en/ and de/.
"""

import itertools
import sys
from collections import Counter
from pathlib import Path

import jieba.posseg
import networkx as nx
import opencc
import spacy
from pyvis.network import Network

folder, out, *pipelines = sys.argv[1:]
converter = opencc.OpenCC("t2s")
nlp = dict(zip(("en", "de"), map(spacy.load, pipelines), strict=True))
kinds = {"nr": "person", "nt": "organization", "ns": "place", "PER": "person", "ORG": "organization", "LOC": "place"}
graph, pairs, kind_of = nx.Graph(), Counter(), {}
for path in sorted(Path(folder).rglob("*")):
    if not path.is_file():
        continue
    text = path.read_text(encoding="utf-8", errors="replace")
    language = path.relative_to(folder).parts[0]
    if language == "zh":
        words = jieba.posseg.cut(converter.convert(text))
        names = {(word, kinds[flag]) for word, flag in words if flag in kinds and len(word) > 1}
    else:
        names = {(entity.text, kinds[entity.label_]) for entity in nlp[language](text).ents if entity.label_ in kinds}
    kind_of.update(names)
    pairs.update(itertools.combinations(sorted({name for name, _ in names}), 2))
for (one, other), count in pairs.items():
    graph.add_edge(one, other, weight=count)
nx.set_node_attributes(graph, kind_of, "type")
nx.write_graphml(graph, f"{out}/naive.graphml")
net = Network()
for one, other, data in sorted(graph.edges(data=True), key=lambda edge: -edge[2]["weight"])[:5_000]:
    net.add_node(one, group=kind_of[one])
    net.add_node(other, group=kind_of[other])
    net.add_edge(one, other, value=data["weight"])
net.write_html(f"{out}/naive.html")
