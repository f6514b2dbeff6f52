// Pieces of the panel: elements, names, articles, passages. Text is only ever textContent.
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") made.addEventListener("click", value); else if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat(3).filter((child) => child !== "" && child !== null && child !== undefined));
  return made;
}
function dot(node) {
  const made = el("span", { class: "dot", "aria-hidden": "true" });
  made.style.borderColor = made.style.background = graph.colors[entities.type[node]];
  return made;
}
const LANGUAGE_NAMES = { en: "EN", de: "DE", "zh-Hans": "简", "zh-Hant": "繁" };
const LANGUAGE_WORDS = { en: "English", de: "German", "zh-Hans": "Simplified Chinese", "zh-Hant": "Traditional Chinese" };
const TYPE_WORDS = { person: "People", agency: "Agencies", organization: "Organizations", country: "Countries", place: "Places" };
const label = (node) => nameOf(node, state.language);
// A comma belongs to the button before it: a button that wraps would leave it alone on the next line.
const nodeLink = (node, after = "") => el("button", { class: "link", type: "button", onclick: () => chooseNode(node) }, el("bdi", {}, cut(label(node), 80)), after);
const nodeLinks = (nodes) => nodes.flatMap((node, i) => [nodeLink(node, i < nodes.length - 1 ? "," : ""), " "]);
const countryName = (code) => { try { return new Intl.DisplayNames(["en"], { type: "region" }).of(code); } catch { return code; } };

// What is decoded later fills in later; while anything is under way the page says so to whoever waits for it.
let underWay = 0;
function later(promise, fill) {
  document.documentElement.dataset.busy = String(++underWay);
  promise.then(fill).finally(() => { if (--underWay) return; delete document.documentElement.dataset.busy; });
}
function articleLine(article) {
  const text = el("bdi", { dir: "auto" }, "…"), title = el("span", { class: "title" }, text);
  if (article < 0) return [];
  later(part("titles"), (titles) => {
    text.textContent = cut(plain(titles.title[article] || titles.source[article]), 140);
    const url = titles.url[article];
    if (/^https?:\/\//i.test(url)) title.replaceChildren(el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text));
  });
  const said = [publishers[articles.publisher[article]], dateOf(articles.day[article]), LANGUAGE_NAMES[graph.languages[articles.language[article]]]].filter(Boolean).map(plain).join(" · ");
  return [title, el("cite", {}, el("bdi", {}, said))];
}
async function passageText(number) {
  const { starts } = await part("evidence");
  let chunk = starts.length - 1;
  while (starts[chunk] > number) chunk--;
  return (await part(`passages-${chunk}`))[number - starts[chunk]];
}
// A passage with the names in it marked; those of the names asked about stand out.
function passage(number, own, said) {
  const quote = el("bdi", { dir: "auto" }, "…"), about = el("div", {});
  later(passageText(number), ([article, text, marks]) => {
    const parts = [];
    let at = 0;
    for (let i = 0; i < marks.length; i += 3) {
      parts.push(text.slice(at, marks[i]), el("mark", { class: own.includes(marks[i + 2]) ? "own" : "", title: cut(label(marks[i + 2]), 80) }, text.slice(marks[i], marks[i + 1])));
      at = marks[i + 1];
    }
    quote.replaceChildren(...parts, text.slice(at));
    if (article >= 0) quote.setAttribute("lang", graph.languages[articles.language[article]]);
    about.replaceChildren(...articleLine(article));
  });
  return el("blockquote", {}, quote, said >= 0 ? el("p", { class: "more" }, `This article reports it as ${STATUS_WORDS[said]}.`) : "", about);
}
// A list that shows its first part, and the rest on demand.
function longList(entries, make, most) {
  const list = el("ul", { class: "plain" });
  const grow = (from, count) => {
    list.append(...entries.slice(from, from + count).map(make));
    const rest = entries.length - from - count;
    if (rest <= 0) return;
    const button = el("button", { type: "button", class: "link", onclick: () => { const next = row.nextSibling, before = row.previousSibling; row.remove(); grow(from + count, 100); const target = (next || before.nextSibling || before).querySelector("button, a, summary"); if (target) target.focus(); } }, `Show ${Math.min(rest, 100)} more`);
    const row = el("li", { class: "rest" }, button, el("span", { class: "count" }, `${(from + count).toLocaleString("en")} of ${entries.length.toLocaleString("en")} shown`));
    list.append(row);
  };
  grow(0, most);
  return list;
}
