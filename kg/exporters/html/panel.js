// The panel at the side: a name, a link, or a path, with the passages that say so. Text is only ever textContent.
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") made.addEventListener("click", value); else if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== "" && child !== null && child !== undefined));
  return made;
}
function dot(node) {
  const made = el("span", { class: "dot", "aria-hidden": "true" });
  made.style.borderColor = made.style.background = graph.colors[entities.type[node]];
  return made;
}
const LANGUAGE_NAMES = { en: "EN", de: "DE", "zh-Hans": "简", "zh-Hant": "繁" };
const STATUS_WORDS = ["held", "planned", "refused"];
const label = (node) => nameOf(node, state.language);
const nodeLink = (node) => el("button", { class: "link", type: "button", onclick: () => chooseNode(node) }, el("bdi", {}, cut(label(node), 80)));
const countryName = (code) => { try { return new Intl.DisplayNames(["en"], { type: "region" }).of(code); } catch { return code; } };

function articleLine(number) {
  const [title, publisher, date, url, language, source] = evidence().articles[number];
  const text = el("bdi", {}, cut(plain(title || source), 140));
  const facts = [publisher && plain(publisher), date, LANGUAGE_NAMES[language] || language].filter(Boolean).join(" · ");
  return [url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text, el("cite", {}, el("bdi", {}, facts))];
}
// A passage with the names in it marked; those of the names asked about stand out.
function passage(number, own, status) {
  const [article, text, marks] = evidence().quotes[number];
  const parts = [];
  let at = 0;
  for (let i = 0; i < marks.length; i += 3) {
    parts.push(text.slice(at, marks[i]), el("mark", { class: own.includes(marks[i + 2]) ? "own" : "", title: label(marks[i + 2]) }, text.slice(marks[i], marks[i + 1])));
    at = marks[i + 1];
  }
  parts.push(text.slice(at));
  const language = evidence().articles[article][4];
  return el("blockquote", {}, el("bdi", { lang: language, dir: "auto" }, parts), status >= 0 ? el("cite", {}, `as this article reports it: ${STATUS_WORDS[status]}`) : "", el("cite", {}, articleLine(article)));
}
function meetingItem(number, own, open) {
  const [who, mode, status, date, place, reports] = events[number];
  const others = who.filter((node) => own.length > 1 || !own.includes(node));
  const body = el("div", {});
  const made = el("details", {}, el("summary", {}, el("span", { class: `status ${STATUS_WORDS[status]}` }, `${graph.modes[mode]} ${STATUS_WORDS[status]}`), ` ${date || "undated"}`,
    place >= 0 ? [", ", el("bdi", {}, cut(label(place), 60))] : ""), body);
  const fill = () => {
    if (body.childNodes.length) return;
    for (const [quote, said] of evidence().events[number]) body.append(passage(quote, own, said === status ? -1 : said));
  };
  made.addEventListener("toggle", fill);
  if (open) { made.open = true; fill(); }
  const list = others.slice(0, 12).flatMap((node, i) => [i ? ", " : "", nodeLink(node)]);
  const rest = others.length > 12 ? ` and ${others.length - 12} more` : "";
  return el("li", {}, own.length > 1 && who.length === 2 ? "" : el("div", { class: "between" }, el("span", {}, list, rest), el("span", { class: "count" }, many(reports, "report"))), made);
}
const byDate = (x, y) => (events[y][3] || "").localeCompare(events[x][3] || "") || x - y;
// A list that shows its first part, and the rest on demand.
function longList(entries, make, most) {
  const list = el("ul", { class: "plain" }, entries.slice(0, most).map(make));
  if (entries.length > most) {
    const rest = el("button", { type: "button", class: "link", onclick: () => { rest.parentNode.remove(); list.append(...entries.slice(most, most + 200).map(make)); } }, `Show ${Math.min(entries.length - most, 200)} more`);
    list.append(el("li", {}, rest));
  }
  return list;
}
function head(title, ...facts) {
  const close = el("button", { type: "button", "aria-label": "Close details", onclick: () => chooseNothing() }, "×");
  return [el("div", { class: "head" }, el("h2", {}, title), close), el("p", { class: "facts" }, facts)];
}

