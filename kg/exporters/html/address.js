// The address: what is chosen, filtered and brought in, so that a link shows another reader the same.
let viewMoved = false;
const escaped = (id) => id.replace(/[%,;>]/g, encodeURIComponent);
const idsOf = (nodes) => nodes.map((node) => escaped(entities.id[node])).join(",");
const nodesOf = (text) => (text || "").split(",").map((id) => { try { return numberOf.get(decodeURIComponent(id)); } catch { return undefined; } }).filter((node) => node !== undefined);

// Names that were brought in, in order, those with the same neighbour together: "near>id,id;near>id".
function broughtText() {
  const groups = [];
  for (const [node, near] of brought) {
    if (state.base[0] !== "core" && node === state.base[1]) continue;
    const last = groups[groups.length - 1];
    if (last && last[0] === near) last[1].push(node); else groups.push([near, [node]]);
  }
  return groups.slice(0, 60).map(([near, nodes]) => `${near >= 0 ? idsOf([near]) : ""}>${idsOf(nodes.slice(0, 60))}`).join(";");
}
function remember() {
  const now = new URLSearchParams(), start = openingState();
  if (state.base[0] !== "core") now.set(state.base[0], idsOf([state.base[1]]));
  if (state.base[0] !== "part" && brought.size) { const text = broughtText(); if (text) now.set("with", text); }
  if (state.node >= 0) now.set("name", idsOf([state.node]));
  if (state.pair >= 0) now.set("link", idsOf([pairs.a[state.pair], pairs.b[state.pair]]));
  if (state.route.length) now.set("path", idsOf(routeNodes()));
  for (const name of ["language", "weight", "links", "since", "until"]) if (state[name] !== start[name]) now.set(name, state[name]);
  if (state.tongue) now.set("in", graph.languages[state.tongue - 1]);
  if (state.publisher) now.set("publisher", publishers[state.publisher - 1]);
  for (const name of ["met", "co", "office", "linked"]) if (!state[name]) now.set(name, "0");
  if (state.types.size < ALL_TYPES.length) now.set("types", [...state.types].sort().map((type) => graph.types[type]).join(","));
  if (state.statuses.size < 3) now.set("status", [...state.statuses].sort().map((status) => STATUS_WORDS[status]).join(","));
  if (viewMoved) { const view = network.getViewPosition(); now.set("at", [Math.round(view.x), Math.round(view.y), network.getScale().toFixed(3)].join(",")); }
  const text = now.toString();
  try { history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search); } catch { /* a sandboxed frame has no history */ }
}
function recallFilters(then) {
  for (const name of ["language", "since", "until"]) if (then.has(name)) state[name] = then.get(name);
  for (const name of ["since", "until"]) if (!/^\d{4}-\d{2}-\d{2}$/.test(state[name]) || !Number.isFinite(dayOf(state[name]))) state[name] = "";
  if (!FALLBACKS[state.language]) state.language = "";
  for (const name of ["weight", "links"]) if (then.has(name) && /^\d{1,5}$/.test(then.get(name))) state[name] = Number(then.get(name));
  state.tongue = graph.languages.indexOf(then.get("in")) + 1;
  state.publisher = then.has("publisher") ? publishers.indexOf(then.get("publisher")) + 1 : 0;
  for (const name of ["met", "co", "office", "linked"]) if (then.get(name) === "0") state[name] = false;
  if (then.has("types")) state.types = new Set(ALL_TYPES.filter((type) => then.get("types").split(",").includes(graph.types[type])));
  if (then.has("status")) state.statuses = new Set([0, 1, 2].filter((status) => then.get("status").split(",").includes(STATUS_WORDS[status])));
}
function recallPicture(then) {
  const kind = ["around", "part"].find((name) => nodesOf(then.get(name)).length);
  begin(kind ? [kind, nodesOf(then.get(kind))[0]] : ["core", -1]);
  for (const group of (then.get("with") || "").split(";")) {
    const [near, nodes] = group.split(">");
    for (const node of nodesOf(nodes)) { complete(node); bring(node, nodesOf(near)[0]); }
  }
}
function recallChoice(then) {
  const [a, b] = nodesOf(then.get("link")), chain = nodesOf(then.get("path")), [name] = nodesOf(then.get("name"));
  for (const node of [a, b, name, ...chain]) if (node !== undefined) complete(node);
  const pair = a !== undefined && b !== undefined ? pairOf(a, b) : undefined;
  const links = chain.slice(1).map((node, i) => pairOf(chain[i], node));
  if (pair !== undefined) { state.pair = pair; bring(a); bring(b, a); }
  else if (links.length && links.every((p) => p !== undefined)) { state.start = chain[0]; state.route = links; chain.forEach((node, i) => bring(node, chain[i - 1])); }
  else if (name !== undefined) { state.node = name; if (!shown.has(name)) { bring(name); spread(name, 12); } }
}
// Makes the state that the address tells. Ids of earlier builds are known only when the search part is read.
async function recall() {
  const then = new URLSearchParams(location.hash.slice(1));
  const ids = ["name", "link", "path", "around", "part", "with"].flatMap((name) => (then.get(name) || "").split(/[,;>]/)).filter(Boolean);
  if (ids.some((id) => !nodesOf(id).length)) await searchReady;
  state = openingState();
  recallFilters(then);
  readFilters();
  recallPicture(then);
  recallChoice(then);
  return (then.get("at") || "").split(",").map(Number);
}
// Shows what the address tells.
async function goThere() {
  const [x, y, scale] = await recall();
  filtered();
  fit(false);
  if (Number.isFinite(x) && Number.isFinite(y) && scale > 0.01 && scale < 100) { network.moveTo({ position: { x, y }, scale, animation: false }); viewMoved = true; remember(); }
}
