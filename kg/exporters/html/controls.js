// What a person does: choosing, expanding, filtering; and the address that says it all.
let routeFrom = -1;
const say = (text) => { byId("notice").textContent = text; };
function describe() {
  if (routeFrom >= 0) return;
  const rest = nodeCount - inView.nodes.size;
  say(`${many(inView.nodes.size, "name")} and ${many(inView.pairs.size, "link")} in view` + (rest ? `; search or expand to bring in ${rest.toLocaleString("en")} more` : ""));
}
function clearChoice() { state.node = -1; state.pair = -1; state.route = []; }
function showChoice() {
  showPanel(state.route.length ? routePanel() : state.pair >= 0 ? pairPanel(state.pair) : state.node >= 0 ? nodePanel(state.node) : overviewPanel());
}
function chosen() { refresh(); showChoice(); remember(); }
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
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function chooseNode(node) {
  if (routeFrom >= 0) { finishRoute(node); return; }
  bring(node, state.node >= 0 ? state.node : undefined);
  clearChoice();
  state.node = node;
  added.add(node);
  if (pairsOf[node].every((p) => !shown.has(otherEnd(p, node)))) spread(node, 12);
  chosen();
  if (!onScreen(node)) moveTo([node]);
}
function choosePair(p) {
  bring(pairs.a[p], pairs.b[p]); bring(pairs.b[p], pairs.a[p]);
  clearChoice();
  state.pair = p;
  chosen();
  if (![pairs.a[p], pairs.b[p]].every(onScreen)) moveTo([pairs.a[p], pairs.b[p]]);
}
function chooseNothing() { routeFrom = -1; clearChoice(); chosen(); byId("network").focus({ preventScroll: true }); }
function spread(node, most) {
  const hidden = pairsOf[node].filter((p) => linksOf(p) && !shown.has(otherEnd(p, node))).sort((x, y) => strengths[y] - strengths[x] || x - y).slice(0, most);
  for (const p of hidden) if (!bring(otherEnd(p, node), node)) break;
  return hidden.length;
}
function expand(node) { spread(node, 20); chosen(); moveTo([node]); }
// Leaves only a name and its neighbours in the picture, in a circle around it.
function isolate(node) {
  spread(node, 30);
  const near = pairsOf[node].filter((p) => linksOf(p) && shown.has(otherEnd(p, node))).sort((x, y) => strengths[y] - strengths[x] || x - y).slice(0, 60).map((p) => otherEnd(p, node));
  shown.clear(); added.clear();
  shown.set(node, [0, 0]);
  let placed = 0;
  for (let ring = 1; placed < near.length; ring++) {
    const room = Math.min(near.length - placed, 9 * ring + 3);
    for (let i = 0; i < room; i++, placed++) {
      const angle = (2 * Math.PI * i) / room + ring * 0.35;
      shown.set(near[placed], [ring * 215 * Math.cos(angle), ring * 150 * Math.sin(angle)]);
    }
  }
  for (const other of shown.keys()) added.add(other);
  chosen();
  fit();
}
function startRoute(node) { routeFrom = node; say(`Path from ${cut(label(node), 60)}: click or search the other end (Escape to stop)`); byId("search").focus(); }
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
// Shows everything, with room for the labels at the edges.
function fit() {
  const stage = byId("network"), points = [...inView.nodes].map((node) => shown.get(node));
  if (!points.length) return;
  const xs = points.map((at) => at[0]), ys = points.map((at) => at[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((stage.clientWidth - 150) / (right - left || 1), (stage.clientHeight - 110) / (bottom - top || 1), 1.4);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 10 / scale }, scale: Math.max(scale, 0.05), animation: calm() ? false : { duration: 300 } });
}

