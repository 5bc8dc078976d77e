// Shows a page anew when it changed, and what is wrong with the site. Added to pages by `dayfold serve` only.
(() => {
  "use strict";
  const shown = document.currentScript.dataset.version;
  const here = encodeURIComponent(location.pathname);
  let events = null;

  function listen() {
    events = new EventSource(`/__dayfold/events?page=${here}`);
    events.onmessage = (event) => {
      const news = JSON.parse(event.data);
      if (news.version !== shown) location.reload();
      else showTrouble(news);
    };
  }

  // A browser keeps six connections to a host; tabs nobody looks at must not use them up.
  function listenWhileVisible() {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) listen();
  }

  const host = document.createElement("dayfold-preview");
  const root = host.attachShadow({ mode: "open" });

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text; // never innerHTML: messages quote clippings, and clippings are hostile
    return made;
  }

  function showTrouble(news) {
    const loud = news.diagnostics.filter((one) => one.severity !== "note");
    root.replaceChildren();
    if (!loud.length) {
      host.remove();
      return;
    }
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/__dayfold/overlay.css";
    const panel = element("details", news.errors ? "error" : "warning", "");
    panel.open = news.errors > 0;
    panel.append(element("summary", "", news.summary), ...loud.map(describe));
    root.append(style, panel);
    document.documentElement.append(host);
  }

  function describe(one) {
    const item = element("p", one.severity, "");
    item.append(element("code", "", one.place), element("span", "", `${one.severity}: ${one.message} [${one.name}]`));
    if (one.hint) item.append(element("em", "", `hint: ${one.hint}`));
    return item;
  }

  document.addEventListener("visibilitychange", listenWhileVisible);
  addEventListener("pagehide", () => events?.close());
  listenWhileVisible();
})();
