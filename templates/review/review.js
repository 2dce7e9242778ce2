"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const TIERS = ["red", "amber", "grey"];
const find = (id) => document.getElementById(id);
const store = `bulletin-review:${data.issue}:${data.script}`;
const state = { language: document.documentElement.lang, hidden: new Set(), article: "", search: "", undecided: false, now: 0, saved: true };
// passage → {kind: "form", form} · {kind: "keep"} · {kind: "glossary", entry, text, form}
let decided = new Map();

const say = (name, values = {}) =>
  (data.words[state.language][name] || name).replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const quoted = (text) => JSON.stringify(text);

data.doubts.forEach((doubt, index) => { doubt.index = index; doubt.passage = `${doubt.before}{${doubt.text}}${doubt.after}`; });
const groups = new Map();
for (const doubt of data.doubts) {
  const key = [doubt.tier, doubt.reason, doubt.text, doubt.form].join("\n");
  if (!groups.has(key)) groups.set(key, []);
  groups.get(key).push(doubt);
}

// The decisions file as it was, block by block. `dropped`: the blocks to be asked again, of which only comments are saved.
const former = data.existing.split(/^(?=[ \t]*\[\[decision\]\])/m);
const dropped = new Set();

function decide(doubt, decision) {
  if (decision) decided.set(doubt.passage, decision); else decided.delete(doubt.passage);
  state.saved = false;
  remember();
  refresh(doubt);
}

function remember() {
  try { localStorage.setItem(store, JSON.stringify([...decided])); } catch { /* a browser may forbid it for files */ }
}

function block(doubt, decision) {
  if (decision.kind === "glossary") {
    const lines = ["[[decision]]", `text = ${quoted(`{${decision.text}}`)}`, `glossary = ${quoted(decision.entry)}`];
    if (decision.entry === "term") lines.push(`${data.script} = ${quoted(decision.form)}`);
    return lines.join("\n") + "\n";
  }
  const written = decision.kind === "keep" ? "keep = true" : `${data.script} = ${quoted(decision.form)}`;
  return `[[decision]]\ntext = ${quoted(doubt.passage)}\n${written}\n`;
}

