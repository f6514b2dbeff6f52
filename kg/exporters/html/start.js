// Opens the page.
function openPicture() {
  readTheme();
  network = new vis.Network(byId("network"), { nodes: dataNodes, edges: dataEdges }, {
    physics: false, layout: { improvedLayout: false }, autoResize: true,
    nodes: { shape: "dot", chosen: false }, edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 0 },
    interaction: { hover: true, tooltipDelay: 1e9, keyboard: false, selectConnectedEdges: false, zoomSpeed: 0.8 },
  });
  const stage = byId("network"), tip = byId("tip");
  stage.querySelector("canvas").setAttribute("aria-hidden", "true");
  network.on("afterDrawing", drawLabels);
  network.on("click", (event) => {
    network.unselectAll();
    if (event.nodes.length) chooseNode(event.nodes[0]);
    else if (event.edges.length) choosePair(event.edges[0]);
    else if (state.node >= 0 || state.pair >= 0 || state.route.length) chooseNothing();
  });
  network.on("doubleClick", (event) => { if (event.nodes.length) expand(event.nodes[0]); });
  network.on("hoverNode", (event) => { hovered = event.node; network.redraw(); stage.classList.add("over"); });
  network.on("blurNode", () => { hovered = -1; network.redraw(); stage.classList.remove("over"); });
  network.on("hoverEdge", ({ edge, event }) => {
    tip.textContent = `${cut(label(pairs.a[edge]), 40)} – ${cut(label(pairs.b[edge]), 40)}: ${pairSummary(edge)}`;
    const area = stage.getBoundingClientRect();
    tip.style.left = `${Math.min(event.clientX - area.left + 14, area.width - 220)}px`; tip.style.top = `${event.clientY - area.top + 14}px`;
    tip.hidden = false;
    stage.classList.add("over");
  });
  network.on("blurEdge", () => { tip.hidden = true; stage.classList.remove("over"); });
  const keep = (event) => { for (const node of event.nodes) { const at = network.getPosition(node); shown.set(node, [at.x, at.y]); } };
  const moved = () => { viewMoved = true; clearTimeout(settle); settle = setTimeout(remember, 300); };
  let settle = 0;
  network.on("dragging", keep);
  network.on("dragEnd", (event) => { keep(event); if (!event.nodes.length) moved(); });
  network.on("zoom", moved);
}
function resetAll() {
  routeFrom = -1;
  const language = state.language;
  state = openingState();
  state.language = language;
  readFilters();
  begin(["core", -1]);
  filtered();
  fit();
  remember();
}
function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const view = network.getViewPosition(), scale = network.getScale(), by = 80 / scale;
  const moves = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] };
  if (moves[event.key]) network.moveTo({ position: { x: view.x + moves[event.key][0], y: view.y + moves[event.key][1] } });
  else if (event.key === "+" || event.key === "=") network.moveTo({ scale: scale * 1.25 });
  else if (event.key === "-") network.moveTo({ scale: scale / 1.25 });
  else if (event.key === "0") fit();
  else if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
  else if (event.key === "e" && state.node >= 0) expand(state.node);
  else if (event.key === "Enter" && state.node >= 0) byId("panel").focus();
  else return;
  event.preventDefault();
}
function setUpButtons() {
  byId("fit").addEventListener("click", () => { fit(); remember(); });
  byId("reset").addEventListener("click", resetAll);
  byId("png").addEventListener("click", savePicture);
  byId("csv").addEventListener("click", saveTable);
  byId("share").addEventListener("click", copyLink);
  byId("help").addEventListener("click", () => byId("keys").showModal());
  byId("keys-close").addEventListener("click", () => byId("keys").close());
  byId("show-filters").addEventListener("click", () => openFilters(byId("show-filters").getAttribute("aria-expanded") !== "true"));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const restyle = () => { readTheme(); refresh(); drawWeeks(); };
  byId("theme").addEventListener("click", () => {
    const now = document.documentElement.dataset.theme || (dark.matches ? "dark" : "light");
    document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
    restyle();
  });
  dark.addEventListener("change", restyle);
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); byId("search").focus(); });
  byId("network").addEventListener("keydown", keys);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !byId("keys").open) { if (routeFrom >= 0 || state.node >= 0 || state.pair >= 0 || state.route.length) chooseNothing(); }
    else if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { byId("search").focus(); event.preventDefault(); }
  });
  window.addEventListener("hashchange", goThere);
  // the picture keeps its middle when the window changes; while nobody has moved it, it fills the window
  new ResizeObserver(() => { if (!viewMoved && document.documentElement.dataset.ready) fit(false); }).observe(byId("network"));
}
openPicture();
setUpFilters();
searchBox(byId("search"), byId("suggestions"), chooseNode);
byId("summary").textContent = `${many(articleCount, "article")}, ${many(nodeCount, "name")}, ${many(events.length, "meeting")}`;
setUpButtons();
await goThere();
if (state.node >= 0 && !onScreen(state.node)) moveTo([state.node]);
document.documentElement.dataset.ready = String(Math.round(performance.now()));
