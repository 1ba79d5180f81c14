// A table one edits like a spreadsheet: Tab through the cells, Enter to the next row, a block pasted from Excel or
// Feishu, rows added, moved, doubled and deleted, every step taken back. Its rows are texts; what they mean is the
// kernel's to say.

const STEPS = 200; // how many steps can be taken back
const NUMBER = 34; // pixels of the rows' numbers
const NARROW = { text: 84, number: 58, yes_no: 46, date: 118, time: 88, list: 66 }; // of a column where there is little room
const COPY = '<svg width="13" height="13" viewBox="0 0 13 13" fill="none" stroke="currentColor" stroke-width="1.3"><rect x="1" y="4" width="8" height="8" rx="1.5"/><path d="M4 2.5A1.5 1.5 0 0 1 5.5 1H10.5A1.5 1.5 0 0 1 12 2.5V7.5A1.5 1.5 0 0 1 10.5 9"/></svg>';

/** A copied block as rows of cells; a cell in quotes may hold tabs, line breaks and doubled quotes. */
function blockOf(text) {
  const rows = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i], row = rows.at(-1);
    if (quoted) {
      if (sign !== '"') row[row.length - 1] += sign;
      else if (text[i + 1] === '"') row[row.length - 1] += text[i++];
      else quoted = false;
    } else if (sign === '"' && row.at(-1) === "") quoted = true;
    else if (sign === "\t") row.push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r") row[row.length - 1] += sign;
  }
  if (rows.length > 1 && rows.at(-1).length === 1 && rows.at(-1)[0] === "") rows.pop();
  return rows;
}

