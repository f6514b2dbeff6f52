// Search by any name in any script: letters without case and accents, Traditional Chinese as Simplified.
const simplified = new Map(Object.entries(graph.simplified));
function fold(text) {
  let folded = "";
  for (const char of text.normalize("NFKC")) folded += simplified.get(char) || char;
  return folded.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

let searchIndex = null;
function namesToSearch() {
  if (!searchIndex) {
    searchIndex = [];
    for (let node = 0; node < nodeCount; node++) {
      const seen = new Set();
      for (const list of [[entities.label[node]], ...entities.aliases[node]]) {
        for (const name of list) {
          const folded = fold(name);
          if (folded && !seen.has(folded)) { seen.add(folded); searchIndex.push([folded, node, name]); }
        }
      }
    }
  }
  return searchIndex;
}

// [node, name that matched] of the best matches: equal, then at the beginning, at a word, anywhere; most reported first.
function searchNames(text, most) {
  const wanted = fold(text);
  if (!wanted) return [];
  const best = new Map();
  for (const [folded, node, name] of namesToSearch()) {
    const at = folded.indexOf(wanted);
    if (at < 0) continue;
    const rank = folded === wanted ? 0 : at === 0 ? 1 : folded[at - 1] === " " ? 2 : 3;
    const known = best.get(node);
    if (!known || rank < known[0]) best.set(node, [rank, name]);
  }
  return [...best].sort((x, y) => x[1][0] - y[1][0] || entities.articles[y[0]] - entities.articles[x[0]] || x[0] - y[0])
    .slice(0, most).map(([node, [, name]]) => [node, name]);
}

// The search box: a combobox with a list of suggestions. onChoose(node) is called for the chosen one.
function searchBox(input, list, onChoose) {
  let found = [], active = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); active = -1; };
  const choose = (at) => { if (found[at]) { const node = found[at][0]; input.value = ""; close(); onChoose(node); byId("panel").focus({ preventScroll: true }); } };
  const mark = (at) => {
    active = at;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  const show = () => {
    found = searchNames(input.value, 12);
    list.replaceChildren(...found.map(([node, name], at) => {
      const label = nameOf(node, state.language);
      const item = el("li", { role: "option", id: `suggestion-${at}` }, dot(node), el("bdi", {}, cut(label, 40)),
        el("span", { class: "also" }, fold(name) === fold(label) ? "" : el("bdi", {}, cut(plain(name), 60))),
        el("span", { class: "count" }, many(entities.articles[node], "article")));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(at); });
      return item;
    }));
    if (!found.length && input.value.trim()) list.replaceChildren(el("li", { role: "option", "aria-disabled": "true" }, "No such name in these articles"));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(found.length ? 0 : -1);
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (input.value.trim()) show(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && found.length) { if (list.hidden) show(); else mark((active + 1) % found.length); event.preventDefault(); }
    else if (event.key === "ArrowUp" && found.length) { mark((active + found.length - 1) % found.length); event.preventDefault(); }
    else if (event.key === "Enter") { if (list.hidden) show(); choose(Math.max(active, 0)); event.preventDefault(); }
    else if (event.key === "Escape") { if (!list.hidden || input.value) event.stopPropagation(); if (list.hidden) input.value = ""; close(); }
  });
}
