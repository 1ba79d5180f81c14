// A text field that counts while one types, tells what is wrong beside itself, and sends changes on before one has
// stopped typing. With `toolbar` it edits Markdown; undo keeps working because text goes in as if typed.

const PAUSE = 250; // ms between what is typed and what the kernel hears of it

const length = text => [...text.trim()].length;

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter(child => child !== null));
  return node;
}

function insert(input, text) {
  input.focus();
  if (!document.execCommand("insertText", false, text)) {
    input.setRangeText(text, input.selectionStart, input.selectionEnd, "end");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function lineOf(input) {
  const start = input.value.lastIndexOf("\n", input.selectionStart - 1) + 1;
  const end = input.value.indexOf("\n", input.selectionEnd);
  return [start, end < 0 ? input.value.length : end];
}

/** Put `mark` before every selected line, or take it away where all lines have it. */
function prefix(input, mark) {
  const [start, end] = lineOf(input);
  const lines = input.value.slice(start, end).split("\n");
  const has = lines.every(line => line.startsWith(mark));
  input.setSelectionRange(start, end);
  insert(input, lines.map(line => (has ? line.slice(mark.length) : mark + line)).join("\n"));
}

function embrace(input, mark) {
  const { selectionStart: start, selectionEnd: end, value } = input;
  const inner = value.slice(start, end);
  insert(input, mark + inner + mark);
  if (!inner) input.setSelectionRange(start + mark.length, start + mark.length);
}

/** A picture stands alone between two empty lines. */
function place(input, picture) {
  const [, end] = lineOf(input);
  input.setSelectionRange(end, end);
  const before = input.value.slice(0, end).trimEnd() ? "\n\n" : "";
  insert(input, `${before}![${picture.caption}](pic:${picture.id})\n\n`);
}

function toolbar(input, model) {
  const words = model.get("words");
  const gallery = make("div", { class: "academy-gallery", role: "menu", hidden: true });
  for (const picture of model.get("gallery")) {
    const item = make("button", { type: "button", role: "menuitem", onclick: () => { place(input, picture); gallery.hidden = true; } });
    item.innerHTML = picture.html;
    item.append(make("span", {}, picture.caption));
    gallery.append(item);
  }
  const tool = (label, title, act) =>
    make("button", { type: "button", class: "academy-tool", title, "aria-label": title, onmousedown: event => event.preventDefault(), onclick: act }, label);
  const bar = make("div", { class: "academy-toolbar", role: "toolbar" },
    tool("H", words.heading, () => prefix(input, "## ")),
    tool("B", words.bold, () => embrace(input, "**")),
    tool("•", words.list, () => prefix(input, "- ")),
    tool("❝", words.quote, () => prefix(input, "> ")));
  if (model.get("gallery").length) {
    const opener = tool(words.picture, words.picture, () => { gallery.hidden = !gallery.hidden; });
    opener.classList.add("academy-tool-picture");
    bar.append(opener);
    document.addEventListener("click", event => { if (!bar.contains(event.target) && !gallery.contains(event.target)) gallery.hidden = true; });
  }
  bar.append(gallery);
  bar.addEventListener("keydown", event => { if (event.key === "Escape") { gallery.hidden = true; input.focus(); } });
  return bar;
}

function render({ model, el }) {
  const id = `academy-${Math.random().toString(36).slice(2)}`;
  const rows = model.get("rows"), kind = model.get("kind"), most = model.get("most");
  const input = rows > 1
    ? make("textarea", { id, rows, "aria-describedby": `${id}-note`, spellcheck: "false" })
    : make("input", { id, type: "text", inputmode: kind === "number" ? "numeric" : null, autocomplete: "off", "aria-describedby": `${id}-note`, spellcheck: "false" });
  const counter = make("output", { class: "academy-counter", for: id });
  const note = make("p", { class: "academy-note", id: `${id}-note`, "aria-live": "polite" });
  const label = make("label", { for: id }, model.get("label"));
  const unit = model.get("unit") ? make("span", { class: "academy-unit" }, model.get("unit")) : null;
  const box = make("div", { class: "academy-input" }, model.get("toolbar") ? toolbar(input, model) : null, input, unit);
  el.classList.add("academy-field", `academy-field-${kind}`);
  el.dataset.academyField = model.get("name");
  el.dataset.lmSuppressShortcuts = "true";
  el.replaceChildren(make("div", { class: "academy-label" }, label, counter), box, note);

  let waiting = null, composing = false, sent = model.get("value");
  const send = () => {
    clearTimeout(waiting);
    waiting = null;
    if (input.value !== sent && !composing) { // half-written pinyin is nobody's business
      sent = input.value;
      model.set("value", sent);
      model.save_changes();
    }
  };
  const count = () => {
    const n = length(input.value);
    counter.textContent = most ? `${n} / ${most}` : n ? String(n) : "";
    counter.hidden = kind === "number";
    counter.classList.toggle("is-over", Boolean(most) && n > most);
    counter.classList.toggle("is-near", Boolean(model.get("soft")) && n > model.get("soft"));
  };
  const fit = () => {
    if (rows > 1 && !model.get("toolbar")) {
      input.style.height = "auto";
      input.style.height = `${input.scrollHeight + 2}px`;
    }
  };
  const explain = () => {
    const error = model.get("error"), n = length(input.value), soft = model.get("soft");
    const near = soft && n > soft ? model.get("soft_note") : "";
    note.textContent = error || near || model.get("help");
    note.classList.toggle("is-error", Boolean(error));
    note.classList.toggle("is-near", !error && Boolean(near));
    input.setAttribute("aria-invalid", String(Boolean(error)));
  };
  const receive = () => {
    const value = model.get("value");
    if (value !== input.value && (document.activeElement !== input || value !== sent)) {
      input.value = sent = value;
      count(), fit(), explain();
    }
  };
  input.value = sent;
  input.placeholder = model.get("placeholder");
  const typed = () => { count(), fit(), explain(); waiting ??= setTimeout(send, PAUSE); };
  // JupyterLab 4.6 listens on whatever has the focus inside a cell and takes Enter and undo away: not from here.
  el.addEventListener("beforeinput", event => event.stopPropagation(), true);
  input.addEventListener("input", typed);
  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => { composing = false; typed(); });
  input.addEventListener("blur", send);
  input.addEventListener("keydown", event => {
    const saving = (event.ctrlKey || event.metaKey) && event.key === "s";
    if (saving) { event.preventDefault(); send(); }
    if ((event.ctrlKey || event.metaKey) && event.key === "b" && model.get("toolbar")) { event.preventDefault(); embrace(input, "**"); }
  });
  const leaving = () => { if (document.visibilityState === "hidden") send(); };
  document.addEventListener("visibilitychange", leaving);
  window.addEventListener("pagehide", send);
  model.on("change:value", receive);
  model.on("change:error change:help", explain);
  count(), explain();
  const sizing = new ResizeObserver(fit);
  sizing.observe(el);
  return () => {
    send();
    sizing.disconnect();
    document.removeEventListener("visibilitychange", leaving);
    window.removeEventListener("pagehide", send);
  };
}

export default { render };
