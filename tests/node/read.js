// Prints, as JSON, what graphology or Cytoscape.js finds in a graph file: node read.js graphml|gexf|cyjs FILE
// or what the grammar of Neo4j's own editor has against a script: node read.js cypher FILE
const fs = require("fs");
const [kind, file] = process.argv.slice(2);
const text = fs.readFileSync(file, "utf8");

function graphology() {
  const { MultiGraph } = require("graphology");
  const reader = require("graphology-" + kind);
  const graph = reader.parse(MultiGraph, text, { addMissingNodes: false });
  return {
    type: graph.type,
    nodes: graph.mapNodes((key, attributes) => ({ key, attributes })),
    edges: graph.mapEdges((key, attributes, source, target) => ({ key, attributes, source, target })),
  };
}

function cytoscape() {
  const file = JSON.parse(text);
  const graph = require("cytoscape")({ headless: true, elements: file.elements });
  return {
    type: "mixed",
    nodes: graph.nodes().map((node) => ({ key: node.id(), attributes: node.data(), position: node.position() })),
    edges: graph.edges().map((edge) => ({
      key: edge.id(), attributes: edge.data(), source: edge.source().id(), target: edge.target().id(),
    })),
  };
}

function cypher() {
  const { CypherEditorSupport } = require("@neo4j-cypher/editor-support");
  return { errors: new CypherEditorSupport(text).parseErrors.map((error) => `${error.line}: ${error.msg}`) };
}

const found = { cyjs: cytoscape, cypher, gexf: graphology, graphml: graphology }[kind]();
process.stdout.write(JSON.stringify(found));
