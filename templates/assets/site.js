/*
 * What a browser with scripts adds to every page: a choice of colours, shortcuts, marks on what was read, and footnotes
 * that open where one reads. Every page works without it. What a reader chooses stays in the browser, and nothing is
 * kept before a choice is made. Words that are shown stand in the templates.
 */
"use strict";
(() => {
  const root = document.documentElement;
  const SCHEME = "dayfold-scheme";
  const KEYS = "dayfold-keys";
  const READ = "dayfold-read";
  const MOST_READ = 2000;

  /* ------------------------------------------------------------ what is kept */

  /* A browser may refuse to keep anything; then a choice holds for the page. */
  function recall(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  function keep(name, value) {
    try {
      if (value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, value);
    } catch {}
  }

  /* ------------------------------------------------------------ colours */

  function paint(scheme) {
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
    else delete root.dataset.scheme;
  }

  paint(recall(SCHEME));
  const dialog = document.getElementById("options");
  const opener = document.querySelector(".options");
  if (!dialog || !opener) return;
  const choices = dialog.querySelector("form");

  /* ------------------------------------------------------------ read marks */

  const paths = () => {
    try {
      return new Set(JSON.parse(recall(READ)) ?? []);
    } catch {
      return new Set();
    }
  };

  /* Note the story or clipping that is open, and mark every headline that leads to one that was. */
  function mark() {
    const isOn = recall(READ) !== null;
    const read = paths();
    if (isOn && document.querySelector("h1 [data-headline], h1 .editor")) {
      read.delete(location.pathname);
      read.add(location.pathname);
      keep(READ, JSON.stringify([...read].slice(-MOST_READ)));
    }
    for (const link of document.querySelectorAll("a[data-headline], a.editor")) {
      link.toggleAttribute("data-read", isOn && read.has(link.pathname));
    }
  }

  /* ------------------------------------------------------------ choices */

  choices.elements.scheme.value = root.dataset.scheme ?? "";
  choices.elements.keys.checked = recall(KEYS) !== "off";
  choices.elements.read.checked = recall(READ) !== null;
  choices.addEventListener("change", ({ target }) => {
    if (target.name === "scheme") {
      keep(SCHEME, target.value || null);
      paint(target.value);
    }
    if (target.name === "keys") keep(KEYS, target.checked ? null : "off");
    if (target.name === "read") {
      keep(READ, target.checked ? "[]" : null);
      mark();
    }
  });
  opener.querySelector("button").addEventListener("click", () => dialog.showModal());
  opener.hidden = false;
  mark();
  addEventListener("pageshow", ({ persisted }) => persisted && mark());

  /* ------------------------------------------------------------ shortcuts */

  /* From headline to headline; on a story's own page to the story before and after. */
  function step(by) {
    const stops = [...document.querySelectorAll("main .headline a, main h2 a[data-headline], main li > a[data-headline], #found a.headline")];
    const seen = stops.filter((one, place) => one.checkVisibility?.() !== false && stops.indexOf(one) === place);
    const neighbour = document.querySelector(`.neighbours .${by > 0 ? "next" : "previous"} a`);
    if (document.querySelector(".story-page") && neighbour) return neighbour.click();
    const here = document.activeElement;
    const is = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    const ahead = here && here !== document.body ? seen.filter((one) => here.compareDocumentPosition(one) & is) : seen;
    const next = by > 0 ? ahead[0] : ahead.at(-1);
    next?.focus();
    next?.scrollIntoView({ block: "center" });
  }

  function find() {
    const field = document.getElementById("query");
    if (field?.checkVisibility?.()) field.focus();
    else if (dialog.dataset.search) location.assign(`${dialog.dataset.search}#query`);
  }

  const does = { j: () => step(1), k: () => step(-1), "/": find, "?": () => dialog.showModal() };
  document.addEventListener("keydown", (event) => {
    const action = Object.hasOwn(does, event.key) && does[event.key];
    const isTyping = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
    if (!action || isTyping || event.ctrlKey || event.altKey || event.metaKey || !choices.elements.keys.checked) return;
    event.preventDefault();
    action();
  });

  /* ------------------------------------------------------------ footnotes */

  if (!HTMLElement.prototype.showPopover) return;
  const LINGER_MS = 250;
  const card = document.createElement("span");
  card.id = "footnote";
  card.className = "footnote-card";
  card.popover = "manual";
  let marker = null;
  let leaving = 0;

  function open(link) {
    clearTimeout(leaving);
    if (marker === link) return;
    close();
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest("li");
    if (!target) return;
    /* A passage comes with its source, and without the others. */
    const copy = (target.closest(".notes > ol > li") ?? target).cloneNode(true);
    const passages = [...copy.querySelectorAll(".passages > li")];
    const isOther = (one) => passages.some((passage) => passage.id === target.id) && one.id !== target.id;
    [...copy.querySelectorAll(".back"), ...passages.filter(isOther)].forEach((one) => one.remove());
    copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    card.replaceChildren(...copy.childNodes);
    marker = link;
    link.parentElement.after(card); /* next in the order of Tab */
    link.setAttribute("aria-describedby", card.id);
    card.showPopover();
    place();
  }

  function place() {
    const { left, top, bottom } = marker.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    card.style.left = `${Math.max(8, Math.min(left, root.clientWidth - width - 8))}px`;
    card.style.top = `${bottom + height + 8 < innerHeight || top < height + 8 ? bottom + 4 : top - height - 4}px`;
  }

  function close() {
    clearTimeout(leaving);
    marker?.removeAttribute("aria-describedby");
    marker = null;
    if (card.isConnected) {
      if (card.matches(":popover-open")) card.hidePopover();
      card.remove();
    }
  }

  const footnote = ({ target }) => target.closest?.("a.footnote[href^='#']");
  const isOver = (one) => one instanceof Node && (card.contains(one) || marker?.contains(one));
  function enter(event) {
    const link = footnote(event);
    if (link) open(link);
    else if (isOver(event.target)) clearTimeout(leaving);
  }
  function leave(event) {
    if (!marker || !isOver(event.target) || isOver(event.relatedTarget)) return;
    clearTimeout(leaving);
    leaving = setTimeout(close, event.type === "focusout" ? 0 : LINGER_MS);
  }
  document.addEventListener("mouseover", enter);
  document.addEventListener("focusin", enter);
  document.addEventListener("mouseout", leave);
  document.addEventListener("focusout", leave);
  document.addEventListener("click", (event) => footnote(event) && close());
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  addEventListener("scroll", () => marker && place(), { passive: true });
})();
