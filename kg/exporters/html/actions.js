// What a person does with names and lines: choosing, expanding, leaving only a part, asking for a path.
let routeFrom = -1;
const say = (text) => { byId("notice").textContent = text; };
function describe() {
  if (routeFrom >= 0) return;
  const rest = nodeCount - inView.nodes.size;
  const [kind, of] = state.base, name = of >= 0 ? cut(label(of), 40) : "";
  const began = kind === "core" ? "" : kind === "around" ? `Around ${name}: ` : `What hangs together with ${name}${partSize > PART_SHOWN ? `, the nearest ${PART_SHOWN} of ${partSize.toLocaleString("en")}` : ""}: `;
  say(`${began}${many(inView.nodes.size, "name")} and ${many(inView.pairs.size, "link")} in view` + (rest ? `; search or expand to bring in ${rest.toLocaleString("en")} more` : ""));
}
function clearChoice() { state.node = -1; state.pair = -1; state.route = []; }
function showChoice() {
  showPanel(state.route.length ? routePanel() : state.pair >= 0 ? pairPanel(state.pair) : state.node >= 0 ? nodePanel(state.node) : overviewPanel());
}
function chosen() { refresh(); showChoice(); remember(); }

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
function moveTo(nodes) {
  const points = nodes.map((node) => shown.get(node)).filter(Boolean);
  if (!points.length) return;
  const scale = Math.max(network.getScale(), 0.6), x = points.reduce((sum, at) => sum + at[0], 0) / points.length, y = points.reduce((sum, at) => sum + at[1], 0) / points.length;
  network.moveTo({ position: { x, y }, scale, animation: calm() ? false : { duration: 350 } });
}
// Whether a name's place is inside the window.
function onScreen(node) {
  const at = shown.get(node), stage = byId("network");
  if (!at) return false;
  const { x, y } = network.canvasToDOM({ x: at[0], y: at[1] });
  return x > 20 && y > 20 && x < stage.clientWidth - 20 && y < stage.clientHeight - 20;
}
// Shows everything, with room for the labels at the edges.
function fit(animated = true) {
  const stage = byId("network"), points = [...inView.nodes].map((node) => shown.get(node));
  if (!points.length) return;
  const xs = points.map((at) => at[0]), ys = points.map((at) => at[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((stage.clientWidth - 90) / (right - left || 1), (stage.clientHeight - 100) / (bottom - top || 1), 1.5);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 18 / scale }, scale: Math.max(scale, 0.05), animation: !animated || calm() ? false : { duration: 300 } });
  viewMoved = false;
}

function chooseNode(node) {
  openFilters(false);
  if (routeFrom >= 0) { finishRoute(node); return; }
  complete(node);
  const before = state.node >= 0 && pairOf(state.node, node) !== undefined ? state.node : -1;
  clearChoice();
  state.node = node;
  readFilters();
  const fresh = !shown.has(node);
  bring(node, before);
  if (fresh && pairsOf[node].filter((p) => linksOf(p) && shown.has(otherEnd(p, node))).length < 3) spread(node, 12);
  chosen();
  if (!onScreen(node)) moveTo([node]);
}
function choosePair(p) {
  openFilters(false);
  bring(pairs.a[p], pairs.b[p]); bring(pairs.b[p], pairs.a[p]);
  clearChoice();
  state.pair = p;
  chosen();
  if (![pairs.a[p], pairs.b[p]].every(onScreen)) moveTo([pairs.a[p], pairs.b[p]]);
}
function chooseNothing() { routeFrom = -1; clearChoice(); chosen(); byId("network").focus({ preventScroll: true }); }
// Brings in the strongest neighbours that are not in the picture yet.
function spread(node, most) {
  const hidden = pairsOf[node].filter((p) => linksOf(p) && !shown.has(otherEnd(p, node)) && state.types.has(entities.type[otherEnd(p, node)])).sort(byStrength).slice(0, most);
  for (const p of hidden) if (!bring(otherEnd(p, node), node)) break;
  return hidden.length;
}
function expand(node) {
  complete(node);
  const count = spread(node, 20);
  chosen();
  if (!count) say(`All neighbours of ${cut(label(node), 40)} that pass the filters are in view`);
  moveTo([node]);
}
// Leaves only a name and its neighbours ("around"), or what that hangs together with it by links that pass ("part").
function only(kind, node) { clearChoice(); state.node = node; begin([kind, node]); chosen(); fit(); }

function startRoute(node) { routeFrom = node; say(`Path from ${cut(label(node), 60)}: choose or search the other end (Escape to stop)`); byId("search").focus(); }
function finishRoute(node) {
  const from = routeFrom;
  routeFrom = -1;
  const chain = from === node ? null : route(from, node);
  if (!chain) { describe(); say(`No path between ${cut(label(from), 60)} and ${cut(label(node), 60)} with these filters`); return; }
  clearChoice();
  state.route = chain;
  state.start = from;
  let at = from;
  bring(from);
  for (const p of chain) { const next = otherEnd(p, at); bring(next, at); at = next; }
  chosen();
  moveTo(routeNodes());
}
function routeNodes() {
  const nodes = [state.start];
  for (const p of state.route) nodes.push(otherEnd(p, nodes[nodes.length - 1]));
  return nodes;
}
// Steps through the names in view, the most reported first.
function step(by) {
  const order = [...inView.nodes].sort((x, y) => entities.articles[y] - entities.articles[x] || x - y);
  if (!order.length) return;
  const at = order.indexOf(state.node);
  chooseNode(order[at < 0 ? 0 : (at + by + order.length) % order.length]);
}
