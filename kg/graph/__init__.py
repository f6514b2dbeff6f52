"""Relations to a networkx graph, and queries over a build."""

from kg.graph.build import auto_min_weight, to_networkx
from kg.graph.layout import add_positions
from kg.graph.query import KnowledgeGraph

__all__ = ["KnowledgeGraph", "add_positions", "auto_min_weight", "to_networkx"]
