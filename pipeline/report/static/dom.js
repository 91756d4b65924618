// What every part of the page builds with. Text of documents only ever becomes text nodes.
"use strict";

window.factsheets = { statements: [] };

(function (f) {
  const SVG = "http://www.w3.org/2000/svg";
  // What would turn the letters around it (Unicode's explicit bidi controls), or control anything.
  const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

  f.clean = (text) => String(text).replace(CONTROLS, "\ufffd");

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === "function") element.addEventListener(name, value);
      else element.setAttribute(name, value === true ? "" : f.clean(value));
    }
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false) continue;
      element.append(child instanceof Node ? child : f.clean(child));
    }
    return element;
  }

  // el("button", { class: "x", click: handler }, "text", otherElement): names of elements and
  // attributes are written in this program, never taken from data.
  f.el = (name, attributes, ...children) =>
    fill(document.createElement(name), attributes, children);
  f.svg = (name, attributes, ...children) =>
    fill(document.createElementNS(SVG, name), attributes, children);

  f.byId = (id) => document.getElementById(id);

  // The data of one statement, read from its file when it is first looked at.
  const asked = new Map();
  f.load = (number) => {
    if (!asked.has(number)) {
      asked.set(number, new Promise((done, failed) => {
        const script = f.el("script", { src: `data/${Number(number)}.js` });
        script.addEventListener("load", () => done(f.statements[number]));
        script.addEventListener("error", () => failed(new Error(`data/${number}.js is missing`)));
        document.head.append(script);
      }));
    }
    return asked.get(number);
  };

  f.count = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;

  f.partyName = (code) => {
    const name = f.index.parties[code];
    return name && name !== code ? `${code} · ${name}` : code;
  };

  f.forceName = (force) => {
    const meaning = f.index.forces[force];
    return meaning ? `${force} · ${meaning}` : String(force);
  };
})(window.factsheets);
