// The panel at the side: a name, a link, or a path, with the passages that say so.
const byDate = (x, y) => (events[y][3] || "").localeCompare(events[x][3] || "") || x - y;
const section = (title, count, ...children) => [el("h3", {}, title, count === undefined ? "" : el("span", { class: "number" }, count.toLocaleString("en"))), children];
const none = () => el("p", { class: "more" }, "None with these filters.");

function meetingEntry(number, own, open) {
  const [who, mode, status, date, place, said] = events[number];
  const others = who.filter((node) => own.length > 1 || !own.includes(node));
  const body = el("div", {});
  const made = el("details", {}, el("summary", {}, el("span", { class: `status ${STATUS_WORDS[status]}` }, `${graph.modes[mode]} ${STATUS_WORDS[status]}`), ` ${date || "undated"}`,
    place >= 0 ? [", ", el("bdi", {}, cut(label(place), 60))] : ""), body);
  const fill = () => {
    if (body.childNodes.length) return;
    later(part("evidence"), (evidence) => {
      if (body.childNodes.length) return;
      const passages = evidence.events[number];
      body.append(el("div", {}, passages.slice(0, 3).map(([quote, as]) => passage(quote, own, as === status ? -1 : as))));
      const add = (rest) => el("button", { type: "button", class: "link", onclick: (event) => { event.target.remove(); body.append(...rest.map(([quote, as]) => passage(quote, own, as === status ? -1 : as))); } }, `Show ${many(rest.length, "more passage")}`);
      if (passages.length > 3) body.append(add(passages.slice(3)));
      if (said.length > passages.length) body.append(el("p", { class: "more" }, `${many(passages.length, "passage")} of ${many(said.length, "article")}; the newest that report it:`), longList([...said].reverse(), (article) => el("li", {}, articleLine(article)), 3));
    });
  };
  made.addEventListener("toggle", () => { if (made.open) fill(); });
  if (open) { made.open = true; fill(); }
  const list = nodeLinks(others.slice(0, 12));
  const rest = others.length > 12 ? `and ${others.length - 12} more` : "";
  return el("li", {}, own.length > 1 && who.length === 2 ? "" : el("div", { class: "between" }, el("span", {}, list, rest), el("span", { class: "count" }, many(said.length, "article"))), made);
}
// Titles that are the same in English, as one: [title, [[as written, language], ...], articles, first, last].
function sameTitles(titles) {
  const found = new Map();
  for (const [title, english, language, count, first, last] of titles) {
    const key = english || title, row = found.get(key) || [key, [], 0, "", ""];
    if (title !== key && row[1].length < 6) row[1].push([title, language]);
    row[2] += count;
    if (first && (!row[3] || first < row[3])) row[3] = first;
    if (last && last > row[4]) row[4] = last;
    found.set(key, row);
  }
  return [...found.values()];
}
function officeEntry(number, node) {
  const [p, type, first, count, from, until, titles] = facts[number], other = otherEnd(p, node);
  const holder = (first ? pairs.a[p] : pairs.b[p]) === node;
  const dates = (since, to) => (since ? (since === to ? since : `${since} to ${to}`) : "undated");
  const rows = titles.length ? sameTitles(titles) : [[type === "holds_role" ? "an office" : type.replace(/_/g, " "), [], count, from, until]];
  const lines = rows.slice(0, 6).map(([title, others, times, since, to]) => el("div", { class: "office" },
    el("bdi", {}, title), others.map(([other, language]) => [" ", el("bdi", { lang: language || undefined, class: "also" }, other)]),
    el("span", { class: "more" }, ` ${dates(since, to)}, ${many(times, "article")}`)));
  const said = el("details", {}, el("summary", {}, "passages")), fill = el("div", {});
  said.append(fill);
  said.addEventListener("toggle", () => {
    if (said.open && !fill.childNodes.length) later(part("evidence"), (evidence) => fill.replaceChildren(...evidence.facts[number].slice(0, 6).map(([quote]) => passage(quote, [pairs.a[p], pairs.b[p]], -1)), evidence.facts[number].length > 6 || count > 6 ? el("p", { class: "more" }, `${Math.min(6, evidence.facts[number].length)} of ${many(count, "report")}`) : ""));
  });
  return el("li", {}, el("div", {}, holder ? "" : [nodeLink(node === pairs.a[p] ? pairs.b[p] : pairs.a[p]), ": "], lines), holder ? el("div", { class: "more" }, "of ", nodeLink(other)) : "", rows.length > 6 ? el("p", { class: "more" }, `and ${rows.length - 6} more titles`) : "", said);
}
function head(title, ...said) {
  const close = el("button", { type: "button", "aria-label": "Close details", title: "Close (Escape)", onclick: () => chooseNothing() }, "×");
  return [el("div", { class: "head" }, el("h2", {}, title), close), el("p", { class: "facts" }, said)];
}
function pairSummary(p) {
  const met = (eventsOfPair.get(p) || []).length || pairs.held[p] + pairs.planned[p] + pairs.refused[p];
  return [met ? many(met, "meeting") : "", pairs.weight[p] ? `${pairs.articles[p] || pairs.weight[p]} art.` : "", factsOfPair.has(p) ? "office" : ""].filter(Boolean).join(", ");
}
function namesList(node) {
  const known = graph.languages.map((tag, i) => [tag, [...new Set([nameIn(node, tag), ...(aliases ? aliases[node][i] : [])].filter(Boolean))]]).filter(([, list]) => list.length);
  return el("dl", { class: "names" }, known.map(([tag, list]) => [el("dt", { title: LANGUAGE_WORDS[tag] }, LANGUAGE_NAMES[tag]), el("dd", { lang: tag }, el("bdi", {}, cut(plain(list.slice(0, 6).map((name) => cut(name, 80)).join(", ")), 300)),
    list.length > 6 ? [" ", el("button", { type: "button", class: "link", onclick: (event) => event.target.replaceWith(" ", el("bdi", {}, plain(list.slice(6).map((name) => cut(name, 80)).join(", ")))) }, `and ${list.length - 6} more`)] : "")]));
}
// Countries that a name has to do with: its own, and those that it is most linked to.
function countriesOf(node, links) {
  const country = graph.types.indexOf("country");
  const near = entities.type[node] === country ? [] : links.map((p) => otherEnd(p, node)).filter((other) => entities.type[other] === country).slice(0, 4);
  return near.length ? el("p", { class: "countries" }, "Countries: ", nodeLinks(near)) : "";
}
function nodePanel(node) {
  const own = (eventsOfNode.get(node) || []).filter(eventShown).sort(byDate), named = passing(node);
  const links = pairsOf[node].filter(linksOf).sort(byStrength), offices = (factsOfNode.get(node) || []).filter(factShown).sort((x, y) => facts[y][3] - facts[x][3]);
  const linkEntry = (p) => el("li", { class: "between" }, dot(otherEnd(p, node)), nodeLink(otherEnd(p, node)),
    el("span", { class: "count" }, el("button", { class: "link", type: "button", onclick: () => choosePair(p), "aria-label": `What links ${label(node)} and ${label(otherEnd(p, node))}: ${pairSummary(p)}` }, pairSummary(p))));
  const hidden = links.filter((p) => !shown.has(otherEnd(p, node))).length, country = entities.country[node], type = graph.types[entities.type[node]];
  const names = el("div", {}, namesList(node));
  if (!aliases) later(searchReady, () => names.replaceChildren(namesList(node)));
  const holder = offices.filter((number) => (facts[number][2] ? pairs.a[facts[number][0]] : pairs.b[facts[number][0]]) === node), others = offices.filter((number) => !holder.includes(number));
  return [
    ...head(el("bdi", {}, cut(label(node), 300)), dot(node), ` ${type}${country && type !== "country" ? `, ${countryName(country)}` : ""}; named ${many(entities.mentions[node], "time")} in ${many(entities.articles[node], "article")}${articlePasses ? `, ${named.length.toLocaleString("en")} of them with these filters` : ""}`),
    names, countriesOf(node, links),
    el("div", { class: "actions" },
      hidden ? el("button", { type: "button", onclick: () => expand(node) }, `Add ${Math.min(hidden, 20)} neighbours`) : "",
      el("button", { type: "button", onclick: () => startRoute(node) }, "Path to …"),
      el("button", { type: "button", onclick: () => only("around", node) }, "Only neighbours"),
      el("button", { type: "button", onclick: () => only("part", node) }, "Whole component")),
    smallTimeline(named, own),
    holder.length ? section("Offices", holder.length, longList(holder, (number) => officeEntry(number, node), 4)) : "",
    section("Meetings, calls and visits", own.length, own.length ? longList(own, (number) => meetingEntry(number, [node], false), 6) : none()),
    section("Strongest links", links.length, links.length ? longList(links, linkEntry, 10) : none()),
    others.length ? section("Holders of offices", others.length, longList(others, (number) => officeEntry(number, node), 6)) : "",
    section("Articles", named.length, named.length ? longList([...named].reverse(), (article) => el("li", {}, articleLine(article)), 6) : none()),
  ].flat(3);
}
function pairPanel(p) {
  const a = pairs.a[p], b = pairs.b[p], met = meetingsOf(p).sort(byDate), offices = (factsOfPair.get(p) || []).filter(factShown);
  const counts = STATUS_WORDS.map((word) => pairs[word][p] && `${pairs[word][p]} ${word}`).filter(Boolean), both = shared(passing(a), passing(b));
  const dated = both.filter((article) => hasDay(articles.day[article])), told = el("div", {});
  if (pairs.weight[p]) later(part("evidence"), (evidence) => {
    const passages = evidence.pairs[p] || [];
    told.replaceChildren(...passages.map((quote) => passage(quote, [a, b], -1)),
      el("p", { class: "more" }, passages.length ? `${many(passages.length, "passage")} of ${many(both.length, "article")}${articlePasses ? " with these filters" : ""} that name both:` : `This page holds no passage for a link this weak; ${many(both.length, "article names", "articles name")} both:`),
      longList([...both].reverse(), (article) => el("li", {}, articleLine(article)), 4));
  });
  return [
    ...head([el("bdi", {}, cut(label(a), 120)), " – ", el("bdi", {}, cut(label(b), 120))],
      [counts.length ? `Reports of meetings: ${counts.join(", ")}. ` : "", pairs.weight[p] ? `Named together in ${many(pairs.articles[p] || pairs.weight[p], "article")}${pairs.sentences[p] ? `, ${many(pairs.sentences[p], "sentence")}` : ""}${dated.length ? `, ${dateOf(articles.day[dated[0]])} to ${dateOf(articles.day[dated[dated.length - 1]])}` : ""}.` : ""].join("")),
    el("div", { class: "actions" }, el("span", {}, dot(a), " ", nodeLink(a)), el("span", {}, dot(b), " ", nodeLink(b))),
    smallTimeline(both, met),
    offices.length ? section("Offices", undefined, longList(offices, (number) => officeEntry(number, facts[number][2] ? a : b), 6)) : "",
    met.length ? section("Meetings, calls and visits", met.length, longList(met, (number) => meetingEntry(number, [a, b], met.indexOf(number) < 3), 10)) : "",
    pairs.weight[p] ? section("Named together", both.length, told) : "",
  ].flat(3);
}
function routePanel() {
  const ends = routeNodes();
  return [
    ...head([el("bdi", {}, cut(label(ends[0]), 100)), " → ", el("bdi", {}, cut(label(ends[ends.length - 1]), 100))], `A shortest chain${ends.slice(1, -1).some((node) => ["country", "place"].includes(graph.types[entities.type[node]])) ? "" : " of people and bodies"}: ${many(state.route.length, "link")}.`),
    ...state.route.flatMap((p, i) => [
      el("h3", {}, el("bdi", {}, cut(label(ends[i]), 60)), " – ", el("bdi", {}, cut(label(ends[i + 1]), 60)), " ", el("button", { class: "link", type: "button", onclick: () => choosePair(p) }, pairSummary(p))),
      firstPassage(p),
    ]),
  ];
}
function firstPassage(p) {
  const met = meetingsOf(p).filter((number) => events[number][2] === HELD).sort(byDate), own = [pairs.a[p], pairs.b[p]], place = el("div", {});
  later(part("evidence"), (evidence) => {
    const numbers = met.length ? evidence.events[met[0]].map(([quote]) => quote) : [...(evidence.pairs[p] || []), ...(factsOfPair.get(p) || []).flatMap((number) => evidence.facts[number].map(([quote]) => quote))];
    const both = numbers.length ? [] : shared(passing(own[0]), passing(own[1])).reverse();
    place.replaceChildren(...(numbers.length ? [passage(numbers[0], own, -1)] : both.length ? articleLine(both[0]) : []));
  });
  return place;
}
// What was too much for one page.
function leftOut() {
  const words = { names: "name", articles: "article", meetings: "meeting" };
  const left = Object.entries(graph.left).map(([what, count]) => many(count, words[what]));
  return left.length ? el("p", { class: "facts" }, `This page holds what matters most. It leaves out ${left.join(", ")}; the command kg export --format html --around NAME writes the page of a part.`) : "";
}
// What the panel says while nothing is chosen: the meetings and names that most articles report.
function overviewPanel() {
  const best = events.map((_, number) => number).filter((number) => eventShown(number) && events[number][0].some((node) => state.types.has(entities.type[node])))
    .sort((x, y) => (events[x][2] !== HELD) - (events[y][2] !== HELD) || events[y][5].length - events[x][5].length || byDate(x, y));
  const names = [...inView.nodes].sort((x, y) => passing(y).length - passing(x).length || x - y);
  return [
    el("h2", { class: "title" }, "What the articles report"),
    el("p", { class: "facts" }, "Choose a name or a line to read what was written about it. A double click on a name brings in its neighbours."),
    leftOut(),
    section("Meetings, calls and visits", best.length, best.length ? longList(best, (number) => meetingEntry(number, [], false), 6) : none()),
    section("Names in view", names.length, longList(names, (node) => el("li", { class: "between" }, dot(node), nodeLink(node), el("span", { class: "count" }, many(passing(node).length, "article"))), 10)),
  ].flat(3);
}
function showPanel(children) {
  byId("panel").replaceChildren(...children.filter((child) => child !== "" && child !== undefined && child !== null));
  byId("panel").scrollTop = 0;
}
