// The picture: which names and lines are in it, and how they look.
const MOST_SHOWN = 1500;
const OWN_LINKS = 60; // lines drawn at the chosen name: its strongest
const shown = new Map(); // node -> [x, y]
const brought = new Map(); // node -> the name that brought it, or -1: in the picture because somebody asked for it
const dataNodes = new vis.DataSet(), dataEdges = new vis.DataSet();
let network = null, theme = {};
let inView = { nodes: new Set(), pairs: new Map() }; // pairs: pair -> bits of its links

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ground", "surface", "ink", "soft", "rule", "met", "planned", "refused", "office", "co", "accent"]) theme[name] = style.getPropertyValue(`--${name}`).trim();
}
function faded(color, alpha) {
  const hex = color.replace("#", "");
  return `rgba(${[0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(",")},${alpha})`;
}

// Whether a link below the least weight is there because of what was chosen or brought in.
const asked = (p) => [[pairs.a[p], pairs.b[p]], [pairs.b[p], pairs.a[p]]].some(([one, other]) => one === state.node || one === state.base[1] || brought.get(one) === other);
// The names and pairs that pass all filters, thinned to the strongest links of each name.
function select() {
  const nodes = new Set([...shown.keys()].filter((node) => state.types.has(entities.type[node]) || node === state.node));
  const found = new Map();
  for (const node of nodes) {
    const own = [];
    for (const p of pairsOf[node]) if (nodes.has(otherEnd(p, node)) && linksOf(p) && (!pairs.weak[p] || asked(p))) own.push(p);
    const most = node === state.node ? OWN_LINKS : brought.has(node) && own.length < 12 ? Infinity : state.links || Infinity;
    if (own.length > most) { own.sort(byStrength); own.length = most; }
    for (const p of own) found.set(p, linksOf(p));
  }
  for (const p of [...state.route, ...(state.pair >= 0 ? [state.pair] : [])]) if (nodes.has(pairs.a[p]) && nodes.has(pairs.b[p])) found.set(p, linksOf(p) || MEETING | TOGETHER);
  const linked = new Set();
  for (const p of found.keys()) { linked.add(pairs.a[p]); linked.add(pairs.b[p]); }
  if (state.linked) for (const node of nodes) if (!linked.has(node) && !brought.has(node) && node !== state.node) nodes.delete(node);
  return { nodes, pairs: found };
}

