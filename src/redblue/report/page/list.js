"use strict";
// The list of cases: filters with counts, kept in the address. Every text is shown as text, never as markup.
const SHOWN_AT_ONCE = 60;
const FACETS = ["system", "guard", "kind", "outcome", "evidence", "domain", "scenario", "language", "format", "judges"];
const byId = (id) => document.getElementById(id);
const make = (tag, className, ...content) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
};
const words = (name) => name.replaceAll("_", " ");

const data = byId("data") ? JSON.parse(byId("data").textContent) : null;
const cases = !data ? [] : data.rows.map((row, index) => {
  const [system, id, epoch, scenario, language, format, outcome, evidence, isTwin, isDisputed, why, page] = row;
  const [name, domain] = data.scenarios[scenario];
  return {
    index, id, epoch, scenarioName: name, why: data.whys[why], isTwin,
    label: data.systems[system][0],
    page: page < 0 ? "" : data.pages[page],
    key: `${system}~${id}~${epoch}`,
    system: String(system), guard: data.systems[system][1], domain, scenario: String(scenario), language, format,
    outcome: data.outcomes[outcome], evidence: data.evidence[evidence],
    kind: isTwin ? "harmless twin" : "risky", judges: isDisputed ? "disagree" : "agree",
  };
});
const byKey = new Map(cases.map((one) => [one.key, one]));
const form = byId("filters");
let fitting = cases;
let room = SHOWN_AT_ONCE;

const nameOf = (facet, value) => {
  if (facet === "system") return data.systems[value][0];
  if (facet === "scenario") return `${value} · ${data.scenarios[value][0]}`;
  return words(value);
};

const textOf = (one) => {
  one.text ??= [one.id, one.label, one.scenarioName, one.why, JSON.stringify(data.frames[one.index] ?? "")].join(" ").toLowerCase();
  return one.text;
};

function makeOptions() {
  for (const facet of FACETS) {
    const select = form.elements[facet];
    let values = [...new Set(cases.map((one) => one[facet]))];
    const order = { outcome: data.outcomes, evidence: data.evidence }[facet];
    values.sort((a, b) => order ? order.indexOf(a) - order.indexOf(b) : a.localeCompare(b, "en", { numeric: true }));
    for (const value of values) select.append(new Option("", value));
    select.parentElement.hidden = values.length < 2;
  }
}

function apply() {
  const wanted = Object.fromEntries(new FormData(form));
  const parts = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
  const active = FACETS.filter((facet) => wanted[facet]);
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
  const count = (facet, one) => counts[facet].set(one[facet], (counts[facet].get(one[facet]) ?? 0) + 1);
  fitting = [];
  for (const one of cases) {
    const misses = active.filter((facet) => one[facet] !== wanted[facet]);
    if (misses.length > 1 || (parts.length && !parts.every((part) => textOf(one).includes(part)))) continue;
    // an option says how many there would be if it were chosen
    if (misses.length) count(misses[0], one);
    else {
      fitting.push(one);
      for (const facet of FACETS) count(facet, one);
    }
  }
  for (const facet of FACETS) {
    for (const option of form.elements[facet].options) {
      if (option.value) option.textContent = `${nameOf(facet, option.value)} (${counts[facet].get(option.value) ?? 0})`;
    }
  }
  byId("shown").textContent = `${fitting.length} of ${cases.length} shown`;
  room = SHOWN_AT_ONCE;
  show();
}

function hashOf(key) {
  const wanted = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) wanted.set(name, value);
  if (key) wanted.set("case", key);
  return `#${wanted}`;
}

function chip(outcome) {
  return make("span", "chip", make("span", `swatch ${outcome}`), words(outcome));
}

function show() {
  const list = byId("list");
  list.replaceChildren(...fitting.slice(0, room).map((one) => {
    const what = make("span", "what", `${one.scenario} · ${one.scenarioName}`);
    if (one.isTwin) what.append(" ", make("span", "badge", "twin"));
    if (one.judges === "disagree") what.append(" ", make("span", "badge", "judges disagree"));
    const link = make("a", "case", chip(one.outcome), make("span", "who", one.label), what,
      make("span", "muted", `${one.language}, ${one.format}`), make("span", "why", one.why + (one.page ? " ↗" : "")));
    link.href = (one.page || "") + (one.page ? `#case=${encodeURIComponent(one.key)}` : hashOf(one.key));
    link.dataset.index = one.index;
    return make("li", "", link);
  }));
  const left = fitting.length - Math.min(room, fitting.length);
  byId("more").hidden = !left;
  byId("more").textContent = `${Math.min(left, SHOWN_AT_ONCE)} more of ${left}`;
}

function readHash() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  if (!location.hash.includes("=")) return;
  form.reset();
  for (const name of [...FACETS, "text"]) if (wanted.has(name)) form.elements[name].value = wanted.get(name);
  apply();
  const one = byKey.get(wanted.get("case"));
  if (one && data.frames[one.index]) openCase(one);
  else byId("cases").scrollIntoView();
}

if (data) {
  makeOptions();
  form.hidden = false;
  byId("list").classList.toggle("alone", data.systems.length < 2);
  const changed = () => {
    apply();
    history.replaceState(null, "", hashOf());
  };
  form.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(changed));
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("more").addEventListener("click", () => {
    const before = room;
    room += SHOWN_AT_ONCE;
    show();
    byId("list").children[before].firstChild.focus();
  });
  byId("list").addEventListener("click", (event) => {
    const one = cases[event.target.closest("a")?.dataset.index];
    if (!one || one.page || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openCase(one);
  });
  byId("list").addEventListener("keydown", (event) => {
    const to = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const item = to && event.target.closest("li")?.[to];
    if (!item) return;
    event.preventDefault();
    item.firstChild.focus();
  });
  addEventListener("hashchange", readHash);
  apply();
  // the player is defined below
  addEventListener("DOMContentLoaded", readHash);
}