function render({ model, el }) {
  const columns = model.get("columns"), words = model.get("words"), most = model.get("most"), least = model.get("least");
  const id = `academy-${Math.random().toString(36).slice(2)}`;
  const fresh = () => Object.fromEntries(columns.map(column => [column.slug, column.default]));
  let rows = model.get("value"), at = 0, past = [], future = [], touched = "";
  const lines = [];

  const label = make("span", { id }), count = make("output", { class: "academy-counter" });
  const head = make("tr", {}, make("th", { scope: "col", class: "academy-grid-number" }, "#"), ...columns.map(column =>
    make("th", { scope: "col", class: `is-${column.kind}` }, column.title, ...column.about.split(" · ").filter(Boolean).map(part => make("small", {}, part)))));
  const sizes = make("colgroup", {}, make("col"), ...columns.map(() => make("col")));
  const grid = make("table", { class: "academy-grid", "aria-labelledby": id, "aria-describedby": `${id}-keys` }, sizes, make("thead", {}, head));
  const empty = make("p", { class: "academy-rows-empty" }, words.empty);
  const frame = make("div", { class: "academy-rows-frame" }, grid, empty);
  const note = make("p", { class: "academy-note", "aria-live": "polite" });
  const keys = make("p", { class: "academy-rows-keys", id: `${id}-keys` }, words.keys);
  const where = make("span", { class: "academy-rows-where" }), said = make("span", { class: "academy-rows-said", role: "status" });
  const tools = {};
  const tool = (name, sign, act, keyshortcuts = null) => {
    const drawn = make("span", { "aria-hidden": "true" });
    drawn.innerHTML = sign;
    tools[name] = make("button", { type: "button", class: "academy-tool", "data-tool": name, "aria-keyshortcuts": keyshortcuts, onmousedown: event => event.preventDefault(), onclick: event => act(event.detail === 0) },
      drawn, ` ${words[name]}`);
    return tools[name];
  };
  const bar = make("div", { class: "academy-rows-bar", role: "toolbar", "aria-label": words.actions },
    tool("add", "＋", quiet => add(quiet)), make("i"), where,
    tool("up", "↑", quiet => move(-1, quiet), "Alt+ArrowUp"), tool("down", "↓", quiet => move(1, quiet), "Alt+ArrowDown"),
    tool("copy", COPY, quiet => double(quiet)), tool("delete", "✕", quiet => remove(quiet)), make("i"), tool("undo", "↶", () => back(), "Control+Z"), said);
  el.classList.add("academy-field", "academy-rows");
  el.dataset.academyField = model.get("name");
  el.replaceChildren(make("div", { class: "academy-label" }, label, count), frame, bar, note, keys);
  const send = sender(model, el, () => rows);

  const lineOf = number => {
    const tag = make("th", { scope: "row", class: "academy-grid-number" }, String(number));
    const cells = columns.map(column => cellOf(column, fill(words.cell, { column: column.title, n: number }), words));
    const remark = make("p", { class: "academy-cell-note", hidden: true });
    const body = make("tbody", {}, make("tr", {}, tag, ...cells.map(cell => make("td", {}, cell.node))),
      make("tr", { class: "academy-grid-remark", hidden: true }, make("td"), make("td", { colspan: columns.length }, remark)));
    return { body, cells, remark };
  };
  const draw = () => {
    while (lines.length > rows.length) lines.pop().body.remove();
    while (lines.length < rows.length) {
      lines.push(lineOf(lines.length + 1));
      grid.append(lines.at(-1).body);
    }
    rows.forEach((row, i) => columns.forEach((column, c) => lines[i].cells[c].set(row[column.slug] ?? "")));
    at = Math.max(0, Math.min(at, rows.length - 1));
    tell();
    explain();
  };
  const tell = () => {
    lines.forEach((line, i) => line.body.classList.toggle("is-current", i === at));
    const n = rows.length;
    label.textContent = model.get("label");
    count.textContent = fill(words.count, { n });
    count.classList.toggle("is-near", n < least);
    count.classList.toggle("is-over", n > most);
    where.textContent = n ? fill(words.row, { n: at + 1 }) : "";
    empty.hidden = n > 0;
    for (const [name, off] of Object.entries({ add: n >= most, copy: !n || n >= most, delete: !n, up: at === 0, down: at >= n - 1, undo: !past.length })) {
      if (tools[name].disabled !== off) tools[name].disabled = off;
    }
  };
  const explain = () => {
    const errors = model.get("errors"), error = model.get("error");
    lines.forEach((line, i) => {
      line.cells.forEach((cell, c) => cell.explain(errors[`${i}.${columns[c].slug}`]));
      line.remark.textContent = errors[i] ?? "";
      line.remark.hidden = line.body.lastChild.hidden = !errors[i];
    });
    note.textContent = error || model.get("help");
    note.hidden = !note.textContent;
    note.classList.toggle("is-error", Boolean(error));
  };
  const focus = (i, c) => {
    const input = lines[Math.min(i, lines.length - 1)]?.cells[c]?.input;
    input?.focus();
    input?.select?.(); // as in a spreadsheet: what is typed next takes its place
    input?.closest("tr").scrollIntoView({ block: "nearest" });
  };
  const placeOf = target => {
    const cell = target.closest?.("td");
    const i = cell ? lines.findIndex(line => line.body === cell.closest("tbody")) : -1;
    return i < 0 ? null : [i, cell.cellIndex - 1];
  };
  const remember = () => {
    past.push({ rows, at });
    if (past.length > STEPS) past.shift();
    future = [];
    touched = "";
  };
  /** Change whole rows; `quiet` keeps the focus on the button that was pressed by keyboard. */
  const change = (next, to, column = 0, quiet = false) => {
    remember();
    rows = next;
    at = to;
    said.textContent = "";
    draw();
    send.now();
    if (!quiet) focus(to, column);
  };
  const column = () => placeOf(document.activeElement)?.[1] ?? 0;
  const add = quiet => {
    if (rows.length >= most) said.textContent = fill(words.full, { most });
    else change([...rows, fresh()], rows.length, 0, quiet);
  };
  const move = (by, quiet) => {
    const to = at + by;
    if (to < 0 || to >= rows.length) return;
    const next = [...rows];
    [next[at], next[to]] = [next[to], next[at]];
    change(next, to, column(), quiet);
  };
  const double = quiet => { if (rows.length && rows.length < most) change(rows.toSpliced(at + 1, 0, { ...rows[at] }), at + 1, column(), quiet); };
  const remove = quiet => { if (rows.length) change(rows.toSpliced(at, 1), Math.min(at, rows.length - 2), column(), quiet); };
  const step = (from, to) => {
    if (!from.length) return;
    const place = column();
    to.push({ rows, at });
    ({ rows, at } = from.pop());
    touched = "";
    draw();
    send.now();
    if (el.contains(document.activeElement) && placeOf(document.activeElement)) focus(at, place);
  };
  const back = () => step(past, future), again = () => step(future, past);

  const paste = (text, i, c) => {
    let block = blockOf(text);
    if (block[0].every((title, k) => title.trim() === columns[c + k]?.title)) block = block.slice(1); // the copied header
    const fits = block.slice(0, most - i), left = block.length - fits.length;
    const next = [...rows];
    fits.forEach((cells, r) => {
      const row = { ...(next[i + r] ?? fresh()) };
      cells.slice(0, columns.length - c).forEach((cell, k) => { row[columns[c + k].slug] = taken(columns[c + k], cell); });
      next[i + r] = row;
    });
    change(next, i, c);
    said.textContent = left > 0 ? fill(words.left_out, { n: left, most }) : fits.length > 1 ? fill(words.pasted, { n: fits.length }) : "";
  };

  el.addEventListener("input", event => {
    const place = placeOf(event.target);
    if (!place) return;
    const [i, c] = place, cell = lines[i].cells[c];
    if (touched !== `${i}.${c}`) {
      remember();
      touched = `${i}.${c}`;
    }
    rows = rows.with(i, { ...rows[i], [columns[c].slug]: cell.get() });
    cell.fit();
    tell();
    send.soon();
  });
  el.addEventListener("focusin", event => {
    const place = placeOf(event.target);
    if (!place) return;
    if (touched !== `${place[0]}.${place[1]}`) touched = "";
    if (at !== place[0]) {
      at = place[0];
      tell();
    }
  });
  grid.addEventListener("click", event => {
    const place = placeOf(event.target);
    if (place && event.target.matches("td, .academy-grid-cell")) focus(...place);
    if (event.target.matches("th[scope=row]")) focus(lines.findIndex(({ body }) => body.contains(event.target)), 0);
  });
  frame.addEventListener("paste", event => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const [i, c] = placeOf(event.target) ?? [rows.length, 0];
    event.stopPropagation();
    if (i < rows.length && !/[\t\n]/.test(text.trimEnd()) && columns[c].kind !== "choice" && columns[c].kind !== "date") return;
    event.preventDefault();
    paste(text, i, c);
  });
  el.addEventListener("keydown", event => {
    if (event.isComposing) return;
    const key = event.key, command = event.ctrlKey || event.metaKey, place = placeOf(event.target);
    const act = () => {
      if (command && key === "s") return send.now;
      if (command && key.toLowerCase() === "z") return event.shiftKey ? again : back;
      if (command && key === "y") return again;
      if (!place) return null;
      const [i, c] = place, { value, selectionStart: from, selectionEnd: to } = event.target;
      if (event.altKey && key === "ArrowUp") return () => move(-1);
      if (event.altKey && key === "ArrowDown") return () => move(1);
      if (key === "Enter" && !event.shiftKey && !event.altKey) return () => (i + 1 < rows.length ? focus(i + 1, c) : add());
      if (event.target.matches("select, [type=date], [type=time]") || event.shiftKey || command) return null; // have a use for arrows
      if (key === "ArrowUp" && i > 0 && !(from > 0)) return () => focus(i - 1, c);
      if (key === "ArrowDown" && i + 1 < rows.length && !(to < value.length)) return () => focus(i + 1, c);
      return null;
    };
    const found = act();
    if (found) {
      event.preventDefault();
      event.stopPropagation();
      found();
    }
  });
  const lead = event => { // what is drawn of a row, in the picture that stands with this table, leads to it
    const drawn = event.target.closest?.("[data-row]");
    if (drawn && drawn.closest(".widget-box") === el.closest(".widget-box")) focus(Number(drawn.dataset.row) - 1, 0);
  };
  document.addEventListener("click", lead);
  const tight = ({ kind, width }) => (kind === "choice" ? width - 12 : Math.min(width || Infinity, NARROW[kind]));
  const wide = columns.reduce((sum, { width }) => sum + (width || 120), NUMBER), least_wide = columns.reduce((sum, column) => sum + tight(column), NUMBER - 8);
  const sizing = new ResizeObserver(() => { // columns give way before the table has to scroll
    const room = frame.clientWidth, narrow = room < wide;
    frame.classList.toggle("is-tight", narrow);
    const scrolls = room < least_wide;
    frame.classList.toggle("is-scrolling", scrolls);
    frame.tabIndex = scrolls ? 0 : -1; // who has no mouse scrolls it by the arrow keys
    if (scrolls) { frame.setAttribute("role", "group"); frame.setAttribute("aria-label", model.get("label")); }
    else { frame.removeAttribute("role"); frame.removeAttribute("aria-label"); }
    grid.style.minWidth = scrolls ? `${least_wide}px` : "";
    [...sizes.children].forEach((col, c) => {
      const column = columns[c - 1], fixed = !column ? NUMBER - (narrow ? 8 : 0) : !column.width ? 0 : narrow ? tight(column) : column.width;
      col.style.width = fixed ? `${fixed}px` : "";
    });
  });
  sizing.observe(frame);
  model.on("change:value", () => {
    if (!send.foreign()) return;
    rows = model.get("value");
    draw();
  });
  model.on("change:errors change:error change:help change:label", () => { tell(); explain(); });
  draw();
  return () => { send.stop(); sizing.disconnect(); document.removeEventListener("click", lead); };
}

export default { render };