function focusSet() {
  if (state.route.length) return new Set(routeNodes());
  if (state.pair >= 0) return new Set([pairs.a[state.pair], pairs.b[state.pair]]);
  if (state.node < 0) return null;
  const near = new Set([state.node]);
  for (const p of pairsOf[state.node]) if (inView.pairs.has(p)) near.add(otherEnd(p, state.node));
  return near;
}
// Discs and lines grow less than the picture when it is enlarged, so that there is more to see, not only larger.
let shrink = 1;
function fitLooks(scale) {
  const wanted = Math.max(1, scale) ** -0.5;
  if (Math.abs(wanted / shrink - 1) < 0.1) return;
  shrink = wanted;
  setTimeout(() => {
    const focus = focusSet();
    dataEdges.update([...inView.pairs].filter(([p]) => dataEdges.get(p)).map(([p, bits]) => edgeLook(p, bits, focus)));
    dataNodes.update([...inView.nodes].map((node) => nodeLook(node, focus)));
  });
}
function nodeLook(node, focus) {
  const [x, y] = shown.get(node), color = graph.colors[entities.type[node]];
  const off = focus && !focus.has(node), chosen = node === state.node;
  return {
    id: node, x, y, size: nodeRadius(node) * shrink, borderWidth: (chosen ? 4 : 1.2) * shrink,
    color: { background: off ? faded(color, 0.2) : color, border: chosen ? theme.ink : off ? "rgba(0,0,0,0)" : theme.ground },
  };
}
function edgeLook(p, bits, focus) {
  const chosen = p === state.pair || state.route.includes(p);
  const lit = !focus || chosen || (state.node >= 0 && (pairs.a[p] === state.node || pairs.b[p] === state.node));
  const status = bits & MEETING ? statusOf(p) : -1;
  const color = status >= 0 ? [theme.met, theme.planned, theme.refused][status] : bits & OFFICE ? theme.office : theme.co;
  const plainLink = status < 0 && !(bits & OFFICE);
  const width = plainLink ? Math.min(3, 0.5 + 0.28 * Math.log2(articlesOfPair(p) || 1)) : status < 0 ? 1.6 : Math.min(4.5, 0.8 + 0.6 * Math.log2(1 + pairs.held[p] + pairs.planned[p]));
  // lines across the whole picture step back behind those inside a cluster
  const [[ax, ay], [bx, by]] = [shown.get(pairs.a[p]), shown.get(pairs.b[p])], near = focus ? 1 : Math.max(0.3, Math.min(1, 150 / (Math.hypot(ax - bx, ay - by) || 1)));
  const alpha = lit ? near * (plainLink ? (focus ? 0.6 : 0.5) : focus ? 0.95 : 0.85) : plainLink ? 0.06 : 0.12;
  return {
    id: p, from: pairs.a[p], to: pairs.b[p], width: (chosen ? width + 3 : width) * shrink ** 1.5, dashes: status > 0 ? (status === 1 ? [7, 4] : [2, 4]).map((part) => part * shrink) : false,
    color: { color: faded(color, alpha), highlight: color, hover: color, inherit: false },
  };
}
function sync(data, wanted) {
  const gone = data.getIds().filter((id) => !wanted.has(id));
  if (gone.length) data.remove(gone);
  data.update([...wanted.values()]);
}
// Brings the picture up to date with the state.
function refresh() {
  inView = select();
  const focus = focusSet();
  // strong lines last: they are drawn over the others
  const lines = [...inView.pairs].sort(([p, bits], [q, others]) => (bits & ~TOGETHER ? 1 : 0) - (others & ~TOGETHER ? 1 : 0) || p - q);
  const wanted = new Map(lines.map(([p, bits]) => [p, edgeLook(p, bits, focus)]));
  if (lines.some(([p], at) => at && !dataEdges.get(p))) dataEdges.clear();
  sync(dataEdges, wanted);
  sync(dataNodes, new Map([...inView.nodes].map((node) => [node, nodeLook(node, focus)])));
  orderLabels(focus);
  network.setOptions({ interaction: { hideEdgesOnDrag: inView.pairs.size > 3000, hideEdgesOnZoom: inView.pairs.size > 3000 } });
  network.redraw();
  describe();
}

