// Pictures of the rows that pass the filters, each with the same numbers as a table below it.
"use strict";

(function (f) {
  const { el, svg } = f;
  const FORCES = [5, 4, 3, 2];
  const forceClass = (row) => `f${row.get("force")}`;

  const drawing = (width, height, name, ...children) =>
    svg("svg", { class: "picture", viewBox: `0 0 ${width} ${height}`, width, height,
      role: "img", "aria-label": name }, children);

  // The table is filled when it is first opened; `rows` gives its cells.
  function numbers(headers, rows) {
    const body = el("tbody");
    const fill = () => body.hasChildNodes() || body.append(...rows().map((cells) =>
      el("tr", {}, cells.map((cell, at) => at
        ? el("td", { dir: "auto" }, cell)
        : el("th", { scope: "row", dir: "auto" }, cell)))));
    return el("details", { class: "numbers", toggle: fill },
      el("summary", {}, "The same as a table"),
      el("table", {}, el("thead", {},
        el("tr", {}, headers.map((name) => el("th", { scope: "col" }, name)))), body));
  }

  function put(panel, ...children) {
    const open = panel.querySelector("details")?.open;
    panel.replaceChildren(...children.flat(Infinity).filter(Boolean));
    if (open && panel.querySelector("details")) panel.querySelector("details").open = true;
  }

  const jump = (row) => el("button", { type: "button", class: "quote",
    click: () => f.select(row.id, "picture") }, row.get("text"));

  const key = () => el("p", { class: "key" }, FORCES.map((force) =>
    [el("span", { class: `chip f${force}` }, force), ` ${f.index.forces[force]} `]));

  // --- Deadlines: a dot for each commitment, stacked over the year in which it is due ----------

  function timeline(panel, rows) {
    const due = rows.filter((row) => f.dueYear(row) !== null);
    const told = `${due.length} of ${f.count(rows.length, "commitment")} shown ` +
      `${due.length === 1 ? "has" : "have"} a deadline with a year.`;
    if (!due.length) return put(panel, el("p", {}, told));
    const years = new Map();
    for (const row of due) {
      const year = f.dueYear(row);
      years.set(year, [...(years.get(year) || []), row]);
    }
    const [first, last] = [Math.min(...years.keys()), Math.max(...years.keys())];
    const [dot, gap, across] = [14, 4, Math.max(...[...years.values()].map(
      (found) => Math.ceil(Math.sqrt(found.length / 3))))];
    // Only years with something due and their neighbours: a century has few of them.
    const shown = [...years.keys()].sort((a, b) => a - b);
    const column = Math.max(across * (dot + gap) + 12, 68);
    const tallest = Math.max(...[...years.values()].map((found) =>
      Math.ceil(found.length / across)));
    const height = tallest * (dot + gap) + 50;
    const base = height - 30;
    const marks = shown.flatMap((year, place) => {
      const found = years.get(year).slice().sort((a, b) => b.get("force") - a.get("force"));
      const left = place * column + 10;
      const broken = place > 0 && year - shown[place - 1] > 1;
      return [
        svg("text", { x: left, y: base + 20 }, broken ? `… ${year}` : year),
        found.map((row, at) => svg("circle", {
          class: `dot ${forceClass(row)}`, r: dot / 2,
          cx: left + dot / 2 + (at % across) * (dot + gap),
          cy: base - dot / 2 - 4 - Math.floor(at / across) * (dot + gap),
          click: () => f.select(row.id, "picture"),
        }, svg("title", {}, `${row.get("deadline")} · ${row.who.join(", ")}: ${row.get("text")}`))),
      ];
    }).flat();
    const width = shown.length * column + 20;
    put(panel,
      el("p", {}, told), key(),
      drawing(width, height, `Commitments by the year in which they are due, ${first} to ${last}`,
        svg("line", { class: "axis", x1: 0, x2: width, y1: base, y2: base }), marks),
      numbers(["Deadline", "Who", "Force", "Commitment"], () => due.slice()
        .sort((a, b) => f.dueYear(a) - f.dueYear(b))
        .map((row) => [row.get("deadline"), row.who.join(", "), row.get("force"), jump(row)])));
  }

  // --- Themes and force: a bar for each statement and theme ------------------------------------

  const family = (row) => (row.get("theme") || "OTHER").split(".")[0];

  function themes(panel, rows) {
    if (!rows.length) return put(panel, el("p", {}, "No commitments are shown."));
    const families = [...new Set(Object.keys(f.index.themes).map((t) => t.split(".")[0]))]
      .filter((name) => rows.some((row) => family(row) === name));
    const counts = new Map();
    for (const row of rows) {
      const own = counts.get(row.number) || counts.set(row.number, new Map()).get(row.number);
      const cell = own.get(family(row)) || own.set(family(row), {}).get(family(row));
      cell[row.get("force")] = (cell[row.get("force")] || 0) + 1;
    }
    const total = (cell) => FORCES.reduce((sum, force) => sum + ((cell || {})[force] || 0), 0);
    const shown = [...counts.keys()].sort((a, b) => a - b);
    const largest = Math.max(...shown.flatMap((n) => families.map((t) => total(counts.get(n).get(t)))));
    const [label, cell, line] = [240, 80, 26];
    const scale = (cell - 30) / largest;
    const width = label + families.length * cell;
    const marks = [families.map((name, at) =>
      svg("text", { x: label + at * cell, y: 16, class: "strong" }, name))];
    shown.forEach((number, at) => {
      const y = 26 + at * line;
      const name = f.statementName(number);
      marks.push(svg("text", { x: 0, y: y + 15 }, svg("title", {}, name),
        name.length > 32 ? `${name.slice(0, 31)}…` : name));
      families.forEach((theme, column) => {
        const found = counts.get(number).get(theme);
        if (!found) return;
        let x = label + column * cell;
        const filter = { statement: number, theme: theme in f.index.themes ? theme : `${theme}.` };
        const parts = FORCES.filter((force) => found[force]).map((force) => {
          const size = found[force] * scale;
          x += size;
          return svg("rect", { class: `f${force}`, x: x - size, y, width: size, height: 18 });
        });
        const detail = FORCES.filter((force) => found[force])
          .map((force) => `${found[force]} of force ${force}`).join(", ");
        marks.push(svg("g", { class: "cell", click: () => f.setFilter(filter) },
          svg("title", {}, `${name}, ${theme}: ${detail}`), parts,
          svg("text", { x: x + 4, y: y + 14 }, total(found))));
      });
    });
    put(panel,
      el("p", {}, `${f.count(rows.length, "commitment")} in ` +
        `${f.count(shown.length, "statement")}, by theme and force. A click shows them alone.`),
      key(),
      drawing(width, 32 + shown.length * line,
        `Commitments of ${f.count(shown.length, "statement")} by theme and force`, marks),
      numbers(["Statement", "Theme", ...FORCES.map((force) => `Force ${force}`)],
        () => shown.flatMap((number) => families.filter((t) => counts.get(number).get(t)).map((t) =>
          [f.statementName(number), t,
            ...FORCES.map((force) => counts.get(number).get(t)[force] || 0)]))));
  }

  // --- Who with whom: parties on a circle, joined by what they do together ---------------------

  const MOST = 24;

  function pairsOf(rows) {
    const pairs = new Map();
    const add = (a, b, kind) => {
      const [x, y] = kind === "together" && b < a ? [b, a] : [a, b];
      const name = JSON.stringify([x, y, kind]);
      const pair = pairs.get(name) || { from: x, to: y, kind, count: 0 };
      pair.count += 1;
      pairs.set(name, pair);
    };
    for (const row of rows) {
      row.who.forEach((one, at) => {
        row.who.slice(at + 1).forEach((other) => add(one, other, "together"));
        row.partners.forEach((other) => add(one, other, "partner"));
      });
    }
    return [...pairs.values()].sort((a, b) => b.count - a.count);
  }

  function network(panel, rows) {
    const weight = new Map();
    for (const row of rows) {
      for (const party of new Set([...row.who, ...row.partners])) {
        weight.set(party, (weight.get(party) || 0) + 1);
      }
    }
    if (!weight.size) return put(panel, el("p", {}, "No commitment shown names a party."));
    const acting = new Set(rows.flatMap((row) => [...row.actors]));
    const names = [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a) || (a < b ? -1 : 1));
    const shown = names.slice(0, MOST);
    const pairs = pairsOf(rows);
    const drawn = pairs.filter(({ from, to }) => shown.includes(from) && shown.includes(to));
    const [middle, radius, height] = [350, 180, 460];
    const spot = new Map(shown.map((name, at) => {
      const angle = (at / shown.length) * 2 * Math.PI - Math.PI / 2;
      return [name, [middle + radius * Math.cos(angle), height / 2 + radius * Math.sin(angle), angle]];
    }));
    const most = Math.max(1, ...drawn.map((pair) => pair.count));
    const lines = drawn.slice().reverse().map(({ from, to, kind, count }) => {
      const [x1, y1] = spot.get(from);
      const [x2, y2] = spot.get(to);
      const bend = kind === "partner" ? 0.15 : 0;
      const mx = (x1 + x2) / 2 + (middle - (x1 + x2) / 2) * bend;
      const my = (y1 + y2) / 2 + (height / 2 - (y1 + y2) / 2) * bend + bend * 20;
      return svg("path", { class: `tie ${kind}`, d: `M${x1} ${y1}Q${mx} ${my} ${x2} ${y2}`,
        "stroke-width": (1 + (6 * count) / most).toFixed(1) },
      svg("title", {}, `${from} ${kind === "partner" ? "→" : "and"} ${to}: ${count}`));
    });
    const heaviest = weight.get(names[0]);
    const dots = shown.map((name) => {
      const [x, y, angle] = spot.get(name);
      const size = 4 + 9 * Math.sqrt(weight.get(name) / heaviest);
      // Names stand outside the circle: beside their dot, or above and below it.
      const [aside, down] = [Math.cos(angle), Math.sin(angle)];
      const upright = Math.abs(aside) < 0.3;
      const label = name.length > 24 ? `${name.slice(0, 23)}…` : name;
      // Who is a partner only cannot be chosen as an actor.
      const filter = { [acting.has(name) ? "actor" : "partner"]: name };
      return svg("g", { class: "cell", click: () => f.setFilter(filter) },
        svg("title", {}, `${f.partyName(name)}: ${f.count(weight.get(name), "commitment")}`),
        svg("circle", { class: "party", cx: x, cy: y, r: size.toFixed(1) }),
        svg("text", { x: x + (upright ? 0 : Math.sign(aside) * (size + 4)),
          y: y + 5 + (upright ? Math.sign(down) * (size + 9) : 0),
          "text-anchor": upright ? "middle" : aside > 0 ? "start" : "end" }, label));
    });
    const left = names.length - shown.length;
    put(panel,
      el("p", {}, `${f.count(names.length, "party").replace("partys", "parties")} in the ` +
        `commitments shown${left ? `; the picture has the ${MOST} named most` : ""}. ` +
        "A click on a party shows what it takes part in."),
      el("p", { class: "key" }, el("span", { class: "tie-key together" }), " undertaken together ",
        el("span", { class: "tie-key partner" }), " partner of the one who acts"),
      drawing(2 * middle, height, `${shown.length} parties and ${drawn.length} ties between them`,
        lines, dots),
      numbers(["Who", "With", "How", "Commitments"], () => pairs.map(({ from, to, kind, count }) =>
        [f.partyName(from), f.partyName(to), kind === "partner" ? "as partner" : "together", count])));
  }

  Object.assign(f, { numbers, put, pictures: { timeline, themes, network } });
})(window.factsheets);