function file() {
  const blocks = data.doubts.filter((doubt) => decided.has(doubt.passage)).map((doubt) => block(doubt, decided.get(doubt.passage)));
  const left = former.map((part, index) => (dropped.has(index) ? (part.match(/^[ \t]*#.*\n?/gm) || []).join("") : part)).join("");
  const before = left ? [left.replace(/\n*$/, "\n")] : [];
  return [...before, ...new Set(blocks)].join("\n");
}

function save() {
  const link = make("a", { href: URL.createObjectURL(new Blob([file()], { type: "application/toml" })), download: "decisions.toml" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  state.saved = true;
  tell(say("saved", { command: data.command }));
}

function load(source) {
  const known = new Map(data.doubts.map((doubt) => [doubt.passage, doubt]));
  let count = 0;
  for (const part of source.split(/^\s*\[\[decision\]\]/m).slice(1)) {
    const values = {};
    for (const [, key, text] of part.matchAll(/^\s*([\w-]+)\s*=\s*("(?:[^"\\]|\\.)*"|true)/gm)) {
      try { values[key] = JSON.parse(text); } catch { /* not written by this page */ }
    }
    const doubt = known.get(values.text);
    if (!doubt) continue;
    if (values.glossary) decided.set(doubt.passage, { kind: "glossary", entry: values.glossary, text: doubt.text, form: values[data.script] || "" });
    else if (values.keep) decided.set(doubt.passage, { kind: "keep" });
    else if (values[data.script]) decided.set(doubt.passage, { kind: "form", form: values[data.script] });
    else continue;
    count += 1;
  }
  remember();
  draw();
  tell(count ? say("imported", { count }) : say("import_failed"));
}

function tell(text) { find("message").textContent = text; }

const place = (occurrence) => {
  const [article, part, number] = occurrence;
  const where = part === "title" || part === "byline" ? say(`part_${part}`) : say("part_other", { number });
  return `${data.articles[article] || say("whole_issue")} · ${where}`;
};
const quote = (doubt, [, , , before, after]) =>
  make("p", { className: "quote", lang: data.script }, `…${before}`, make("mark", {}, written(doubt)), `${after}…`);
const written = (doubt) => {
  const decision = decided.get(doubt.passage);
  return decision?.kind === "form" ? decision.form : decision?.kind === "keep" ? doubt.text : decision?.form || doubt.form;
};

function choice(label, key, pressed, act, word = false) {
  const button = make("button", { type: "button", className: word ? "word" : "", onclick: act }, label);
  if (key) button.append(make("kbd", {}, key));
  button.setAttribute("aria-pressed", String(pressed));
  return button;
}

function drawn(doubt) {
  const decision = decided.get(doubt.passage);
  const choices = make("div", { className: "choices" });
  doubt.candidates.forEach((form, index) => {
    const button = choice(form, index ? index + 1 : "↵", decision?.kind === "form" && decision.form === form, () => decide(doubt, { kind: "form", form }));
    button.lang = data.script;
    choices.append(button);
  });
  if (decision?.kind === "form" && !doubt.candidates.includes(decision.form)) choices.append(choice(decision.form, "", true, () => {}));
  choices.append(
    make("span", { className: "gap" }),
    choice(say("other"), "", false, () => { const form = prompt(say("other_prompt"), written(doubt)); if (form && form.trim()) decide(doubt, { kind: "form", form: form.trim() }); }, true),
    choice(say("keep"), "L", decision?.kind === "keep", () => decide(doubt, { kind: "keep" }), true),
    choice(say("glossary"), "G", decision?.kind === "glossary", () => term(doubt), true));
  if (decision) choices.append(choice(say("undo"), "U", false, () => decide(doubt, null), true));
  const element = make("div", { className: `case${decision ? " decided" : ""}${doubt.index === state.now ? " now" : ""}`, id: `case-${doubt.index}` },
    quote(doubt, doubt.at[0]), make("p", { className: "place" }, `${place(doubt.at[0])} · ${say("times", { count: doubt.at.length })}`));
  if (doubt.at.length > 1) {
    const more = make("details", {}, make("summary", {}, say("more", { count: doubt.at.length - 1 })));
    more.addEventListener("toggle", () => {
      if (more.open && more.children.length === 1) for (const each of doubt.at.slice(1)) more.append(quote(doubt, each), make("p", { className: "place" }, place(each)));
    });
    element.append(more);
  }
  element.append(choices);
  element.addEventListener("click", () => go(doubt.index, false));
  return element;
}

function term(doubt) {
  const wanted = doubt.text.length > 1 ? doubt.text : doubt.before + doubt.text + doubt.after;
  const text = make("input", { value: wanted });
  const form = make("input", { value: doubt.text.length > 1 ? written(doubt) : doubt.before + written(doubt) + doubt.after });
  const add = (entry) => { if (text.value.trim().length > 1) decide(doubt, { kind: "glossary", entry, text: text.value.trim(), form: form.value.trim() }); };
  const box = make("div", { className: "term" }, text,
    choice(say("as_name"), "", false, () => add("name"), true), choice(say("as_keep"), "", false, () => add("keep"), true),
    choice(say("as_term"), "", false, () => add("term"), true), form, choice(say("cancel"), "", false, () => refresh(doubt), true));
  box.dataset.term = "yes";
  find(`case-${doubt.index}`).querySelector(".term")?.remove();
  find(`case-${doubt.index}`).append(box);
  text.focus();
}

const holds = (doubt, words) => [doubt.text, doubt.form, ...doubt.candidates].some((each) => each.includes(words))
  || doubt.at.some(([, , , before, after]) => `${before}${doubt.form}${after}`.includes(words));
const visible = (doubt) => !state.hidden.has(doubt.tier) && !(state.undecided && decided.has(doubt.passage))
  && (state.search === "" || holds(doubt, state.search))
  && (state.article === "" || doubt.at.some(([article]) => article === Number(state.article)));

function card(cases) {
  const [first] = cases;
  const element = make("section", { className: `phrase ${first.tier}`, id: `phrase-${first.index}` });
  const places = cases.reduce((sum, doubt) => sum + doubt.at.length, 0);
  const rules = first.rules.map(([dictionary, key]) => `${dictionary} ${key}`).join(" → ");
  const title = make("h2", {}, first.text, make("i", {}, "→"), make("span", { lang: data.script }, first.form));
  const head = make("div", { className: "head" }, title, make("span", { className: "why tier" }, say(first.reason)),
    make("span", { className: "rule", title: say("decided_by") }, rules), make("span", { className: "rule" }, say("times", { count: places })));
  if (cases.length > 1) head.append(make("button", { type: "button", className: "all", onclick: () => { for (const doubt of cases) if (!decided.has(doubt.passage)) decided.set(doubt.passage, { kind: "form", form: doubt.form }); state.saved = false; remember(); draw(); } }, say("accept_all")));
  element.append(head, ...cases.map(drawn));
  element.classList.toggle("done", cases.every((doubt) => decided.has(doubt.passage)));
  return element;
}

function draw() {
  document.documentElement.lang = state.language;
  document.querySelectorAll("[data-say]").forEach((element) => { element.textContent = say(element.dataset.say); });
  const cards = [...groups.values()].map((cases) => cases.filter(visible)).filter((cases) => cases.length).map(card);
  find("list").replaceChildren(...(cards.length ? cards : [make("p", { className: "nothing" }, say("nothing"))]));
  find("tiers").replaceChildren(...TIERS.map((tier) => {
    const count = data.doubts.filter((doubt) => doubt.tier === tier).length;
    const button = make("button", { type: "button", className: tier, title: say(`${tier}_about`), onclick: () => { if (!state.hidden.delete(tier)) state.hidden.add(tier); draw(); } }, `${say(tier)} ${count}`);
    button.setAttribute("aria-pressed", String(!state.hidden.has(tier)));
    return button;
  }));
  find("article").replaceChildren(make("option", { value: "" }, say("every_article")), ...data.articles.map((title, index) => make("option", { value: index, selected: state.article === String(index) }, title || say("whole_issue"))));
  find("search").placeholder = say("search");
  find("settled").textContent = data.decided ? say("settled", { count: data.decided }) : "";
  drawFormer();
  count();
}

function drawFormer() {
  const list = former.map((part, index) => [part, index]).filter(([part]) => /^\s*\[\[decision\]\]/.test(part));
  find("former").hidden = !list.length;
  find("former-count").textContent = say("former", { count: list.length });
  find("former-list").replaceChildren(...list.map(([part, index]) => {
    const values = [...part.matchAll(/^\s*(text|zh-[\w-]+|keep)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|true)/gm)];
    const [text, ...forms] = values.map(([, key, value]) => (key === "keep" ? say("keep") : value));
    const label = make("span", { className: dropped.has(index) ? "gone" : "" }, make("b", { lang: "zh-Hans" }, text ?? ""), " → ", make("b", { lang: data.script }, [...new Set(forms)].join(" · ")));
    const toggle = () => { if (!dropped.delete(index)) dropped.add(index); state.saved = false; drawFormer(); };
    return make("li", {}, label, make("button", { type: "button", onclick: toggle }, say(dropped.has(index) ? "undo" : "ask_again")));
  }));
}

function count() {
  const red = data.doubts.filter((doubt) => doubt.tier === "red" && !decided.has(doubt.passage)).length;
  const done = data.doubts.filter((doubt) => decided.has(doubt.passage)).length;
  find("progress").textContent = say("progress", { done, all: data.doubts.length });
  find("red-left").textContent = red ? say("red_left", { count: red }) : say("red_none");
  find("red-left").classList.toggle("some", red > 0);
  find("bar").style.width = `${data.doubts.length ? (100 * done) / data.doubts.length : 100}%`;
}

function refresh(doubt) {
  const element = find(`case-${doubt.index}`);
  if (element) {
    const section = element.closest("section");
    element.replaceWith(drawn(doubt));
    section.classList.toggle("done", !section.querySelector(".case:not(.decided)"));
  }
  count();
}

function go(index, scroll = true) {
  find(`case-${state.now}`)?.classList.remove("now");
  state.now = index;
  const element = find(`case-${index}`);
  element?.classList.add("now");
  if (scroll) element?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const shown = [...document.querySelectorAll(".case")].map((element) => Number(element.id.slice(5)));
  const at = shown.indexOf(state.now);
  const next = shown[Math.min(shown.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  if (next !== undefined) go(next);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
  const doubt = data.doubts[state.now];
  const key = event.key.toLowerCase();
  const choose = (index) => { if (doubt?.candidates[index]) { decide(doubt, { kind: "form", form: doubt.candidates[index] }); step(1); } };
  if (key === "j" || key === "arrowdown") step(1);
  else if (key === "k" || key === "arrowup") step(-1);
  else if (key === "enter" && event.target.tagName !== "BUTTON" && event.target.tagName !== "SUMMARY") choose(0);
  else if (/^[1-9]$/.test(key)) choose(Number(key) - 1);
  else if (key === "l" && doubt) { decide(doubt, { kind: "keep" }); step(1); }
  else if (key === "g" && doubt && find(`case-${doubt.index}`)) term(doubt);
  else if (key === "u" && doubt) decide(doubt, null);
  else if (key === "s") save();
  else return;
  event.preventDefault();
});
find("save").onclick = save;
find("language").onclick = () => { state.language = state.language === "zh" ? "en" : "zh"; draw(); };
find("article").onchange = (event) => { state.article = event.target.value; draw(); };
find("search").oninput = (event) => { state.search = event.target.value.trim(); draw(); };
find("undecided").onchange = (event) => { state.undecided = event.target.checked; draw(); };
find("import").onchange = async (event) => { const [picked] = event.target.files; if (picked) load(await picked.text()); event.target.value = ""; };
addEventListener("beforeunload", (event) => { if (!state.saved) event.preventDefault(); });
try { const kept = JSON.parse(localStorage.getItem(store) || "[]"); decided = new Map(kept.filter(([passage]) => data.doubts.some((doubt) => doubt.passage === passage))); } catch { /* as above */ }
draw();
