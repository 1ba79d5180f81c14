// What a table's cells and the fields of an answered message share: an input for every kind of column, and sending
// what they hold on before one has stopped typing.

const PAUSE = 250; // ms between what is typed and what the kernel hears of it
const WRITTEN = { date: /^\d{4}-\d\d-\d\d$/, time: /^\d\d:\d\d(:\d\d)?$/ }; // what the browser's own inputs can hold
const GROWING = new Set(["text", "list"]); // their cells grow with what is written
const YES = /^(是|对|有|√|✓|✔|y|yes|true|1)$/i;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter(child => child !== null));
  return node;
}

/** A choice by its name or its value, whatever the case; what is neither stays as it is. */
function chosen(column, text) {
  const said = text.trim().toLowerCase();
  const found = column.options.find(([value, name]) => name.toLowerCase() === said || value.toLowerCase() === said);
  return found ? found[0] : text.trim();
}

/** Text from elsewhere as a column's cell holds it. */
function taken(column, text) {
  if (column.kind === "yes_no") return String(YES.test(text.trim()));
  return column.kind === "choice" ? chosen(column, text) : text.trim();
}

function inputOf(column, words) {
  const common = { "data-column": column.slug, autocomplete: "off", spellcheck: "false" };
  if (GROWING.has(column.kind)) return make("textarea", { ...common, rows: 1 });
  if (column.kind === "yes_no") return make("input", { ...common, type: "checkbox" });
  if (column.kind !== "choice") return make("input", { ...common, type: "text", inputmode: column.kind === "number" ? "decimal" : null });
  return make("select", common, make("option", { value: "" }, words.choose), ...column.options.map(([value, name]) => make("option", { value }, name)));
}

/** An input with a place for its error; `get` and `set` speak in texts, whatever it is. */
function cellOf(column, label, words) {
  const input = inputOf(column, words), note = make("p", { class: "academy-cell-note", id: `academy-${Math.random().toString(36).slice(2)}`, hidden: true });
  const counter = column.most && column.kind === "text" ? make("output", { class: "academy-cell-counter", "aria-hidden": "true", hidden: true }) : null;
  const node = make("div", { class: `academy-grid-cell is-${column.kind}${GROWING.has(column.kind) ? " is-growing" : ""}` }, input, counter, note);
  input.setAttribute("aria-label", label);
  input.setAttribute("aria-describedby", note.id);
  const get = () => (input.type === "checkbox" ? String(input.checked) : input.value);
  const fit = () => { // a text's cell grows with it; a choice bears the tint of its place
    if (GROWING.has(column.kind)) node.dataset.text = input.value;
    if (counter) {
      const n = [...input.value.trim()].length;
      counter.textContent = `${n} / ${column.most}`;
      counter.hidden = n < 0.8 * column.most;
      counter.classList.toggle("is-over", n > column.most);
    }
    if (column.kind === "choice") {
      const place = column.options.findIndex(([value]) => value === input.value);
      input.className = place < 0 ? "is-open" : `is-tint-${place % 8}`;
    }
  };
  const set = text => {
    if (get() === text) return fit();
    if (input.type === "checkbox") input.checked = text === "true";
    else {
      const native = WRITTEN[column.kind];
      if (native) input.type = !text || native.test(text) ? column.kind : "text";
      if (column.kind === "choice") {
        input.querySelector("[data-foreign]")?.remove();
        if (text && !column.options.some(([value]) => value === text)) input.append(make("option", { value: text, "data-foreign": true }, text));
      }
      input.value = text;
    }
    fit();
  };
  const explain = (error = "") => {
    if (note.textContent === error) return;
    note.textContent = error;
    note.hidden = !error;
    node.classList.toggle("is-wrong", Boolean(error));
    input.setAttribute("aria-invalid", String(Boolean(error)));
  };
  if (column.kind in WRITTEN) input.type = column.kind;
  fit();
  return { node, input, get, set, fit, explain };
}

/** Sends what `read()` gives to the kernel: `soon` after something was typed, `now` otherwise; `stop` when it is over. */
function sender(model, el, read) {
  let waiting = null, composing = false, sent = JSON.stringify(model.get("value"));
  const now = () => {
    clearTimeout(waiting);
    waiting = null;
    const value = read(), text = JSON.stringify(value);
    if (text === sent || composing) return; // half-written pinyin is nobody's business
    sent = text;
    model.set("value", value);
    model.save_changes();
  };
  const soon = () => { waiting ??= setTimeout(now, PAUSE); };
  const leaving = () => { if (document.visibilityState === "hidden") now(); };
  el.addEventListener("compositionstart", () => { composing = true; });
  el.addEventListener("compositionend", () => { composing = false; soon(); });
  el.addEventListener("focusout", now);
  // JupyterLab 4.6 listens on whatever has the focus inside a cell and takes Enter and undo away: not from here.
  el.addEventListener("beforeinput", event => event.stopPropagation(), true);
  el.dataset.lmSuppressShortcuts = "true";
  document.addEventListener("visibilitychange", leaving);
  window.addEventListener("pagehide", now);
  return {
    now,
    soon,
    foreign: () => { // whether somebody else has changed the value
      const text = JSON.stringify(model.get("value"));
      const changed = text !== sent;
      sent = text;
      return changed;
    },
    stop: () => {
      now();
      document.removeEventListener("visibilitychange", leaving);
      window.removeEventListener("pagehide", now);
    },
  };
}
