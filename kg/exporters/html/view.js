// The picture: which names and lines are in it, and how they look. state is all that a person can change.
const MOST_SHOWN = 1500;
const ALL_TYPES = graph.types.map((_, number) => number);
const MEETING = 1, TOGETHER = 2;

function openingState() {
  return {
    language: "", types: new Set(ALL_TYPES), met: true, co: true, statuses: new Set([0, 1, 2]), weight: graph.minWeight,
    links: opening.edges.length > 3 * opening.nodes.length ? 4 : 0, linked: true, tongue: 0, since: "", until: "",
    node: -1, pair: -1, route: [],
  };
}
let state = openingState();
const shown = new Map(); // node -> [x, y]
const added = new Set(); // nodes that were asked for, in the picture even without a link
const dataNodes = new vis.DataSet(), dataEdges = new vis.DataSet();
let network = null, theme = {};
let inView = { nodes: new Set(), pairs: new Map() }; // pairs: pair -> MEETING | TOGETHER bits

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ground", "surface", "ink", "soft", "met", "planned", "refused", "co", "accent"]) theme[name] = style.getPropertyValue(`--${name}`).trim();
}
function faded(color, alpha) {
  const hex = color.replace("#", "");
  return `rgba(${[0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(",")},${alpha})`;
}

const inTime = (date) => (!state.since || (date && date >= state.since.slice(0, date.length))) && (!state.until || (date && date <= state.until));
const eventShown = (number) => state.statuses.has(events[number][2]) && inTime(events[number][3]);

// Which links of a pair pass the filters: MEETING, TOGETHER, both, or 0.
function linksOf(p) {
  if (state.tongue && !(pairs.languages[p] & (1 << (state.tongue - 1)))) return 0;
  let bits = 0;
  if (state.met && pairs.held[p] + pairs.planned[p] + pairs.refused[p]) {
    const reported = [pairs.held[p], pairs.planned[p], pairs.refused[p]].some((count, status) => count && state.statuses.has(status));
    const dated = !state.since && !state.until;
    if (reported && (dated || (eventsOfPair.get(p) || []).some(eventShown))) bits |= MEETING;
  }
  if (state.co && pairs.weight[p] >= state.weight && pairs.weight[p] > 0
      && (!state.since || pairs.last[p] >= state.since) && (!state.until || (pairs.first[p] && pairs.first[p] <= state.until))) bits |= TOGETHER;
  return bits;
}
function statusOf(p) {
  return [pairs.held[p], pairs.planned[p], pairs.refused[p]].findIndex((count, status) => count && state.statuses.has(status));
}

// The names and pairs that pass all filters, thinned to the strongest links of each name.
function select() {
  const nodes = new Set([...shown.keys()].filter((node) => state.types.has(entities.type[node]) || node === state.node));
  const found = [], seen = new Set();
  for (const node of nodes) {
    const own = [];
    for (const p of pairsOf[node]) {
      if (!nodes.has(otherEnd(p, node))) continue;
      const bits = linksOf(p);
      if (bits) own.push([p, bits]);
    }
    if (state.links && node !== state.node && own.length > state.links) {
      own.sort((x, y) => strengths[y[0]] - strengths[x[0]] || x[0] - y[0]);
      own.length = state.links;
    }
    for (const link of own) if (!seen.has(link[0])) { seen.add(link[0]); found.push(link); }
  }
  for (const p of [...state.route, ...(state.pair >= 0 ? [state.pair] : [])]) if (!seen.has(p) && nodes.has(pairs.a[p]) && nodes.has(pairs.b[p])) { seen.add(p); found.push([p, linksOf(p) || MEETING | TOGETHER]); }
  const linked = new Set(found.flatMap(([p]) => [pairs.a[p], pairs.b[p]]));
  if (state.linked) for (const node of nodes) if (!linked.has(node) && !added.has(node) && node !== state.node) nodes.delete(node);
  return { nodes, pairs: new Map(found) };
}

