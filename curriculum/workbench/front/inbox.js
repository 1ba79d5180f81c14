// Messages to answer: the list with what is unread and what is answered, beside it the one that was chosen with the
// fields of its answer. Each message has fields of its own, so a slow kernel never puts a text under another message.

function remembered(key) {
  try {
    return new Set(JSON.parse(localStorage.getItem(key) ?? "[]"));
  } catch {
    return new Set(); // no memory, no harm: all are unread again
  }
}

function render({ model, el }) {
  const columns = model.get("columns"), words = model.get("words"), messages = model.get("messages"), locked = model.get("locked");
  const memory = model.get("memory"), read = remembered(memory), details = new Map();
  let answers = model.get("value"), open = messages.find(({ id }) => !read.has(id))?.id ?? messages[0]?.id;

  const label = make("span"), count = make("output", { class: "academy-counter" });
  const note = make("p", { class: "academy-note", "aria-live": "polite" });
  const list = make("ul", { class: "academy-inbox-list", "aria-label": words.list });
  const pane = make("div", { class: "academy-inbox-pane" });
  el.classList.add("academy-field", "academy-inbox");
  el.dataset.academyField = model.get("name");
  el.replaceChildren(make("div", { class: "academy-label" }, label, count), make("div", { class: "academy-inbox-body" }, list, pane), note);
  const send = sender(model, el, () => answers);
  const blank = id => columns.every(({ slug, default: given }) => [undefined, "", given].includes(answers[id]?.[slug]?.trim()));

  const items = new Map(messages.map(message => {
    const state = make("span", { class: "academy-inbox-state" });
    const button = make("button", { type: "button", class: "academy-inbox-item", "data-message": message.id, onclick: () => choose(message.id) },
      make("span", { class: "academy-inbox-who" }, message.who), make("time", {}, message.when),
      make("span", { class: "academy-inbox-text" }, message.text), state);
    list.append(make("li", {}, button));
    return [message.id, { button, state }];
  }));

  const detailOf = message => {
    const cells = columns.map(column => cellOf(column, fill(words.field, { field: column.title, who: message.who }), words));
    const remark = make("p", { class: "academy-cell-note", hidden: true });
    const fields = cells.map((cell, c) => {
      cell.input.disabled = locked;
      cell.set(answers[message.id]?.[columns[c].slug] ?? columns[c].default);
      cell.input.addEventListener("input", () => {
        answers = { ...answers, [message.id]: { ...answers[message.id], [columns[c].slug]: cell.get() } };
        cell.fit();
        tell();
        send.soon();
      });
      return make("label", { class: `academy-inbox-field is-${columns[c].kind}` },
        make("span", { class: "academy-label" }, columns[c].title, columns[c].about ? make("small", {}, columns[c].about) : null), cell.node);
    });
    const on = messages[messages.indexOf(message) + 1];
    const next = on ? make("button", { type: "button", class: "academy-button", onclick: () => choose(on.id, true) }, words.next) : null;
    const node = make("section", { "aria-label": `${model.get("label")}: ${message.who}` },
      make("header", {}, make("b", {}, message.who), make("time", {}, message.when), make("code", { class: "academy-row-id", title: words.cite }, message.id)),
      make("p", { class: "academy-inbox-words" }, message.text), make("div", { class: "academy-inbox-answer" }, ...fields, remark), next);
    return { node, cells, remark };
  };
  const choose = (id, move = false) => {
    open = id;
    if (!details.has(id)) details.set(id, detailOf(messages.find(message => message.id === id)));
    pane.replaceChildren(details.get(id).node);
    read.add(id);
    try {
      localStorage.setItem(memory, JSON.stringify([...read]));
    } catch { /* a browser that keeps nothing still shows the inbox */ }
    tell();
    if (move) items.get(id).button.focus();
  };
  const tell = () => {
    const errors = model.get("errors"), error = model.get("error"), wrong = id => Object.keys(errors).some(key => key.split(".")[0] === id);
    for (const [id, { button, state }] of items) {
      const kind = wrong(id) ? "wrong" : !blank(id) ? "answered" : read.has(id) ? "read" : "unread";
      button.className = `academy-inbox-item is-${kind}`;
      button.setAttribute("aria-current", String(id === open));
      if (state.textContent !== words[kind]) state.textContent = words[kind];
    }
    const detail = details.get(open);
    detail?.cells.forEach((cell, c) => cell.explain(errors[`${open}.${columns[c].slug}`]));
    if (detail) {
      detail.remark.textContent = errors[open] ?? "";
      detail.remark.hidden = !errors[open];
    }
    label.textContent = model.get("label");
    count.textContent = fill(words.count, { n: messages.length, unread: messages.filter(({ id }) => !read.has(id)).length, answered: messages.filter(({ id }) => !blank(id)).length });
    note.textContent = error || model.get("help");
    note.hidden = !note.textContent;
    note.classList.toggle("is-error", Boolean(error));
  };
  list.addEventListener("keydown", event => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const all = [...items.values()].map(({ button }) => button);
    all[Math.max(0, Math.min(all.indexOf(event.target) + by, all.length - 1))].focus();
  });
  model.on("change:value", () => {
    if (!send.foreign()) return;
    answers = model.get("value");
    for (const [id, { cells }] of details) cells.forEach((cell, c) => cell.set(answers[id]?.[columns[c].slug] ?? columns[c].default));
    tell();
  });
  model.on("change:errors change:error change:help change:label", tell);
  if (messages.length) choose(open);
  tell();
  return send.stop;
}

export default { render };
