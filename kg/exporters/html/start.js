// Opens the page.
function openPicture() {
  readTheme();
  for (const node of opening.nodes) shown.set(node.id, [node.x, node.y]);
  network = new vis.Network(byId("network"), { nodes: dataNodes, edges: dataEdges }, {
    physics: false, layout: { improvedLayout: false }, autoResize: true,
    nodes: { shape: "dot", chosen: false }, edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 0 },
    interaction: { hover: true, tooltipDelay: 1e9, keyboard: false, selectConnectedEdges: false, zoomSpeed: 0.8 },
  });
  network.on("afterDrawing", drawLabels);
  network.on("click", (event) => {
    network.unselectAll();
    if (event.nodes.length) chooseNode(event.nodes[0]); else if (event.edges.length) choosePair(event.edges[0]); else if (state.node >= 0 || state.pair >= 0 || state.route.length) chooseNothing();
  });
  network.on("doubleClick", (event) => { if (event.nodes.length) expand(event.nodes[0]); });
  network.on("hoverNode", (event) => { hovered = event.node; network.redraw(); byId("network").style.cursor = "pointer"; });
  network.on("blurNode", () => { hovered = -1; network.redraw(); byId("network").style.cursor = ""; });
  network.on("hoverEdge", () => { byId("network").style.cursor = "pointer"; });
  network.on("blurEdge", () => { byId("network").style.cursor = ""; });
  network.on("dragEnd", (event) => { for (const node of event.nodes) { const at = network.getPosition(node); shown.set(node, [at.x, at.y]); } });
  network.on("dragging", (event) => { for (const node of event.nodes) { const at = network.getPosition(node); shown.set(node, [at.x, at.y]); } });
}
function resetAll() {
  shown.clear(); added.clear(); routeFrom = -1;
  for (const node of opening.nodes) shown.set(node.id, [node.x, node.y]);
  const language = state.language;
  state = openingState();
  state.language = language;
  filtered();
  fit();
}
function keys(event) {
  const view = network.getViewPosition(), scale = network.getScale(), step = 80 / scale;
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (moves[event.key]) network.moveTo({ position: { x: view.x + moves[event.key][0], y: view.y + moves[event.key][1] } });
  else if (event.key === "+" || event.key === "=") network.moveTo({ scale: scale * 1.25 });
  else if (event.key === "-") network.moveTo({ scale: scale / 1.25 });
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}
openPicture();
recall();
setUpFilters();
searchBox(byId("search"), byId("suggestions"), chooseNode);
byId("summary").textContent = `${many(graph.articles, "article")}, ${many(nodeCount, "name")}, ${many(events.length, "meeting")}`;
byId("fit").addEventListener("click", fit);
byId("reset").addEventListener("click", resetAll);
byId("png").addEventListener("click", savePicture);
byId("csv").addEventListener("click", saveTable);
byId("network").addEventListener("keydown", keys);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { if (routeFrom >= 0 || state.node >= 0 || state.pair >= 0 || state.route.length) chooseNothing(); }
  else if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { byId("search").focus(); event.preventDefault(); }
});
window.addEventListener("hashchange", () => { recall(); filtered(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readTheme(); refresh(); });
showFilters();
refresh();
showChoice();
fit();
if (state.node >= 0) moveTo([state.node]);
document.documentElement.dataset.ready = String(Math.round(performance.now()));