// Filters. Each control shows the state and changes it.
function setUpFilters() {
  const counts = new Array(graph.types.length).fill(0);
  for (const type of entities.type) counts[type]++;
  byId("types").replaceChildren(...graph.types.map((type, number) => {
    const spot = el("span", { class: "dot", "aria-hidden": "true" });
    spot.style.borderColor = spot.style.background = graph.colors[number];
    const words = { person: "People", agency: "Agencies", organization: "Organizations", country: "Countries", place: "Places" };
    return el("button", { type: "button", "data-type": String(number), onclick: () => { state.types.has(number) ? state.types.delete(number) : state.types.add(number); filtered(); } },
      spot, words[type] || type, el("span", { class: "count" }, counts[number].toLocaleString("en")));
  }));
  const perStatus = [0, 0, 0];
  for (const event of events) perStatus[event[2]]++;
  byId("met-count").textContent = events.length.toLocaleString("en");
  byId("co-count").textContent = pairs.weight.reduce((sum, weight) => sum + (weight > 0), 0).toLocaleString("en");
  byId("statuses").replaceChildren(...STATUS_WORDS.map((word, number) => {
    const box = el("input", { type: "checkbox", "data-status": String(number) });
    box.addEventListener("change", () => { box.checked ? state.statuses.add(number) : state.statuses.delete(number); filtered(); });
    return el("label", { class: "row" }, box, el("span", { class: `line ${word}` }), word, el("span", { class: "count" }, perStatus[number].toLocaleString("en")));
  }));
  const tongues = [["any language", 0], ...graph.languages.map((tag, i) => [{ en: "English", de: "German", "zh-Hans": "Simplified Chinese", "zh-Hant": "Traditional Chinese" }[tag] || tag, i + 1])];
  const chooser = el("select", { id: "tongue", "aria-label": "Language of the reports" }, tongues.map(([name, value]) => el("option", { value: String(value) }, name)));
  chooser.addEventListener("change", () => { state.tongue = Number(chooser.value); filtered(); });
  byId("tongues").replaceChildren(chooser);
  for (const name of ["met", "co", "linked"]) byId(name).addEventListener("change", (event) => { state[name] = event.target.checked; filtered(); });
  byId("weight").min = graph.minWeight;
  byId("weight").max = Math.max(graph.minWeight + 1, Math.min(60, pairs.weight.reduce((most, weight) => Math.max(most, weight), 1)));
  byId("weight").addEventListener("input", (event) => { state.weight = Number(event.target.value); filtered(); });
  byId("links").addEventListener("change", (event) => { state.links = Number(event.target.value); filtered(); });
  byId("language").addEventListener("change", (event) => { state.language = event.target.value; chosen(); });
  setUpTime();
}
const DAY = 86400000;
const dayOf = (date) => Date.parse(`${date}T00:00:00Z`) / DAY;
const dateOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);
let firstDay = 0, lastDay = 0, bins = [];
function setUpTime() {
  const days = events.filter((event) => event[3].length === 10).map((event) => dayOf(event[3])).filter(Number.isFinite);
  if (!graph.dates.length) { byId("time").hidden = true; return; }
  firstDay = dayOf(graph.dates[0]) - 30; lastDay = dayOf(graph.dates[1]) + 30;
  const size = Math.max(7, Math.ceil((lastDay - firstDay) / 40 / 7) * 7), count = Math.ceil((lastDay - firstDay + 1) / size);
  bins = Array.from({ length: count }, (_, i) => ({ from: firstDay + i * size, to: firstDay + (i + 1) * size - 1, count: 0 }));
  for (const day of days) if (day >= firstDay && day <= lastDay) bins[Math.floor((day - firstDay) / size)].count++;
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  byId("histogram").replaceChildren(...bins.map((bin) => { const bar = el("i", { title: `${dateOf(bin.from)} to ${dateOf(bin.to)}: ${many(bin.count, "meeting")}` }); bar.style.height = `${(100 * bin.count) / most}%`; return bar; }));
  for (const name of ["since", "until"]) {
    byId(name).max = lastDay - firstDay;
    byId(name).addEventListener("input", (event) => {
      const day = Number(event.target.value);
      if (name === "since") state.since = day > 0 ? dateOf(firstDay + day) : ""; else state.until = day < lastDay - firstDay ? dateOf(firstDay + day) : "";
      if (state.since && state.until && state.since > state.until) { if (name === "since") state.until = state.since; else state.since = state.until; }
      filtered();
    });
  }
}
function showFilters() {
  for (const button of byId("types").children) button.setAttribute("aria-pressed", String(state.types.has(Number(button.dataset.type))));
  for (const box of document.querySelectorAll("[data-status]")) { box.checked = state.statuses.has(Number(box.dataset.status)); box.disabled = !state.met; }
  for (const name of ["met", "co", "linked"]) byId(name).checked = state[name];
  byId("weight").value = state.weight; byId("weight").disabled = !state.co;
  byId("weight-value").textContent = many(state.weight, "report");
  byId("links").value = String(state.links); byId("tongue").value = String(state.tongue); byId("language").value = state.language;
  if (graph.dates.length) {
    byId("since").value = state.since ? dayOf(state.since) - firstDay : 0;
    byId("until").value = state.until ? dayOf(state.until) - firstDay : lastDay - firstDay;
    byId("range").textContent = state.since || state.until ? `${state.since || "the beginning"} to ${state.until || "the end"}` : `${graph.dates[0]} to ${graph.dates[1]}, and undated`;
    [...byId("histogram").children].forEach((bar, i) => bar.classList.toggle("out", Boolean((state.since && dateOf(bins[i].to) < state.since) || (state.until && dateOf(bins[i].from) > state.until))));
  }
}
function filtered() { showFilters(); chosen(); }

