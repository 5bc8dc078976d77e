// Keeps a page as it is on disk, without loading it anew, and shows what is wrong. Added by `dayfold serve` only.
(() => {
  "use strict";
  const own = document.currentScript;
  const loadedWith = own.dataset.assets; // the state of the assets that the browser fetched with the page
  const here = location.pathname;
  const about = `page=${encodeURIComponent(here)}`;
  let shown = own.dataset.version;
  let page = own.dataset.page; // the output file; empty for a page that explains why there is none
  const scripts = scriptsOf(document);

  // ---------------------------------------------------------------- news

  let events = null;
  let firstBuild = null; // of this connection: only what is edited later is gone to
  let latest = null;
  let isFollowing = false;

  function listen() {
    firstBuild = null;
    events = new EventSource(`/__dayfold/events?${about}`);
    events.onopen = () => showOffline(false);
    events.onmessage = (event) => hear(JSON.parse(event.data));
    events.onerror = () => {
      showOffline(true);
      if (events?.readyState !== EventSource.CLOSED) return; // else the browser tries again by itself
      events = null;
      setTimeout(listenWhileVisible, 1000);
    };
  }

  // A browser keeps six connections to a host; tabs nobody looks at must not use them up.
  function listenWhileVisible() {
    if (document.hidden) hangUp();
    else if (!events) listen();
  }

  function hangUp() {
    events?.close();
    events = null;
  }

  function hear(news) {
    firstBuild ??= news.build;
    latest = news;
    showTrouble(news);
    const target = news.edited[0];
    const isLed = news.led && target && news.build > firstBuild;
    if (isLed && decodeURI(target) !== decodeURI(here)) location.assign(target);
    else if (!isFollowing) follow();
  }

  // One page after the other: what is heard while one is fetched is looked at when that is done.
  async function follow() {
    isFollowing = true;
    try {
      while (latest.version && latest.version !== shown) {
        const wanted = latest.version;
        const answer = await fetch(location.href, { cache: "no-store" });
        const next = new DOMParser().parseFromString(await answer.text(), "text/html");
        show(next, answer.status, latest);
        // What came may be newer than what was told; then its own news follows, and finds it there.
        if (shown !== wanted && latest.version === wanted) break;
      }
    } catch {
      // The server went away in between: the connection tells how things stand when it is back.
    }
    isFollowing = false;
  }

  function show(next, status, news) {
    const script = next.querySelector("script[src='/__dayfold/reload.js']");
    if (status >= 500 || !script) return; // the page before stays, the overlay says why
    const isMissing = script.dataset.page === "404.html";
    const moved = redirection(next);
    shown = script.dataset.version;
    if (isMissing && page && page !== "404.html") {
      showBar("This page is gone. You still see what it was.", news.edited[0], "Go to what was just edited");
      return;
    }
    if (moved && !redirection(document)) {
      showBar("This page has moved. You still see what it was.", moved, "Go there");
      return;
    }
    showBar("");
    const isOther = script.dataset.page !== page;
    const isNewScript = scriptsOf(next) !== scripts || (scripts && script.dataset.assets !== loadedWith);
    if (isOther || isNewScript) location.reload();
    else morphPage(next, script);
  }

  function redirection(doc) {
    const meta = doc.querySelector("meta[http-equiv='refresh' i]");
    const target = meta?.content.match(/url\s*=\s*['"]?([^'"]+)/i)?.[1];
    const address = target && URL.canParse(target, location.href) ? new URL(target, location.href) : null;
    return address?.origin === location.origin ? address.pathname + address.hash : "";
  }

  function scriptsOf(doc) {
    const found = [...doc.querySelectorAll("script:not([type*='json'])")];
    return found.filter((one) => !one.src.includes("/__dayfold/")).map((one) => one.outerHTML).join("\n");
  }

  // ---------------------------------------------------------------- the morph

  const changed = new Set();
  const leaving = new WeakSet(); // style sheets that stay until their successor has loaded

  function morphPage(next, script) {
    script.remove();
    for (const link of next.querySelectorAll("link[rel~='stylesheet'][href]")) {
      // The same address may hold other bytes now; an address of its own makes the browser ask.
      const href = link.getAttribute("href");
      const sign = href.includes("?") ? "&" : "?";
      if (script.dataset.assets !== loadedWith) link.setAttribute("href", `${href}${sign}dayfold=${script.dataset.assets}`);
    }
    // This document runs scripts and the parsed one does not: what <noscript> holds is text here and elements there.
    for (const one of next.querySelectorAll("noscript")) one.textContent = one.innerHTML;
    changed.clear();
    morphAttributes(document.documentElement, next.documentElement);
    morphChildren(document.head, next.head);
    morphAttributes(document.body, next.body);
    const before = new Set(changed);
    morphChildren(document.body, next.body);
    highlight([...changed].filter((one) => !before.has(one)));
  }

  function morph(old, next) {
    if (old.nodeType !== Node.ELEMENT_NODE) replaceText(old, next.data);
    else if (isStyleSheet(old)) swapStyleSheet(old, next);
    else {
      morphAttributes(old, next);
      morphChildren(old, next);
    }
  }

  // Only the part that differs, because a selection or caret in the rest of the text then stays where it is.
  function replaceText(old, text) {
    const was = old.data;
    let start = 0;
    let end = 0;
    const most = Math.min(was.length, text.length);
    while (start < most && was[start] === text[start]) start += 1;
    while (end < most - start && was.at(-1 - end) === text.at(-1 - end)) end += 1;
    if (start + end === was.length && was.length === text.length) return;
    old.replaceData(start, was.length - start - end, text.slice(start, text.length - end));
    noteChange(old.parentElement);
  }

  // What is open stays open: `open` is the reader's once the page is shown.
  function morphAttributes(old, next) {
    const isReaders = (name) => name === "open" && old.matches("details, dialog");
    for (const { name } of [...old.attributes]) {
      if (!next.hasAttribute(name) && !isReaders(name)) old.removeAttribute(name);
    }
    for (const { name, value } of next.attributes) {
      if (old.getAttribute(name) !== value && !isReaders(name)) old.setAttribute(name, value);
    }
  }

  function morphChildren(parent, wanted) {
    const old = [...parent.childNodes].filter((one) => one !== own && !leaving.has(one));
    const next = [...wanted.childNodes];
    // Most of a page is as it was: what is equal at both ends is left alone.
    while (old.length && next.length && old[0].isEqualNode(next[0])) old.shift(), next.shift();
    let after = own.parentNode === parent ? own : null;
    while (old.length && next.length && old.at(-1).isEqualNode(next.at(-1))) (after = old.pop()), next.pop();
    if (!old.length && !next.length) return;
    const kept = match(old, next);
    const stays = new Set(kept.values());
    for (const one of old) {
      if (!stays.has(one)) one.remove();
    }
    let at = old.find((one) => stays.has(one)) ?? after;
    for (const one of next) {
      const known = kept.get(one);
      if (known && known === at) at = nextOf(known, after);
      else if (known) move(parent, known, at);
      else insert(parent, document.importNode(one, true), at);
      if (known && !known.isEqualNode(one)) morph(known, one);
    }
  }

  function nextOf(node, after) {
    let following = node.nextSibling;
    while (following && following !== after && (following === own || leaving.has(following))) {
      following = following.nextSibling;
    }
    return following;
  }

  // Moving in one step keeps focus, popovers and frames alive, where the browser can do it.
  function move(parent, node, before) {
    if (parent.moveBefore) parent.moveBefore(node, before);
    else parent.insertBefore(node, before);
  }

  function insert(parent, node, before) {
    parent.insertBefore(node, before);
    noteChange(node.nodeType === Node.ELEMENT_NODE ? node : parent);
  }

  // Says for each new node which old one becomes it: of the same id, else an equal one, else the next of its kind.
  function match(old, next) {
    const kept = new Map();
    const free = new Set(old);
    const pair = (key, isMeant) => {
      const byKey = new Map();
      for (const one of [...free].filter(isMeant)) {
        if (!byKey.has(key(one))) byKey.set(key(one), []);
        byKey.get(key(one)).push(one);
      }
      for (const one of next) {
        const found = !kept.has(one) && isMeant(one) ? byKey.get(key(one))?.shift() : undefined;
        if (found) kept.set(one, found) && free.delete(found);
      }
    };
    pair((one) => `${one.nodeName}#${one.id}`, (one) => Boolean(one.id));
    pair((one) => one.outerHTML ?? one.data, (one) => one.outerHTML || one.data.trim());
    pair((one) => one.nodeName, () => true);
    return kept;
  }

  const isStyleSheet = (node) => node.nodeName === "LINK" && node.relList.contains("stylesheet");

  // The old sheet goes when the new one is there, so the page is never shown without.
  function swapStyleSheet(old, next) {
    const fresh = document.importNode(next, true);
    leaving.add(old);
    fresh.onload = fresh.onerror = () => old.remove();
    old.after(fresh);
  }

  // ---------------------------------------------------------------- what the preview says

  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, pre, figure, blockquote, section, article, div";
  const MOST_HIGHLIGHTS = 30; // beyond that it is another page, and nothing of it is news
  const HIGHLIGHT_MS = 1000;

  function noteChange(element) {
    const block = element?.closest(BLOCKS);
    if (block) changed.add(block);
  }

  // An animation is not part of the document: nothing is left behind, and no policy of the page forbids it.
  function highlight(blocks) {
    if (blocks.length > MOST_HIGHLIGHTS) return;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const from = { outline: "2px solid #b45309", outlineOffset: "4px" };
    const to = isCalm ? from : { outline: "2px solid transparent", outlineOffset: "4px" };
    for (const one of blocks) one.animate([from, to], { duration: HIGHLIGHT_MS, id: "dayfold-changed" });
  }

  // Beside the body, in a tree of its own: neither the morph nor the page's styles reach it.
  const host = document.createElement("dayfold-preview");
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/__dayfold/overlay.css";
  const bar = element("div", "bar", "");
  const offline = element("div", "offline", "The preview has stopped. This page waits for it.");
  let panel = null;
  let toldTrouble = "[]";
  let offlineTimer = 0;

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text; // never innerHTML: messages quote clippings, and clippings are hostile
    return made;
  }

  // There is nothing of the preview in the document while it has nothing to say.
  function arrange(isBar, isOffline) {
    const parts = [isBar && bar, isOffline && offline, panel].filter(Boolean);
    root.replaceChildren(style, ...parts);
    if (!parts.length) host.remove();
    else if (!host.isConnected) document.documentElement.append(host);
  }

  function showBar(text, address, label) {
    bar.textContent = text;
    if (address) {
      const link = element("a", "", label);
      link.href = new URL(address, location.origin);
      bar.append(" ", link);
    }
    arrange(Boolean(text), offline.isConnected);
  }

  // Each attempt that fails says so; a restart within a second is not worth a word.
  function showOffline(isOffline) {
    if (isOffline) {
      offlineTimer ||= setTimeout(() => arrange(bar.isConnected, true), 1000);
      return;
    }
    clearTimeout(offlineTimer);
    offlineTimer = 0;
    if (offline.isConnected) arrange(bar.isConnected, false);
  }

  // Errors stand open over the page; warnings are folded in a corner and stay as the reader left them.
  function showTrouble(news) {
    const loud = news.diagnostics.filter((one) => one.severity !== "note");
    const trouble = JSON.stringify(loud) + (loud.length ? news.summary : "");
    if (trouble === toldTrouble) return;
    toldTrouble = trouble;
    const wasOpen = panel?.className === "warning" && panel.open;
    panel = loud.length ? element("details", news.errors ? "error" : "warning", "") : null;
    if (panel) panel.open = news.errors > 0 || wasOpen;
    panel?.append(element("summary", "", news.summary), ...loud.map(describe));
    arrange(bar.isConnected, offline.isConnected);
  }

  function describe(one) {
    const item = element("div", one.severity, "");
    item.append(element("code", "", one.place), element("span", "", `${one.severity}: ${one.message} [${one.name}]`));
    if (one.excerpt.length) item.append(excerpt(one));
    if (one.hint) item.append(element("em", "", `hint: ${one.hint}`));
    return item;
  }

  function excerpt(one) {
    const made = element("pre", "", "");
    const width = String(one.first + one.excerpt.length).length;
    one.excerpt.forEach((line, index) => {
      const number = one.first + index;
      const isMeant = number === one.line;
      const row = `${isMeant ? ">" : " "} ${String(number).padStart(width)} | ${line}\n`;
      made.append(element(isMeant ? "mark" : "span", "", row));
      // A tab before the column is kept, so that the caret stands below the character whatever a tab's width.
      const before = [...line].slice(0, one.column - 1).join("").replace(/[^\t]/g, " ");
      if (isMeant && one.column) made.append(element("b", "", `  ${" ".repeat(width)} | ${before}^\n`));
    });
    return made;
  }

  document.addEventListener("visibilitychange", listenWhileVisible);
  addEventListener("pagehide", hangUp);
  addEventListener("pageshow", (event) => event.persisted && listenWhileVisible());
  listenWhileVisible();
})();
