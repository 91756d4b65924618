// The statement as its outline, with mentions, acts and cues marked.
"use strict";

(function (f) {
  const { el } = f;

  // Types that are drawn alike; each family has a line of its own colour and kind.
  const FAMILIES = {
    people: ["PERSON", "ROLE"],
    places: ["COUNTRY", "REGION", "PLACE", "FACILITY"],
    bodies: ["ORG", "ALLIANCE", "FORUM", "UNIT"],
    texts: ["AGREEMENT", "LAWPOL", "PROGRAM", "EVENT", "EXERCISE"],
    things: ["SYSTEM", "CAPABILITY"],
    numbers: ["DATE", "MONEY", "QUANTITY"],
  };
  const familyOf = new Map(
    Object.entries(FAMILIES).flatMap(([family, labels]) => labels.map((label) => [label, family])),
  );
  const forceClass = (force) => (force === null ? "fd" : `f${force}`);

  function badge(act, number) {
    const force = act.force === null ? "directive" : `force ${act.force}`;
    const what = act.commitment ? "commitment" : "no commitment";
    return el("button", {
      type: "button", class: `badge ${forceClass(act.force)} ${act.commitment ? "is" : "not"}`,
      "data-acts": number, "aria-label": `Act, ${force}, ${what}: show why`,
    }, act.force === null ? "d" : act.force);
  }

  // One node's text as elements; `marks` collects the elements of each act and each cue.
  function marked(node, data, marks) {
    return node.runs.map(([text, mention, acts, cues]) => {
      if (acts === undefined) return text;
      const begun = acts.filter((number) => !marks.acts[number].length);
      const classes = [];
      if (acts.length) {
        const act = data.acts[acts.at(-1)];
        classes.push("act", forceClass(act.force), act.commitment ? "is" : "not");
      }
      const [label, entity] = mention === null ? [] : data.mentions[mention];
      if (label) classes.push("mention", familyOf.get(label));
      const span = el("span", {
        class: classes.join(" "),
        "data-acts": acts.length ? acts.join(" ") : null,
        "data-label": label,
        title: label ? `${label}${entity ? `: ${entity}` : ""}` : null,
      }, text);
      acts.forEach((number) => marks.acts[number].push(span));
      cues.forEach((number) => marks.cues[number].push(span));
      return [begun.map((number) => badge(data.acts[number], number)), span];
    });
  }

  function outline(data) {
    const marks = { acts: data.acts.map(() => []), cues: data.acts.map(() => []) };
    const below = data.nodes.map(() => []);
    const top = [];
    data.nodes.forEach((node) => (node.parent === null ? top : below[node.parent]).push(node));

    function content(node) {
      const place = [
        el("span", { class: "path" }, node.path, node.page ? ` p. ${node.page}` : ""), " ",
        node.marker ? [el("span", { class: "marker" }, node.marker), " "] : null,
      ];
      return [place, el("bdi", {}, marked(node, data, marks))];
    }

    function block(node) {
      const inner = () => level(below[data.nodes.indexOf(node)]);
      if (node.kind === "section") {
        const heading = el(`h${Math.min(2 + node.level, 6)}`, { dir: "auto" }, content(node));
        return el("div", { class: "section" }, heading, inner());
      }
      if (node.kind === "title") return [el("h2", { dir: "auto" }, content(node)), inner()];
      if (node.kind === "bullet") return el("li", { dir: "auto" }, content(node), inner());
      return [el("p", { class: node.kind, dir: "auto" }, content(node)), inner()];
    }

    function level(nodes) {
      const parts = [];
      let open = null;
      for (const node of nodes) {
        if (node.kind !== "bullet") open = null;
        else if (!open) parts.push((open = el("ul")));
        if (open) open.append(block(node));
        else parts.push(block(node));
      }
      return parts;
    }

    const elements = level(top);
    return { elements, marks };
  }

  function about(statement) {
    const facts = [
      ["File", statement.source],
      ["Issued by", statement.issuer],
      ["Date", statement.date && `${statement.date} (${statement.date_source})`],
      ["Speaking", statement.principals.map(f.partyName).join(", ")],
      ["Status", statement.status === "ok" ? null : `${statement.status}: ${statement.message}`],
      ["Address", statement.url && (/^https?:\/\//i.test(statement.url)
        ? el("a", { href: statement.url, rel: "noreferrer noopener" }, statement.url)
        : statement.url)],
    ].filter(([, value]) => value);
    return [
      el("dl", { class: "facts" }, facts.map(([name, value]) =>
        el("div", {}, el("dt", {}, name), el("dd", { dir: "auto" }, value)))),
      statement.problems.length > 0 && el("details", { class: "problems" },
        el("summary", {}, f.count(statement.problems.length, "problem")),
        el("ul", {}, statement.problems.map((text) => el("li", {}, text)))),
    ];
  }

  const text = f.byId("text");
  const pick = f.byId("pick");
  // What stands on the left: number of the statement, its data, elements of its acts and cues.
  f.shown = null;
  let wanted = null;

  f.showStatement = async (number) => {
    if (f.shown && f.shown.number === number) return f.shown;
    wanted = number;
    const data = await f.load(number);
    if (wanted !== number) return null;
    const { elements, marks } = outline(data);
    text.replaceChildren(...[about(f.index.statements[number]), elements].flat(Infinity)
      .filter(Boolean));
    text.scrollTop = 0;
    pick.value = String(number);
    f.byId("previous").disabled = number === 0;
    f.byId("next").disabled = number === f.index.statements.length - 1;
    const places = new Map(data.acts.map((act, at) => [act.id, at]));
    f.shown = { number, data, marks, places };
    return f.shown;
  };

  let lit = [];
  f.light = (at) => {
    lit.forEach((element) => element.classList.remove("on", "cue"));
    const { acts, cues } = f.shown.marks;
    acts[at].forEach((element) => element.classList.add("on"));
    cues[at].forEach((element) => element.classList.add("cue"));
    lit = [...acts[at], ...cues[at]];
    return acts[at][0];
  };

  text.addEventListener("click", (event) => {
    const found = event.target.closest("[data-acts]");
    if (!found || String(window.getSelection())) return;
    const number = Number(found.dataset.acts.split(" ").at(-1));
    f.select(f.shown.data.acts[number].id, "text");
  });

  pick.append(...f.index.statements.map((_, number) =>
    el("option", { value: number }, f.statementName(number))));
  pick.addEventListener("change", () => f.go(Number(pick.value)));
  f.byId("previous").addEventListener("click", () => f.go(f.shown.number - 1));
  f.byId("next").addEventListener("click", () => f.go(f.shown.number + 1));

  for (const kind of ["acts", "mentions", "types"]) {
    const box = f.byId(`show-${kind}`);
    const set = () => text.classList.toggle(`no-${kind}`, !box.checked);
    box.addEventListener("change", set);
    set();
  }

  f.byId("forces").append(
    ...[5, 4, 3, 2, 1, 0].map((force) =>
      el("li", {}, el("span", { class: `chip f${force}` }, force), ` ${f.index.forces[force]}`)),
    el("li", {}, el("span", { class: "chip fd" }, "d"), " directive"),
  );
  f.byId("families").append(...Object.entries(FAMILIES).map(([family, labels]) =>
    el("li", {}, el("span", { class: `mention ${family}` }, family),
      ` ${labels.join(", ").toLowerCase()}`)));
})(window.factsheets);