// The address: everything but the position of the picture.
function remember() {
  const now = new URLSearchParams(), start = openingState();
  const ids = (nodes) => nodes.map((node) => entities.id[node]).join(",");
  if (state.node >= 0) now.set("name", entities.id[state.node]);
  if (state.pair >= 0) now.set("link", ids([pairs.a[state.pair], pairs.b[state.pair]]));
  if (state.route.length) now.set("path", ids(routeNodes()));
  for (const name of ["language", "weight", "links", "tongue", "since", "until"]) if (state[name] !== start[name]) now.set(name, state[name]);
  for (const name of ["met", "co", "linked"]) if (!state[name]) now.set(name, "0");
  if (state.types.size < ALL_TYPES.length) now.set("types", [...state.types].map((type) => graph.types[type]).join(","));
  if (state.statuses.size < 3) now.set("status", [...state.statuses].map((status) => STATUS_WORDS[status]).join(","));
  const text = now.toString();
  try { history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search); } catch { /* a sandboxed frame has no history */ }
}
function recall() {
  const then = new URLSearchParams(location.hash.slice(1));
  state = openingState();
  for (const name of ["language", "since", "until"]) if (then.has(name)) state[name] = then.get(name);
  for (const name of ["since", "until"]) if (!/^\d{4}-\d{2}-\d{2}$/.test(state[name])) state[name] = "";
  if (!FALLBACKS[state.language]) state.language = "";
  for (const name of ["weight", "links", "tongue"]) if (then.has(name) && Number.isFinite(Number(then.get(name)))) state[name] = Number(then.get(name));
  for (const name of ["met", "co", "linked"]) if (then.get(name) === "0") state[name] = false;
  if (then.has("types")) state.types = new Set(ALL_TYPES.filter((type) => then.get("types").split(",").includes(graph.types[type])));
  if (then.has("status")) state.statuses = new Set([0, 1, 2].filter((status) => then.get("status").split(",").includes(STATUS_WORDS[status])));
  const nodes = (name) => (then.get(name) || "").split(",").map((id) => numberOf.get(id)).filter((node) => node !== undefined);
  const [a, b] = nodes("link"), chain = nodes("path"), pair = a !== undefined && b !== undefined ? pairOf(a, b) : undefined;
  if (pair !== undefined) { state.pair = pair; bring(a); bring(b, a); }
  else if (chain.length > 1) {
    const links = chain.slice(1).map((node, i) => pairOf(chain[i], node));
    if (links.every((p) => p !== undefined)) { state.start = chain[0]; state.route = links; chain.forEach((node, i) => bring(node, chain[i - 1])); }
  } else if (nodes("name").length) { state.node = nodes("name")[0]; if (!shown.has(state.node)) { bring(state.node); spread(state.node, 12); } }
}

function save(name, blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
function savePicture() {
  const canvas = byId("network").querySelector("canvas"), copy = el("canvas", {});
  copy.width = canvas.width; copy.height = canvas.height;
  const ctx = copy.getContext("2d");
  ctx.fillStyle = theme.ground; ctx.fillRect(0, 0, copy.width, copy.height); ctx.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => save("graph.png", blob));
}
function saveTable() {
  const guard = (cell) => (typeof cell === "string" && /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell);
  const quoted = (cell) => `"${String(guard(cell)).replace(/"/g, '""')}"`;
  const rows = [["source", "target", "held", "planned", "refused", "reports_together", "sentences", "npmi"]];
  for (const p of inView.pairs.keys()) rows.push([label(pairs.a[p]), label(pairs.b[p]), pairs.held[p], pairs.planned[p], pairs.refused[p], pairs.weight[p], pairs.sentences[p], pairs.npmi[p]]);
  save("links.csv", new Blob([rows.map((row) => row.map(quoted).join(",")).join("\n") + "\n"], { type: "text/csv" }));
}
