/*
 * Searches the text of clippings, with Pagefind's engine and a page of our own.
 *
 * The page works without: its list of all headlines is only put aside while there are results. All words that are
 * shown stand in the page's template. What is searched for stands in the address, so that it can be linked.
 */
"use strict";
(() => {
  const form = document.querySelector("form[data-index]");
  const found = document.getElementById("found");
  const all = document.getElementById("all");
  if (!form || !found || !all) return;
  const [status, list, more] = ["[role=status]", "ol", "button"].map((one) => found.querySelector(one));
  const filters = ["topic", "outlet", "date"];
  const AT_ONCE = 10;
  const TYPING_MS = 150;
  /* How many of the best results, which are about to be shown, are looked at for the words as they stand in the headline. */
  const LOOKED_AT = 10;

  let engine = null;
  let asked = 0;
  let results = [];
  let timer = 0;

  /* ------------------------------------------------------------ the engine */

  function load() {
    engine ??= import(new URL(`${form.dataset.index}pagefind.js`, location.href)).then(async (pagefind) => {
      await pagefind.options({ baseUrl: form.dataset.base, excerptLength: 32, noWorker: true });
      await pagefind.init();
      await offer(pagefind);
      return pagefind;
    });
    return engine;
  }

  /* Fill the lists of filters, with how many clippings each value has; keep what the address says. */
  async function offer(pagefind) {
    const known = await pagefind.filters();
    for (const name of filters) {
      const select = form.elements[name];
      const values = Object.keys(known[name] ?? {});
      values.sort(name === "date" ? (a, b) => (a < b ? 1 : -1) : new Intl.Collator(document.documentElement.lang).compare);
      for (const value of values) {
        if ([...select.options].some((one) => one.value === value)) continue;
        select.add(new Option(`${name === "date" ? inWords(value) : value} (${known[name][value]})`, value));
      }
    }
    read();
  }

  function inWords(date) {
    if (date.length < 7) return date;
    const words = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" });
    return words.format(new Date(`${date}-01T00:00:00Z`));
  }

  /* ------------------------------------------------------------ a search */

  async function search() {
    const number = ++asked;
    const words = form.elements.q.value.trim();
    const narrowed = Object.fromEntries(filters.map((name) => [name, form.elements[name].value]).filter(([, value]) => value));
    found.hidden = !words && !Object.keys(narrowed).length;
    all.hidden = !found.hidden;
    if (found.hidden) return;
    say("wait");
    try {
      const pagefind = await load();
      const order = form.elements.order.value;
      const options = { filters: narrowed, ...(order || !words ? { sort: { date: order || "desc" } } : {}) };
      const answer = await pagefind.search(words || null, options);
      const ordered = words && !order ? await headlinesFirst(answer.results, words) : answer.results;
      if (number !== asked) return;
      results = ordered;
      list.replaceChildren();
      await show(number);
    } catch (error) {
      if (number !== asked) return;
      console.error(error);
      engine = null;
      list.replaceChildren();
      more.hidden = true;
      say("failed");
      all.hidden = false;
    }
  }

  /* Of the best results, those first whose headline has the words as they were typed, in a row; then as they were. */
  async function headlinesFirst(ranked, words) {
    const wanted = plain(words);
    const looked = await Promise.all(ranked.slice(0, LOOKED_AT).map(async (one) => ({ one, text: plain((await one.data()).meta.title) })));
    const [first, rest] = [looked.filter(({ text }) => text.includes(wanted)), looked.filter(({ text }) => !text.includes(wanted))];
    return [...first, ...rest].map(({ one }) => one).concat(ranked.slice(LOOKED_AT));
  }

  /* Words alone: letters and digits without accents and case, a blank before, between and behind. */
  function plain(text) {
    const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return ` ${bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
  }

  async function show(number) {
    const begun = list.childElementCount;
    const items = await Promise.all(results.slice(begun, begun + AT_ONCE).map((one) => one.data()));
    if (number !== asked) return null;
    const rows = items.map(row);
    list.append(...rows);
    more.hidden = list.childElementCount >= results.length;
    say(results.length > 1 ? "many" : results.length ? "one" : "none");
    return rows[0];
  }

  function say(what) {
    status.textContent = status.dataset[what].replace("#", new Intl.NumberFormat(document.documentElement.lang).format(results.length));
  }

  /* A result: headline, outlet and day, and a passage with the words marked. */
  function row({ url, meta, excerpt }) {
    const item = document.createElement("li");
    const headline = add(item, "a", "headline", meta.title);
    headline.href = url.replace(/\.html$/, "/");  // cards are files, clippings folders
    headline.dir = "auto";
    if (meta.language) headline.lang = meta.language;
    if (meta.note) item.append(" ", Object.assign(document.createElement("span"), { className: "inferred", textContent: meta.note }));
    add(item, "p", "credit", [meta.outlet, meta.day].filter(Boolean).join(" · "));
    const passage = add(item, "p", "extract", "");
    passage.dir = "auto";
    if (meta.language) passage.lang = meta.language;
    passage.append("… ");
    for (const part of new DOMParser().parseFromString(excerpt, "text/html").body.childNodes) {
      if (part.nodeName === "MARK") add(passage, "mark", "", part.textContent);
      else passage.append(part.textContent);
    }
    passage.append(" …");
    return item;
  }

  function add(parent, name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.textContent = text;
    parent.append(made);
    return made;
  }

  /* ------------------------------------------------------------ the address */

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const name of ["q", "order", ...filters]) {
      const field = form.elements[name];
      const value = asked.get(name) ?? "";
      if (value && field.options && ![...field.options].some((one) => one.value === value)) field.add(new Option(value, value));
      if (name !== "q" || !field.value) field.value = value;
    }
  }

  function write() {
    const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${said.size ? `?${said}` : ""}`);
  }

  /* ------------------------------------------------------------ the keyboard */

  /* Arrows go from the field to the results, from one to the next, and back. */
  function walk(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [form.elements.q, ...list.querySelectorAll("a")];
    const place = stops.indexOf(document.activeElement);
    const next = stops[place + (event.key === "ArrowDown" ? 1 : -1)];
    if (place < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    write();
    search();
  });
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => (write(), search()), event.target === form.elements.q ? TYPING_MS : 0);
  });
  form.addEventListener("focusin", () => load().catch(() => (engine = null)), { once: true });
  more.addEventListener("click", async () => (await show(asked))?.querySelector("a").focus());
  document.addEventListener("keydown", walk);

  form.hidden = false;
  read();
  if (location.hash === "#query") form.elements.q.focus();
  if (location.search) search();
})();
