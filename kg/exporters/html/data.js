// What is embedded, and who is linked to whom. Entities, pairs and articles are numbers: indexes of columns.
const byId = (id) => document.getElementById(id);

// Parts lie compressed in the page; each is decoded once, when it is first asked for.
async function decode(id) {
  const letters = atob(byId(`kg-${id}`).textContent), bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}
const decoded = new Map();
function part(id) {
  if (!decoded.has(id)) decoded.set(id, decode(id));
  return decoded.get(id);
}
function undelta(list) {
  const found = new Int32Array(list.length);
  for (let i = 0, sum = 0; i < list.length; i++) { sum += list[i]; found[i] = sum; }
  return found;
}

if (typeof DecompressionStream === "undefined") {
  byId("notice").textContent = "This page needs a browser of 2023 or later (Chrome 80, Firefox 113, Safari 16.4).";
  return;
}
const opening = JSON.parse(byId("kg-opening").textContent);
const graph = await part("graph");
const { entities, events, facts, articles, publishers } = graph;
const pairs = graph.pairs;
pairs.a = Array.from(undelta(pairs.a));
pairs.weak = new Array(pairs.a.length).fill(0); // pairs below the least weight, made when a name of them is asked for
const nodeCount = entities.id.length, articleCount = articles.day.length;
const MEETING = 1, TOGETHER = 2, OFFICE = 4;
const HELD = 0;
const STATUS_WORDS = graph.statuses;

const numberOf = new Map(entities.id.map((id, number) => [id, number]));
const pairsOf = Array.from({ length: nodeCount }, () => []);
const pairAt = new Map();
const strengths = [];
// How much a pair counts, as the exporter reckons it: meetings first, then co-mentions that are more than chance.
function strengthOf(p) {
  const met = 4 * Math.log2(1 + 2 * pairs.held[p] + pairs.planned[p] + pairs.refused[p]);
  return met + Math.log2(1 + pairs.weight[p]) * (0.15 + Math.max(pairs.npmi[p], 0) / 500) + (factsOfPair.has(p) ? 3 : 0);
}
function register(p) {
  pairsOf[pairs.a[p]].push(p);
  pairsOf[pairs.b[p]].push(p);
  pairAt.set(pairs.a[p] * nodeCount + pairs.b[p], p);
  strengths[p] = strengthOf(p);
}
const pairOf = (a, b) => pairAt.get(Math.min(a, b) * nodeCount + Math.max(a, b));
const otherEnd = (p, node) => (pairs.a[p] === node ? pairs.b[p] : pairs.a[p]);
const byStrength = (x, y) => strengths[y] - strengths[x] || x - y;
const push = (map, key, value) => { const list = map.get(key); if (list) list.push(value); else map.set(key, [value]); };

const factsOfPair = new Map(), factsOfNode = new Map();
facts.forEach(([p], number) => {
  push(factsOfPair, p, number);
  push(factsOfNode, pairs.a[p], number);
  push(factsOfNode, pairs.b[p], number);
});
for (let p = 0; p < pairs.a.length; p++) register(p);

const eventsOfNode = new Map(), eventsOfPair = new Map();
events.forEach((event, number) => {
  const who = event[0];
  event[5] = undelta(event[5]);
  who.forEach((a, i) => {
    push(eventsOfNode, a, number);
    for (let j = i + 1; j < who.length; j++) {
      const p = pairOf(a, who[j]);
      if (p !== undefined) push(eventsOfPair, p, number);
    }
  });
});
for (const fact of facts) fact[7] = undelta(fact[7]);

// The numbers of the articles that name an entity, by date.
function seen(node) {
  const list = entities.seen[node];
  if (Array.isArray(list)) entities.seen[node] = undelta(list);
  return entities.seen[node];
}
// What two ascending lists share.
function shared(one, other) {
  if (one.length > other.length) [one, other] = [other, one];
  const found = [];
  let from = 0;
  for (const wanted of one) {
    let low = from, high = other.length;
    while (low < high) { const middle = (low + high) >> 1; if (other[middle] < wanted) low = middle + 1; else high = middle; }
    if (other[low] === wanted) found.push(wanted);
    from = low;
  }
  return found;
}

let namedIn = null; // article -> names in it
function namesIn(article) {
  if (!namedIn) {
    namedIn = Array.from({ length: articleCount }, () => []);
    for (let node = 0; node < nodeCount; node++) for (const number of seen(node)) namedIn[number].push(node);
  }
  return namedIn[article];
}
const completed = new Set();
// Adds the co-mentions of a name that are below the least weight: at most 60, the most frequent. The graph as a whole
// leaves them out, since they are many and say little; of a seldom named one they are all there is.
function complete(node) {
  if (graph.minWeight <= 1 || completed.has(node) || seen(node).length > 400) return;
  completed.add(node);
  const counts = new Map();
  for (const article of seen(node)) for (const other of namesIn(article)) if (other !== node) counts.set(other, (counts.get(other) || 0) + 1);
  const found = [...counts].filter(([other]) => pairOf(node, other) === undefined)
    .map(([other, count]) => [other, count, npmi(count, seen(node).length, seen(other).length)])
    .sort((x, y) => y[1] * (1 + y[2]) - x[1] * (1 + x[2]) || x[0] - y[0]).slice(0, 60);
  for (const [other, count, value] of found) addPair(node, other, count, value);
}
function npmi(both, one, other) {
  if (both >= articleCount) return 0;
  return Math.log((both * articleCount) / (one * other)) / -Math.log(both / articleCount);
}
function addPair(node, other, count, value) {
  const p = pairs.a.length;
  pairs.a.push(Math.min(node, other));
  pairs.b.push(Math.max(node, other));
  for (const name of ["held", "planned", "refused", "sentences"]) pairs[name].push(0);
  pairs.weight.push(count);
  pairs.articles.push(count);
  pairs.npmi.push(Math.round(1000 * value));
  pairs.weak.push(1);
  register(p);
}

// Characters that steer the direction of text have no place in a label.
const plain = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, " ").trim();
const cut = (text, most) => { const chars = Array.from(text); return chars.length <= most ? text : chars.slice(0, most - 1).join("") + "…"; };
const many = (count, one, more) => `${count.toLocaleString("en")} ${count === 1 ? one : more || one + "s"}`;
const mostArticles = entities.articles.reduce((most, count) => Math.max(most, count), 0);
const nodeRadius = (node) => 4 + 10 * (Math.log2(1 + entities.articles[node]) / Math.log2(2 + mostArticles)) ** 2;

const DAY = 86400000;
const dayOf = (date) => Date.parse(`${date}T00:00:00Z`) / DAY;
const hasDay = (day) => day > -1000000;
const dateOf = (day) => (!hasDay(day) ? "" : new Date(day * DAY).toISOString().slice(0, 10));

// The name to show: in the language asked for, else in a near one, else the entity's own.
const FALLBACKS = { "zh-Hant": ["zh-Hant", "zh-Hans", "en"], "zh-Hans": ["zh-Hans", "zh-Hant", "en"], de: ["de", "en"], en: ["en", "de"] };
function nameIn(node, tag) {
  const name = entities.names[graph.languages.indexOf(tag)][node];
  return name === null ? entities.label[node] : name;
}
function nameOf(node, language) {
  for (const tag of FALLBACKS[language] || []) {
    const name = nameIn(node, tag);
    if (name) return plain(name);
  }
  return plain(entities.label[node]) || entities.id[node];
}
