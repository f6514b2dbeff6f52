// What is embedded, and who is linked to whom. Entities and pairs are numbers: indexes of columns.
const byId = (id) => document.getElementById(id);
const embedded = (id) => JSON.parse(byId(id).textContent);
const graph = embedded("kg-graph");
const opening = { nodes: embedded("kg-nodes"), edges: embedded("kg-edges") };
const entities = graph.entities, pairs = graph.pairs, events = graph.events;
const nodeCount = entities.id.length, pairCount = pairs.a.length;
const HELD = 0;

let evidenceParsed = null;
// Parsed at the first click: the page opens without it.
function evidence() {
  if (!evidenceParsed) evidenceParsed = embedded("kg-evidence");
  return evidenceParsed;
}

const numberOf = new Map(entities.id.map((id, number) => [id, number]));
const pairsOf = Array.from({ length: nodeCount }, () => []);
const pairAt = new Map();
for (let p = 0; p < pairCount; p++) {
  pairsOf[pairs.a[p]].push(p);
  pairsOf[pairs.b[p]].push(p);
  pairAt.set(pairs.a[p] * nodeCount + pairs.b[p], p);
}
const pairOf = (a, b) => pairAt.get(Math.min(a, b) * nodeCount + Math.max(a, b));
const otherEnd = (p, node) => (pairs.a[p] === node ? pairs.b[p] : pairs.a[p]);

const eventsOfNode = new Map(), eventsOfPair = new Map();
const push = (map, key, value) => { const list = map.get(key); if (list) list.push(value); else map.set(key, [value]); };
events.forEach((event, number) => {
  const who = event[0];
  who.forEach((a, i) => {
    push(eventsOfNode, a, number);
    for (let j = i + 1; j < who.length; j++) {
      const p = pairOf(a, who[j]);
      if (p !== undefined) push(eventsOfPair, p, number);
    }
  });
});

// How much a pair counts: meetings first, then co-mentions that are more than chance.
const strengths = new Float64Array(pairCount);
for (let p = 0; p < pairCount; p++) {
  strengths[p] = 6 * pairs.held[p] + 3 * (pairs.planned[p] + pairs.refused[p])
    + Math.log2(1 + pairs.weight[p]) * (0.25 + Math.max(pairs.npmi[p], 0)) + 0.05 * pairs.sentences[p];
}

// Characters that steer the direction of text have no place in a label.
const plain = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, " ").trim();
const cut = (text, most) => { const chars = Array.from(text); return chars.length <= most ? text : chars.slice(0, most - 1).join("") + "…"; };
const many = (count, one, more) => `${count.toLocaleString("en")} ${count === 1 ? one : more || one + "s"}`;
const nodeRadius = (node) => (8 + 4.5 * Math.log2(1 + entities.articles[node])) / 2;

// The name to show: in the language asked for, else in a near one, else the entity's own.
const FALLBACKS = { "zh-Hant": ["zh-Hant", "zh-Hans", "en"], "zh-Hans": ["zh-Hans", "zh-Hant", "en"], de: ["de", "en"], en: ["en", "de"] };
function nameOf(node, language) {
  for (const tag of FALLBACKS[language] || []) {
    const name = entities.names[graph.languages.indexOf(tag)][node];
    if (name) return plain(name);
  }
  return plain(entities.label[node]) || entities.id[node];
}