function nodePanel(node) {
  const names = graph.languages.map((tag, i) => [tag, [...new Set([entities.names[i][node], ...entities.aliases[node][i]].filter(Boolean))]]).filter(([, list]) => list.length);
  const own = (eventsOfNode.get(node) || []).filter(eventShown).sort(byDate);
  const links = pairsOf[node].filter(linksOf).sort((x, y) => strengths[y] - strengths[x] || x - y);
  const linkItem = (p) => el("li", { class: "between" }, dot(otherEnd(p, node)), nodeLink(otherEnd(p, node)),
    el("span", { class: "count" }, el("button", { class: "link", type: "button", onclick: () => choosePair(p), "aria-label": `What links ${label(node)} and ${label(otherEnd(p, node))}` }, pairSummary(p))));
  const hiddenCount = links.filter((p) => !shown.has(otherEnd(p, node))).length;
  const country = entities.country[node];
  return [
    ...head([el("bdi", {}, cut(label(node), 300))], `${graph.types[entities.type[node]]}${country && graph.types[entities.type[node]] !== "country" ? `, ${countryName(country)}` : ""}; named ${many(entities.mentions[node], "time")} in ${many(entities.articles[node], "article")}`),
    el("dl", {}, names.flatMap(([tag, list]) => [el("dt", {}, LANGUAGE_NAMES[tag]), el("dd", { lang: tag }, el("bdi", {}, cut(plain(list.slice(0, 8).map((name) => cut(name, 80)).join(", ")), 400), list.length > 8 ? ` and ${list.length - 8} more` : ""))])),
    el("div", { class: "actions" },
      hiddenCount ? el("button", { type: "button", onclick: () => expand(node) }, `Show ${Math.min(hiddenCount, 20)} more neighbours`) : "",
      el("button", { type: "button", onclick: () => isolate(node) }, "Only these"),
      el("button", { type: "button", onclick: () => startRoute(node) }, "Path to …")),
    el("h3", {}, `Meetings, calls and visits (${own.length})`), own.length ? longList(own, (number, i) => meetingItem(number, [node], false), 8) : el("p", { class: "more" }, "None reported with these filters."),
    el("h3", {}, `Strongest links (${links.length})`), longList(links, linkItem, 12),
    el("h3", {}, "Newest articles"), longList(evidence().entities[node], (number) => el("li", {}, articleLine(number)), 8),
  ];
}
function pairSummary(p) {
  const met = pairs.held[p] + pairs.planned[p] + pairs.refused[p];
  return [met ? `${met} met` : "", pairs.weight[p] ? `${pairs.articles[p] || pairs.weight[p]} art.` : ""].filter(Boolean).join(", ");
}
function pairPanel(p) {
  const a = pairs.a[p], b = pairs.b[p], met = (eventsOfPair.get(p) || []).filter(eventShown).sort(byDate);
  const together = evidence().pairs[p], counts = STATUS_WORDS.map((word, i) => [pairs.held[p], pairs.planned[p], pairs.refused[p]][i] && `${[pairs.held[p], pairs.planned[p], pairs.refused[p]][i]} ${word}`).filter(Boolean);
  return [
    ...head([el("bdi", {}, cut(label(a), 120)), " – ", el("bdi", {}, cut(label(b), 120))],
      [counts.length ? `Meetings: ${counts.join(", ")}. ` : "", pairs.weight[p] ? `Named together in ${many(pairs.articles[p] || pairs.weight[p], "article")}, ${many(pairs.sentences[p], "sentence")}` + (pairs.first[p] ? `, ${pairs.first[p]} to ${pairs.last[p]}.` : ".") : ""].join("")),
    el("div", { class: "actions" }, nodeLink(a), " ", nodeLink(b)),
    ...(met.length ? [el("h3", {}, "Meetings, calls and visits"), longList(met, (number, i) => meetingItem(number, [a, b], i < 3 || met.length < 4), 20)] : []),
    ...(together.length ? [el("h3", {}, "Named together"), ...together.map((quote) => passage(quote, [a, b], -1)),
      pairs.weight[p] > together.length ? el("p", { class: "more" }, `${together.length} of ${many(pairs.weight[p], "report")}; all are in relations.jsonl`) : ""] : []),
  ];
}
function routePanel() {
  const ends = routeNodes();
  return [
    ...head([el("bdi", {}, cut(label(ends[0]), 100)), " → ", el("bdi", {}, cut(label(ends[ends.length - 1]), 100))], `A shortest chain: ${many(state.route.length, "link")}.`),
    ...state.route.flatMap((p, i) => [
      el("h3", {}, el("bdi", {}, cut(label(ends[i]), 60)), " – ", el("bdi", {}, cut(label(ends[i + 1]), 60)), " ", el("button", { class: "link", type: "button", onclick: () => choosePair(p) }, pairSummary(p))),
      firstPassage(p),
    ]),
  ];
}
function firstPassage(p) {
  const met = (eventsOfPair.get(p) || []).filter((number) => events[number][2] === HELD && eventShown(number)).sort(byDate);
  const own = [pairs.a[p], pairs.b[p]];
  if (met.length) return passage(evidence().events[met[0]][0][0], own, -1);
  return evidence().pairs[p].length ? passage(evidence().pairs[p][0], own, -1) : "";
}
// What the panel says while nothing is chosen: the meetings and names that most articles report.
function overviewPanel() {
  const best = events.map((_, number) => number).filter((number) => eventShown(number) && events[number][0].some((node) => state.types.has(entities.type[node])))
    .sort((x, y) => (events[x][2] !== HELD) - (events[y][2] !== HELD) || events[y][5] - events[x][5] || byDate(x, y));
  const names = [...inView.nodes].sort((x, y) => entities.articles[y] - entities.articles[x] || x - y).slice(0, 10);
  return [
    el("h2", { class: "title" }, "What the articles report"),
    el("p", { class: "facts" }, "Click a name or a line to read what was written about it. Double-click a name to bring in its neighbours."),
    el("h3", {}, `Meetings, calls and visits (${best.length})`), best.length ? longList(best, (number) => meetingItem(number, [], false), 8) : el("p", { class: "more" }, "None reported with these filters."),
    el("h3", {}, "Named most often"), longList(names, (node) => el("li", { class: "between" }, dot(node), nodeLink(node), el("span", { class: "count" }, many(entities.articles[node], "article"))), 10),
  ];
}
function showPanel(children) {
  byId("panel").replaceChildren(...children);
  byId("panel").scrollTop = 0;
}
