// What passes the filters. state is all that a person can change; the address holds it.
const ALL_TYPES = graph.types.map((_, number) => number);
const LINK_KINDS = [["met", MEETING], ["co", TOGETHER], ["office", OFFICE]];

function openingState() {
  return {
    language: "", types: new Set(ALL_TYPES), met: true, co: true, office: true, statuses: new Set([0, 1, 2]), weight: graph.minWeight,
    links: opening.edges.length > 8 * opening.nodes.length ? 2 : opening.edges.length > 3 * opening.nodes.length ? 3 : 0, linked: true, tongue: 0, publisher: 0, since: "", until: "",
    node: -1, pair: -1, route: [], start: -1,
    base: ["core", -1], // what the picture began with: the core, or what is around a name, or all that hangs together with it
  };
}
let state = openingState();

// Which articles pass: by language and publisher (sources), and by date too (articlePasses). null: all of them.
let sourcePasses = null, articlePasses = null, linkBits = new Map(), sharedCount = new Map(), passingSeen = new Map();
function readFilters() {
  const since = state.since ? dayOf(state.since) : -Infinity, until = state.until ? dayOf(state.until) : Infinity;
  const bySource = state.tongue || state.publisher, byTime = state.since || state.until;
  const mask = (test) => Uint8Array.from({ length: articleCount }, (_, i) => (test(i) ? 1 : 0));
  const source = (i) => (!state.tongue || articles.language[i] === state.tongue - 1) && (!state.publisher || articles.publisher[i] === state.publisher - 1);
  sourcePasses = bySource ? mask(source) : null;
  articlePasses = bySource || byTime ? mask((i) => source(i) && (!byTime || (articles.day[i] >= since && articles.day[i] <= until && hasDay(articles.day[i])))) : null;
  linkBits = new Map(); sharedCount = new Map(); passingSeen = new Map();
}

const inTime = (date) => (!state.since || (date && date >= state.since.slice(0, date.length))) && (!state.until || (date && date <= state.until));
const saidInSource = (list) => !sourcePasses || list.some((article) => sourcePasses[article]);
const eventShown = (number) => state.statuses.has(events[number][2]) && inTime(events[number][3]) && saidInSource(events[number][5]);
const factShown = (number) => {
  const [, , , , first, last, , said] = facts[number];
  return saidInSource(said) && (!state.since || (last && last >= state.since)) && (!state.until || (first && first <= state.until));
};
// The articles that name an entity and pass.
function passing(node) {
  if (!articlePasses) return seen(node);
  if (!passingSeen.has(node)) passingSeen.set(node, seen(node).filter((article) => articlePasses[article]));
  return passingSeen.get(node);
}
// How many articles that pass name both of a pair.
function articlesOfPair(p) {
  if (!articlePasses) return pairs.weight[p];
  let count = sharedCount.get(p);
  if (count === undefined) { count = shared(passing(pairs.a[p]), passing(pairs.b[p])).length; sharedCount.set(p, count); }
  return count;
}
const meetingsOf = (p) => (eventsOfPair.get(p) || []).filter(eventShown);
// A meeting may be kept only in its relation's counts: those count where nothing but the status is asked for.
function meetingPasses(p) {
  if (!(pairs.held[p] + pairs.planned[p] + pairs.refused[p])) return false;
  if (articlePasses) return (eventsOfPair.get(p) || []).some(eventShown);
  return [pairs.held[p], pairs.planned[p], pairs.refused[p]].some((count, status) => count && state.statuses.has(status));
}
// Which links of a pair pass the filters: MEETING, TOGETHER, OFFICE added up, or 0.
function linksOf(p) {
  let bits = linkBits.get(p);
  if (bits !== undefined) return bits;
  bits = 0;
  if (state.met && meetingPasses(p)) bits |= MEETING;
  if (state.co && pairs.weight[p] && (pairs.weight[p] >= state.weight || (pairs.weak[p] && state.weight === graph.minWeight))) {
    if (articlesOfPair(p)) bits |= TOGETHER;
  }
  if (state.office && (factsOfPair.get(p) || []).some(factShown)) bits |= OFFICE;
  linkBits.set(p, bits);
  return bits;
}
const statusOf = (p) => {
  if (articlePasses) return Math.min(...meetingsOf(p).map((number) => events[number][2]));
  return [pairs.held[p], pairs.planned[p], pairs.refused[p]].findIndex((count, status) => count && state.statuses.has(status));
};
