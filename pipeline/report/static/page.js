// Ties the parts together: what is selected, why it is so, which view is open.
"use strict";

(function (f) {
  const { el } = f;
  const why = f.byId("why");
  // The table's row of what is selected.
  let chosen = null;

  // --- Selection -----------------------------------------------------------------------------

  // `number` is the statement of an act that has no row, where another one may be shown.
  f.select = async (id, origin, number) => {
    const row = f.rowOf.get(id);
    const home = row ? row.number : number;
    const shown = home === undefined ? f.shown : await f.showStatement(home);
    if (!shown || !shown.places.has(id)) return;
    const at = shown.places.get(id);
    const act = shown.data.acts[at];
    const place = f.light(at);
    if (chosen) chosen.classList.remove("on");
    chosen = row ? f.reveal(row) : null;
    if (chosen) chosen.classList.add("on");
    explain(act, row, shown.data, place);
    if (origin === "text") f.openTab("table");
    if (origin !== "table" && chosen) bring(chosen);
    if (origin !== "text" && place) bring(place);
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  };

  const bring = (element) => element.scrollIntoView({ block: "center", inline: "nearest" });

  function showRow() {
    f.openTab("table");
    bring(chosen);
  }

  f.go = async (number) => {
    await f.showStatement(number);
    f.byId("filters").elements.namedItem("statement").value !== "" &&
      f.setFilter({ statement: number });
  };

  // --- Why -----------------------------------------------------------------------------------

  function explain(act, row, data, place) {
    const lines = act.why.map(([name, value]) =>
      el("div", {}, el("dt", {}, name), el("dd", { dir: "auto" }, value)));
    if (row) {
      lines.push(citation(row.get("citation"), row.get("link")));
    }
    lines.push(...links(act.id));
    why.replaceChildren(
      el("div", { class: "bar" },
        el("h2", {}, "Why this row"),
        el("button", { type: "button", click: () => place && bring(place) }, "Show the quote"),
        row && el("button", { type: "button", disabled: !chosen, click: showRow },
          chosen ? "Show the row" : "Row is filtered out"),
        el("button", { type: "button", "aria-label": "Close", click: close }, "×")),
      el("div", { class: "reasons" },
        el("dl", { class: "facts" }, lines),
        el("div", { class: "scroll pages", tabindex: 0, role: "region", "aria-label": "Pages" },
          pagePictures(data, act, row))),
    );
    why.hidden = false;
    why.scrollTop = 0;
    const box = why.querySelector(".box");
    if (!box) return;
    const pages = why.querySelector(".pages");
    pages.scrollTop += box.getBoundingClientRect().top - pages.getBoundingClientRect().top - 40;
  }

  function citation(words, link) {
    const shown = el("span", {}, words);
    const button = el("button", { type: "button", class: "link",
      click: () => copy(words, shown, button) }, "Copy citation");
    return el("div", {}, el("dt", {}, "citation"), el("dd", { dir: "auto" }, shown, " ", button,
      /^https?:\/\//i.test(link || "") && [" · ", el("a",
        { href: link, target: "_blank", rel: "noreferrer noopener" }, "Open the source")]));
  }

  async function copy(words, shown, button) {
    try {
      await navigator.clipboard.writeText(words);
      button.textContent = "Copied";
    } catch {
      // A browser may keep the clipboard from a page opened from disk: then the keys must do it.
      getSelection().selectAllChildren(shown);
      button.textContent = "Selected: now copy";
    }
  }

  // What the act takes up of an earlier statement, and what a later one makes of it.
  function links(id) {
    const line = (name, [number, other, pieces], words, doubtful) => el("div", {},
      el("dt", {}, name),
      el("dd", { dir: "auto" }, words, doubtful ? " (doubtful) " : " ",
        el("button", { type: "button", class: "link",
          click: () => f.select(other, "link", number) }, pieces.join("")),
        ` in ${f.statementName(number)}`));
    return f.index.links.flatMap(({ earlier, later, relation, doubtful }) => {
      if (later[1] === id) return [line("earlier", earlier, relation, doubtful)];
      if (earlier[1] === id) return [line("later", later, `${relation} this:`, doubtful)];
      return [];
    });
  }

  function close() {
    why.hidden = true;
    if (chosen && chosen.isConnected) chosen.querySelector("button").focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !why.hidden) close();
  });

  function pagePictures(data, act, row) {
    const node = data.nodes[act.node];
    const page = row ? row.get("page") : node.page;
    if (!page) return [];
    const pages = [...new Set([node.page, page])].filter((number) => data.pictures[number]);
    if (!pages.length) {
      const note = data.picture_note || "pictures are made of pages with commitments only";
      return [el("p", { class: "note" }, `No picture of page ${page}: ${note}`)];
    }
    return pages.map((number) => figure(data.pictures[number], number, node));
  }

  function figure(picture, number, node) {
    const { svg } = f;
    const boxed = node.box && node.page === number;
    const name = boxed ? `Page ${number} with a box around ${node.path}` : `Page ${number}`;
    const drawing = svg("svg", {
      viewBox: `0 0 ${picture.width} ${picture.height}`, role: "img", "aria-label": name,
    }, svg("image", {
      href: `pages/${picture.file}`, width: picture.width, height: picture.height,
    }));
    if (boxed) {
      const [x0, top, x1, bottom] = node.box;
      drawing.append(svg("rect", {
        class: "box", x: x0 - 3, y: top - 3, width: x1 - x0 + 6, height: bottom - top + 6,
      }));
    }
    return el("figure", {}, drawing, el("figcaption", {}, name));
  }

  // --- Tabs ----------------------------------------------------------------------------------

  const tabs = [...document.querySelectorAll("[role=tab]")];
  let open = "table";

  f.openTab = (name) => {
    open = name;
    for (const tab of tabs) {
      const mine = tab.id === `tab-${name}`;
      tab.setAttribute("aria-selected", mine);
      tab.tabIndex = mine ? 0 : -1;
      f.byId(tab.getAttribute("aria-controls")).hidden = !mine;
    }
    f.redraw();
  };

  f.redraw = () => {
    if (open !== "table") f.pictures[open](f.byId(`panel-${open}`), f.visible);
  };

  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => f.openTab(tab.id.replace("tab-", "")));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(at + step + tabs.length) % tabs.length];
      next.focus();
      next.click();
    });
  });

  // --- Start ---------------------------------------------------------------------------------

  f.filter();
  const asked = decodeURIComponent(location.hash.slice(1));
  if (f.rowOf.has(asked)) f.select(asked, "address");
  else if (f.index.statements.length) f.showStatement(0);
  else f.byId("text").append(el("p", {}, "The run has no statements."));
  document.documentElement.dataset.ready = "";
})(window.factsheets);
