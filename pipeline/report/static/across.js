// Statements of a series against each other: two side by side, and commitments through time.
"use strict";

(function (f) {
  const { el, svg } = f;
  const { changes, links, threads } = f.index;
  const chip = (force) => el("span", { class: `chip ${force === null ? "fd" : `f${force}`}` },
    force === null ? "d" : force);

  // An act passes where its row does; one that has no row only where nothing is filtered out.
  function passing(rows) {
    const ids = new Set(rows.map((row) => row.id));
    const all = rows.length === f.rows.length;
    return (...acts) => acts.some((id) => ids.has(id)) ||
      (all && acts.every((id) => !f.rowOf.has(id)));
  }

  // A list above a view; what is chosen draws the view anew, and the list keeps the keyboard.
  function choice(panel, name, pairs, value, chosen) {
    const select = el("select", {}, pairs.map(([key, label]) => el("option", { value: key }, label)));
    select.value = value;
    select.addEventListener("change", () => {
      chosen(select.value);
      f.redraw();
      panel.querySelector(`[data-name="${name}"]`).focus();
    });
    select.dataset.name = name;
    return el("label", {}, name, " ", select);
  }

  // --- Side by side: two statements of a series, what became of each act, changed words marked --

  const pairs = [...new Map(links.map(({ earlier, later }) =>
    [`${earlier[0]} ${later[0]}`, [earlier[0], later[0]]])).values()];
  let pair = 0;
  let relation = "";

  function quote([number, id, pieces, force], mark) {
    return el("button", { type: "button", class: "quote",
      click: () => f.select(id, "picture", number) },
    chip(force), " ", pieces.map((piece, at) => at % 2 ? el(mark, {}, piece) : piece));
  }

  const whole = (row) => [row.number, row.id, [row.get("text")], row.get("force")];

  function changesOf([before, after]) {
    const own = links.filter(({ earlier, later }) => earlier[0] === before && later[0] === after);
    const known = new Set(own.flatMap(({ earlier, later }) => [earlier[1], later[1]]));
    const rest = (number) => f.rows.filter((row) => row.number === number && !known.has(row.id));
    return [
      ...own,
      ...rest(after).map((row) => ({ relation: "new", later: whole(row) })),
      ...rest(before).map((row) => ({ relation: "gone", earlier: whole(row) })),
    ];
  }

  function sideBySide(panel, rows) {
    if (!pairs.length) {
      panel.replaceChildren(el("p", {}, "No statement takes up another of its series."));
      return;
    }
    const pass = passing(rows);
    const found = changesOf(pairs[pair])
      .filter(({ earlier, later }) => pass(...[earlier, later].filter(Boolean).map((end) => end[1])));
    const kinds = Object.entries(changes).map(([kind, name]) =>
      [kind, name, found.filter((change) => change.relation === kind)]);
    const shown = kinds.filter(([kind]) => !relation || kind === relation);
    const row = (name) => (change) => el("tr", { class: change.doubtful ? "doubtful" : null },
      el("th", { scope: "row" }, name, change.doubtful && [el("br"),
        el("strong", { class: "doubt", title: `rests on ${change.evidence.join(", ")}` }, "doubtful")]),
      el("td", { dir: "auto" }, change.earlier ? quote(change.earlier, "del") : "–"),
      el("td", { dir: "auto" }, change.later ? quote(change.later, "ins") : "–"));
    panel.replaceChildren(
      el("p", { class: "key" },
        choice(panel, "Statements", pairs.map(([before, after], at) =>
          [at, `${f.statementName(before)} → ${f.statementName(after)}`]), pair,
        (value) => { pair = Number(value); }),
        choice(panel, "What became of it", [["", "all"], ...kinds.map(([kind, name, own]) =>
          [kind, `${name} (${own.length})`])], relation, (value) => { relation = value; })),
      el("p", { class: "key" }, el("span", {}, el("del", {}, "words left out")),
        el("span", {}, el("ins", {}, "words put in")),
        "New and no longer mentioned are commitments only."),
      el("table", { class: "sides" },
        el("caption", { class: "unseen" }, "What the later statement makes of the earlier"),
        el("thead", {}, el("tr", {}, ["What became of it", ...pairs[pair].map(f.statementName)]
          .map((name) => el("th", { scope: "col", dir: "auto" }, name)))),
        el("tbody", {}, shown.map(([, name, own]) => own.map(row(name))))));
  }

  // --- Through time: each commitment as a line whose height is its force ------------------------

  const MOST = 40;
  const [LABEL, COLUMN, ROW, STEP] = [300, 130, 72, 8];

  const what = (status) => status || "no commitment";

  function line(thread, dates, top) {
    const spot = ([, , date, force]) =>
      [LABEL + 20 + dates.indexOf(date) * COLUMN, top + ROW - 18 - (force === null ? 1 : force) * STEP];
    const points = thread.acts.map(spot);
    const [endX, endY] = points.at(-1);
    const gone = thread.vanished && dates.indexOf(thread.acts.at(-1)[2]) < dates.length - 1;
    return [
      svg("line", { class: "axis", x1: 0, x2: LABEL + dates.length * COLUMN, y1: top + ROW, y2: top + ROW }),
      svg("text", { x: 0, y: top + ROW / 2 + 4 }, svg("title", {}, thread.text),
        thread.text.length > 42 ? `${thread.text.slice(0, 41)}…` : thread.text),
      svg("polyline", { class: "course", points: points.map((point) => point.join()).join(" ") }),
      gone && svg("line", { class: "course gone", x1: endX, y1: endY, x2: endX + COLUMN * 0.6, y2: endY }),
      gone && svg("text", { x: endX + COLUMN * 0.6 + 3, y: endY + 5 }, "×",
        svg("title", {}, "the next statement says nothing of it")),
      thread.acts.map(([number, id, date, force, status], at) =>
        svg("g", { class: `point ${force === null ? "fd" : `f${force}`}`, click: () => f.select(id, "picture", number) },
          svg("title", {}, `${date}: ${force === null ? "directive" : `force ${force}`}, ${what(status)}`),
          svg("rect", { x: points[at][0] - 10, y: points[at][1] - 9, width: 20, height: 18, rx: 4 }),
          svg("text", { x: points[at][0], y: points[at][1] + 5, "text-anchor": "middle" },
            force === null ? "d" : force),
          id === thread.fulfilled_by && svg("text", { class: "done", x: points[at][0],
            y: points[at][1] + 24, "text-anchor": "middle" }, "✓ done"))),
    ];
  }

  // The series with the longest thread is shown first.
  const names = [...new Set(threads.map((thread) => thread.series))];
  let series = threads.reduce((best, one) =>
    best && best.acts.length >= one.acts.length ? best : one, null)?.series;

  function course(own) {
    const dates = [...new Set(own.flatMap(({ acts }) => acts.map((act) => act[2])))].sort();
    const drawn = own.slice(0, MOST);
    const rest = own.length - drawn.length;
    return [
      rest > 0 && el("p", {}, `The first ${MOST} of ${own.length} are drawn; the table has all.`),
      svg("svg", { class: "picture", width: LABEL + dates.length * COLUMN + 20,
        height: 24 + drawn.length * ROW + 4, role: "img",
        "aria-label": `${f.count(drawn.length, "commitment")} through ${f.count(dates.length, "date")}` },
      dates.map((date, at) =>
        svg("text", { class: "strong", x: LABEL + 4 + at * COLUMN, y: 16 }, date)),
      drawn.map((thread, at) => line(thread, dates, 20 + at * ROW)).flat()),
    ];
  }

  function throughTime(panel, rows) {
    const pass = passing(rows);
    const found = threads.filter(({ acts }) => pass(...acts.map((act) => act[1])));
    if (!found.length) {
      panel.replaceChildren(el("p", {}, "No commitment shown comes back in a later statement."));
      return;
    }
    const own = found.filter((thread) => thread.series === series);
    const jump = (thread) => thread.acts.map(([number, id, date, force], at) => [at ? ", " : "",
      el("button", { type: "button", class: "link", click: () => f.select(id, "picture", number) },
        `${date}: ${force === null ? "d" : force}`)]);
    const end = (thread) => [thread.fulfilled_by && "done", thread.vanished && "no longer mentioned"]
      .filter(Boolean).join(", ");
    f.put(panel,
      el("p", {}, `${f.count(found.length, "commitment")} followed through two statements or more. ` +
        "A line that rises hardens; × is where the next statement says nothing of it."),
      el("p", { class: "key" }, choice(panel, "Series", names.map((name) => [name, name]), series,
        (value) => { series = value; })),
      own.length > 0 && course(own),
      f.numbers(["Commitment", "Force over time", "In the end", "Series"], () =>
        found.map((thread) => [thread.text, jump(thread), end(thread), thread.series])));
  }

  f.pictures.changes = sideBySide;
  f.pictures.threads = throughTime;
})(window.factsheets);