function focusSet() {
  if (state.route.length) return new Set(state.route.flatMap((p) => [pairs.a[p], pairs.b[p]]));
  if (state.pair >= 0) return new Set([pairs.a[state.pair], pairs.b[state.pair]]);
  if (state.node < 0) return null;
  const near = new Set([state.node]);
  for (const p of pairsOf[state.node]) if (inView.pairs.has(p)) near.add(otherEnd(p, state.node));
  return near;
}
function nodeLook(node, focus) {
  const [x, y] = shown.get(node), color = graph.colors[entities.type[node]];
  const off = focus && !focus.has(node), chosen = node === state.node;
  return {
    id: node, x, y, size: nodeRadius(node), borderWidth: chosen ? 4 : 1.5,
    color: { background: off ? faded(color, 0.22) : color, border: chosen ? theme.ink : off ? "rgba(0,0,0,0)" : theme.ground },
  };
}
function edgeLook(p, bits, focus) {
  const lit = state.route.length ? state.route.includes(p) : state.pair >= 0 ? p === state.pair
    : state.node < 0 || pairs.a[p] === state.node || pairs.b[p] === state.node;
  const status = bits & MEETING ? statusOf(p) : -1;
  const color = status < 0 ? theme.co : [theme.met, theme.planned, theme.refused][status];
  const strong = status < 0 ? Math.min(5, 0.6 + 0.7 * Math.log2(pairs.weight[p])) : Math.min(8, 2 + Math.log2(1 + pairs.held[p] + pairs.planned[p]));
  const alpha = lit ? (status < 0 ? (focus ? 0.85 : 0.5) : 0.95) : status < 0 ? 0.07 : 0.16;
  return {
    id: p, from: pairs.a[p], to: pairs.b[p], width: p === state.pair || state.route.includes(p) ? strong + 3 : strong, dashes: status > 0 ? (status === 1 ? [8, 5] : [2, 5]) : false,
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
  sync(dataEdges, new Map([...inView.pairs].filter(([p]) => inView.nodes.has(pairs.a[p]) && inView.nodes.has(pairs.b[p])).map(([p, bits]) => [p, edgeLook(p, bits, focus)])));
  sync(dataNodes, new Map([...inView.nodes].map((node) => [node, nodeLook(node, focus)])));
  orderLabels(focus);
  network.redraw();
  network.setOptions({ interaction: { hideEdgesOnDrag: inView.pairs.size > 3000, hideEdgesOnZoom: inView.pairs.size > 3000 } });
  describe();
}

// A free place near [x, y].
function freePlace(x, y) {
  for (let step = 1; step < 400; step++) {
    const angle = step * 2.399963, radius = 70 + 11 * Math.sqrt(step) * 4;
    const at = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    let free = true;
    for (const [px, py] of shown.values()) if (Math.abs(px - at[0]) < 62 && Math.abs(py - at[1]) < 44) { free = false; break; }
    if (free) return at;
  }
  return [x + 200, y + 200];
}
// Puts a name into the picture, near the one that brought it, or near its strongest link.
function bring(node, near) {
  if (shown.has(node)) return true;
  if (shown.size >= MOST_SHOWN) { say(`The picture holds at most ${MOST_SHOWN} names; reset it to go on`); return false; }
  let anchor = near;
  if (anchor === undefined) {
    const best = pairsOf[node].filter((p) => shown.has(otherEnd(p, node))).sort((x, y) => strengths[y] - strengths[x])[0];
    anchor = best === undefined ? undefined : otherEnd(best, node);
  }
  const view = network.getViewPosition();
  const [x, y] = anchor !== undefined && shown.has(anchor) ? shown.get(anchor) : [view.x, view.y];
  shown.set(node, freePlace(x, y));
  added.add(node);
  return true;
}

// The chain with the fewest links between two names, meetings before co-mentions: pairs, or null.
function route(from, to) {
  const came = new Map([[from, -1]]);
  let edge = [from];
  while (edge.length && !came.has(to)) {
    const next = new Map();
    for (const node of edge) {
      for (const p of pairsOf[node]) {
        const other = otherEnd(p, node), bits = came.has(other) ? 0 : linksOf(p);
        if (!bits) continue;
        const worth = (bits & MEETING && pairs.held[p] && state.statuses.has(HELD) ? 1e6 : 0) + strengths[p];
        if (!next.has(other) || worth > next.get(other)[1]) next.set(other, [p, worth]);
      }
    }
    for (const [other, [p]] of next) came.set(other, p);
    edge = [...next.keys()];
  }
  if (!came.has(to)) return null;
  const chain = [];
  for (let node = to; node !== from;) { const p = came.get(node); chain.unshift(p); node = otherEnd(p, node); }
  return chain;
}