// A free place near [x, y].
function freePlace(x, y) {
  for (let step = 1; step < 600; step++) {
    const angle = step * 2.399963, radius = 46 + 30 * Math.sqrt(step);
    const at = [x + radius * Math.cos(angle) * 1.2, y + radius * Math.sin(angle)];
    let free = true;
    for (const [px, py] of shown.values()) if (Math.abs(px - at[0]) < 44 && Math.abs(py - at[1]) < 26) { free = false; break; }
    if (free) return at.map((value) => Math.round(value * 10) / 10);
  }
  return [x + 200, y + 200];
}
// Puts a name into the picture, near the one that brought it, or near its strongest link there.
function bring(node, near = -1) {
  if (shown.has(node)) { if (!brought.has(node) && near < 0) brought.set(node, -1); return true; }
  if (shown.size >= MOST_SHOWN) { say(`The picture holds at most ${MOST_SHOWN.toLocaleString("en")} names; reset it to go on`); return false; }
  let anchor = shown.has(near) ? near : -1;
  if (anchor < 0) {
    const best = pairsOf[node].filter((p) => shown.has(otherEnd(p, node)) && linksOf(p)).sort(byStrength)[0];
    if (best !== undefined) anchor = otherEnd(best, node);
  }
  const view = network.getViewPosition();
  const [x, y] = anchor >= 0 ? shown.get(anchor) : [view.x, view.y];
  shown.set(node, freePlace(x, y));
  brought.set(node, anchor);
  return true;
}
// Fills the picture with what it begins with: ["core", -1], ["around", node] or ["part", node].
function begin([kind, node]) {
  shown.clear(); brought.clear();
  state.base = [kind, node];
  if (kind === "around") around(node);
  else if (kind === "part") wholePart(node);
  else for (const one of opening.nodes) shown.set(one.id, [one.x, one.y]);
}
// A name and its strongest neighbours, in rings around it: those linked to each other stand side by side.
function around(node) {
  complete(node);
  const near = pairsOf[node].filter((p) => linksOf(p) && state.types.has(entities.type[otherEnd(p, node)])).sort(byStrength).slice(0, 60).map((p) => otherEnd(p, node));
  shown.set(node, [0, 0]);
  brought.set(node, -1);
  let placed = 0;
  for (let ring = 1; placed < near.length; ring++) {
    const room = Math.min(near.length - placed, 8 * ring + 2), own = chained(near.slice(placed, placed + room));
    own.forEach((other, i) => {
      const angle = (2 * Math.PI * i) / room + ring * 0.4 - Math.PI / 2;
      shown.set(other, [Math.round(ring * 150 * Math.cos(angle)), Math.round(ring * 105 * Math.sin(angle))]);
    });
    placed += room;
  }
}
// The names in an order in which each follows the one it has most to do with.
function chained(nodes) {
  const rest = nodes.slice(1), found = nodes.slice(0, 1);
  while (rest.length) {
    const last = found[found.length - 1];
    let best = 0, most = -1;
    rest.forEach((other, i) => { const p = pairOf(last, other), worth = p === undefined || !linksOf(p) ? 0 : strengths[p]; if (worth > most) { most = worth; best = i; } });
    found.push(...rest.splice(best, 1));
  }
  return found;
}
// All that hangs together with a name by links that pass: the nearest, as many as can be read; partSize says of how many.
const PART_SHOWN = 400;
let partSize = 0;
function wholePart(node) {
  complete(node);
  const found = [node], seenAlready = new Set(found);
  for (let at = 0; at < found.length; at++) {
    for (const p of pairsOf[found[at]].filter((one) => linksOf(one) && !pairs.weak[one] || found[at] === node && linksOf(one)).sort(byStrength)) {
      const other = otherEnd(p, found[at]);
      if (!seenAlready.has(other) && state.types.has(entities.type[other])) { seenAlready.add(other); found.push(other); }
    }
  }
  partSize = found.length;
  const nodes = found.slice(0, PART_SHOWN), index = new Map(nodes.map((one, i) => [one, i])), links = new Map();
  for (const one of nodes) {
    const own = pairsOf[one].filter((p) => index.has(otherEnd(p, one)) && linksOf(p)).sort(byStrength).slice(0, 4);
    for (const p of own) links.set(p, [index.get(pairs.a[p]), index.get(pairs.b[p]), 1 + strengths[p]]);
  }
  const places = forcePlaces(nodes, [...links.values()]);
  nodes.forEach((one, i) => { shown.set(one, places[i]); brought.set(one, -1); });
}

// The chain with the fewest links between two names, meetings before co-mentions: pairs, or null. Everyone is two links
// from everyone by way of a large country, which tells nothing: a chain of people and bodies comes first unless it is
// more than two links longer; links below the least weight count only where there is no other way.
function route(from, to) {
  complete(from); complete(to);
  const passes = (node) => node === to || state.types.has(entities.type[node]), narrow = new Set(["country", "place"].map((type) => graph.types.indexOf(type)));
  for (const weak of [false, true]) {
    const any = chain(from, to, weak, passes), close = any && any.length > 1 ? chain(from, to, weak, (node) => passes(node) && (node === to || !narrow.has(entities.type[node]))) : null;
    if (any) return close && close.length <= any.length + 2 ? close : any;
  }
  return null;
}
function chain(from, to, weak, passes) {
  const came = new Map([[from, -1]]);
  let edge = [from];
  while (edge.length && !came.has(to)) {
    const next = new Map();
    for (const node of edge) {
      for (const p of pairsOf[node]) {
        const other = otherEnd(p, node), bits = came.has(other) || (pairs.weak[p] && !weak) || !passes(other) ? 0 : linksOf(p);
        if (!bits) continue;
        const worth = (bits & MEETING && statusOf(p) === HELD ? 1e6 : 0) + strengths[p];
        if (!next.has(other) || worth > next.get(other)[1]) next.set(other, [p, worth]);
      }
    }
    for (const [other, [p]] of next) came.set(other, p);
    edge = [...next.keys()];
  }
  if (!came.has(to)) return null;
  const found = [];
  for (let node = to; node !== from;) { const p = came.get(node); found.unshift(p); node = otherEnd(p, node); }
  return found;
}
