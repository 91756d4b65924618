// The commitments as rows: filters, order, the table, and the export of what is shown.
"use strict";

(function (f) {
  const { el } = f;
  const { columns, commitments, statements } = f.index;
  const place = new Map(columns.map((name, at) => [name, at]));
  const numbers = new Map(statements.map((statement, number) => [statement.document_id, number]));

  f.statementName = (number) => {
    const { title, source, date } = statements[number];
    return [date, title || source].filter(Boolean).join(" · ");
  };

  f.rows = commitments.map((cells) => {
    const get = (name) => cells[place.get(name)];
    const who = get("obligors").length ? get("obligors") : get("actors");
    const words = ["text", "action", "object", "section_title", "document_title", "theme"];
    return {
      cells, get, who,
      id: get("commitment_id"),
      number: numbers.get(get("document_id")),
      actors: new Set([...get("actors"), ...get("obligors")]),
      partners: new Set(get("partners")),
      doubtful: get("confidence") !== null && get("confidence") < f.index.doubtful,
      search: words.map((name) => get(name) || "").join("\n").toLowerCase(),
    };
  });
  f.rowOf = new Map(f.rows.map((row) => [row.id, row]));
  // Rows that pass the filters, in order; the first `most` of them stand in the table.
  f.visible = f.rows;
  let order = f.rows.slice();
  const PART = 60;
  let most = PART;

  // --- The table -----------------------------------------------------------------------------

  const list = (items) => items.join(", ");
  // `key` sorts; `cell` shows.
  const SHOWN = [
    { name: "Where", key: (row) => row.get("document_date") || "", cell: where },
    { name: "Who", key: (row) => list(row.who), cell: who },
    { name: "Commitment", key: (row) => row.get("text").toLowerCase(), cell: quote },
    { name: "Force", key: (row) => row.get("force"), cell: force },
    { name: "Status", key: (row) => row.get("status") || "" },
    { name: "Deadline", key: (row) => row.get("deadline_end") || row.get("deadline") || "",
      cell: (row) => row.get("deadline") },
    { name: "Theme", key: (row) => row.get("theme") || "" },
    { name: "Sure", key: (row) => row.get("confidence") ?? 1, cell: sure },
  ];

  function where(row) {
    const page = row.get("page") ? ` p. ${row.get("page")}` : "";
    return [row.get("document_date") || "no date", el("br"),
      el("span", { class: "path" }, row.get("path"), page)];
  }

  function who(row) {
    const partners = list(row.get("partners"));
    return [list(row.who), partners && el("small", {}, ` with ${partners}`)];
  }

  function quote(row) {
    const marks = [
      row.get("negated") ? "not" : null,
      row.get("hedge") ? `hedged: ${row.get("hedge")}` : null,
      row.get("level") === "measure" ? "measure" : null,
    ].filter(Boolean).join(", ");
    return [
      el("button", { type: "button", class: "quote" }, row.get("text")),
      marks && el("small", {}, ` (${marks})`),
    ];
  }

  function force(row) {
    const value = row.get("force");
    return el("span", { class: `chip f${value}`, title: row.get("act_class") }, value);
  }

  function sure(row) {
    const value = row.get("confidence");
    if (value === null) return "";
    const label = value.toFixed(2);
    return row.doubtful ? el("strong", { class: "doubt" }, `? ${label}`) : label;
  }

  // Made when it is first shown: most rows of a large run never are.
  function bodyRow(row) {
    if (row.tr) return row.tr;
    const cells = SHOWN.map(({ key, cell }) => el("td", { dir: "auto" }, (cell || key)(row)));
    row.tr = el("tr", { class: row.doubtful ? "doubtful" : null }, cells);
    row.tr.row = row;
    return row.tr;
  }

  let sorted = null;
  function sortBy(column, header) {
    const down = header.getAttribute("aria-sort") === "ascending";
    if (sorted) sorted.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    sorted = header;
    const keys = new Map(f.rows.map((row) => [row, column.key(row)]));
    const sign = down ? -1 : 1;
    const compare = (a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      // What is missing comes last, whichever way.
      if (x === "" || y === "") return (x === "") - (y === "");
      return x < y ? -sign : x > y ? sign : 0;
    };
    order = f.rows.slice().sort(compare);
    f.filter();
  }

  const table = f.byId("rows");
  const body = table.tBodies[0];
  table.tHead.rows[0].append(...SHOWN.map((column) => {
    const header = el("th", { scope: "col", class: `c-${column.name.toLowerCase()}` });
    header.append(
      el("button", { type: "button", click: () => sortBy(column, header) }, column.name));
    return header;
  }));

  const more = f.byId("more");
  function fillTable() {
    body.replaceChildren(...f.visible.slice(0, most).map(bodyRow));
    tellRest();
  }

  function tellRest() {
    more.hidden = f.visible.length <= most;
    more.textContent = `Show all ${f.visible.length} rows`;
  }

  function showUpTo(number) {
    if (number <= most) return;
    body.append(...f.visible.slice(most, number).map(bodyRow));
    most = number;
    tellRest();
  }

  // Brings a row's element into the table; null where the filters leave it out.
  f.reveal = (row) => {
    const at = f.visible.indexOf(row);
    if (at < 0) return null;
    showUpTo(at + 1);
    return row.tr;
  };

  more.addEventListener("click", () => showUpTo(Infinity));
  // Whoever scrolls to the end of the part that is shown gets the next.
  new IntersectionObserver(([end]) => end.isIntersecting && showUpTo(most + PART)).observe(more);
  window.addEventListener("beforeprint", () => showUpTo(Infinity));

  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr").row;
    if (!String(window.getSelection())) f.select(row.id, "table");
  });
  body.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const at = f.visible.indexOf(event.target.closest("tr").row) + step;
    if (f.visible[at]) f.reveal(f.visible[at]).querySelector("button").focus();
    event.preventDefault();
  });

  // --- Filters -------------------------------------------------------------------------------

  const form = f.byId("filters");
  const field = (name) => form.elements.namedItem(name);
  const unique = (values) => [...new Set(values.filter((value) => value !== null))].sort();

  function options(name, any, pairs) {
    const select = field(name);
    const before = select.value;
    select.replaceChildren(
      el("option", { value: "" }, any),
      ...pairs.map(([value, label]) => el("option", { value }, label)),
    );
    select.value = pairs.some(([value]) => String(value) === before) ? before : "";
  }

  function parties(kind) {
    const counts = new Map();
    for (const row of f.rows) {
      for (const party of row[kind]) counts.set(party, (counts.get(party) || 0) + 1);
    }
    return [...counts.keys()].sort().map((party) =>
      [party, `${f.partyName(party)} (${counts.get(party)})`]);
  }

  function themes() {
    const present = unique(f.rows.map((row) => row.get("theme")));
    const families = unique(present.filter((theme) => theme.includes("."))
      .map((theme) => theme.split(".")[0]));
    return [
      ...families.map((family) => [`${family}.`, `${family} (all)`]),
      ...present.map((theme) => [theme, `${theme} · ${f.index.themes[theme] || ""}`]),
    ];
  }

  // The last year in which something is due: that of the deadline's end, or of its open beginning.
  f.dueYear = (row) => {
    const given = row.get("deadline_end") || row.get("deadline");
    const found = given && /(\d{4})(?!.*\d{4})/.exec(given);
    return found ? Number(found[1]) : null;
  };

  function deadlines() {
    const years = unique(f.rows.map(f.dueYear));
    return [
      ["some", "with a deadline"], ["none", "without"],
      ...years.map((year) => [year, `due by the end of ${year}`]),
    ];
  }

  function sections() {
    const number = field("statement").value;
    const titles = new Set(f.rows
      .filter((row) => number === "" || row.number === Number(number))
      .map((row) => row.get("section_title")).filter(Boolean));
    options("section", "any", [...titles].map((title) => [title, title]));
  }

  function fillFilters() {
    options("statement", "all", statements.map((_, number) => [number, f.statementName(number)]));
    options("actor", "any", parties("actors"));
    options("partner", "any", parties("partners"));
    const forces = unique(f.rows.map((row) => row.get("force"))).reverse();
    options("force", "any", [
      ...forces.map((value) => [value, f.forceName(value)]),
      ...forces.slice(1, -1).map((value) => [`${value}+`, `${value} or more`]),
    ]);
    options("status", "any", unique(f.rows.map((row) => row.get("status")))
      .map((status) => [status, status]));
    options("theme", "any", themes());
    options("deadline", "any", deadlines());
    sections();
  }

  const TESTS = {
    statement: (value) => (row) => row.number === Number(value),
    actor: (value) => (row) => row.actors.has(value),
    partner: (value) => (row) => row.partners.has(value),
    force: (value) => value.endsWith("+")
      ? (row) => row.get("force") >= parseInt(value, 10)
      : (row) => row.get("force") === Number(value),
    status: (value) => (row) => row.get("status") === value,
    theme: (value) => value.endsWith(".")
      ? (row) => (row.get("theme") || "").startsWith(value)
      : (row) => row.get("theme") === value,
    deadline: (value) => {
      if (value === "some") return (row) => row.get("deadline") !== null;
      if (value === "none") return (row) => row.get("deadline") === null;
      return (row) => f.dueYear(row) !== null && f.dueYear(row) <= Number(value);
    },
    section: (value) => (row) => row.get("section_title") === value,
    words: (value) => {
      const words = value.toLowerCase().split(/\s+/).filter(Boolean);
      return (row) => words.every((word) => row.search.includes(word));
    },
  };

  f.filter = () => {
    const tests = Object.entries(TESTS)
      .filter(([name]) => field(name).value !== "")
      .map(([name, make]) => make(field(name).value));
    if (field("doubtful").checked) tests.push((row) => row.doubtful);
    f.visible = order.filter((row) => tests.every((test) => test(row)));
    most = PART;
    fillTable();
    const all = f.rows.length;
    f.byId("count").textContent = f.visible.length === all
      ? f.count(all, "commitment") : `${f.visible.length} of ${f.count(all, "commitment")}`;
    f.byId("export").disabled = f.visible.length === 0;
    f.redraw();
  };

  f.setFilter = (values) => {
    for (const [name, value] of Object.entries(values)) field(name).value = value;
    if ("statement" in values) sections();
    f.filter();
  };

  form.addEventListener("input", (event) => {
    if (event.target.name === "statement") sections();
    f.filter();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { sections(); f.filter(); }));

  // --- Export --------------------------------------------------------------------------------

  function csvCell(value) {
    if (value === null) return "";
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    let text = Array.isArray(value) ? value.join(";") : value;
    // A spreadsheet would run such a cell as a formula.
    if (/^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return text === "" ? "" : `"${text.replaceAll('"', '""')}"`;
  }

  f.csv = () => [columns, ...f.visible.map((row) => row.cells)]
    .map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");

  f.byId("export").addEventListener("click", () => {
    // The mark at the start tells spreadsheets that it is UTF-8.
    const file = new Blob(["\ufeff", f.csv()], { type: "text/csv;charset=utf-8" });
    const link = el("a", { download: "commitments.csv" });
    link.href = URL.createObjectURL(file);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  fillFilters();
})(window.factsheets);
