// The numbered steps of a task, tabs of its pages: arrows, Home and End move between them. Switching happens in the
// browser: it works while the kernel is busy. The chosen step is kept for the browser tab, and whoever reloads the page
// comes back to it; anything inside the form with `data-academy-step` (and `data-academy-goto`) leads to it.

const SETTLED = 1500; // ms until the lesson above has its height

/** Bring the form back into sight after a reload, unless one has begun to scroll elsewhere. */
function comeBack(root) {
  const moved = new AbortController();
  const show = () => moved.signal.aborted || root.scrollIntoView({ block: "start" });
  for (const kind of ["wheel", "keydown", "pointerdown", "touchstart"]) {
    window.addEventListener(kind, () => moved.abort(), { once: true, capture: true, signal: moved.signal });
  }
  requestAnimationFrame(show);
  setTimeout(() => { show(); moved.abort(); }, SETTLED);
}

function render({ model, el }) {
  const key = `academy-step:${model.get("name")}`, id = `academy-${Math.random().toString(36).slice(2)}`;
  const before = sessionStorage.getItem(key);
  let current = Number(before) || 0;
  el.classList.add("academy-steps");
  el.setAttribute("role", "tablist");
  const root = () => el.closest(".academy"), head = () => el.closest(".academy-head");
  const page = index => root().querySelector(`:scope .academy-page-${index}`);

  const tabOf = index => {
    const tab = document.createElement("button"), number = document.createElement("span"), text = document.createElement("span"), note = document.createElement("small");
    tab.type = "button";
    tab.id = `${id}-tab-${index}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", `${id}-page-${index}`);
    tab.dataset.academyStep = index;
    number.className = "academy-step-number";
    tab.append(number, text, note);
    return tab;
  };
  const draw = () => {
    const titles = model.get("titles"), states = model.get("states"), notes = model.get("notes");
    current = Math.min(current, titles.length - 1);
    if (el.children.length !== titles.length) el.replaceChildren(...titles.map((_, index) => tabOf(index)));
    titles.forEach((title, index) => { // in place: whoever stands on a tab stays there
      const tab = el.children[index], [number, text, note] = tab.children, chosen = index === current;
      tab.className = `academy-step is-${states[index] ?? "open"}`;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      number.textContent = states[index] === "done" ? "✓" : index + 1;
      text.textContent = title;
      note.textContent = notes[index] ?? "";
    });
  };
  const go = (index, field, byTab) => {
    current = index;
    sessionStorage.setItem(key, index);
    root().dataset.step = index;
    draw();
    el.children[index].scrollIntoView({ block: "nearest", inline: "nearest" });
    const target = field && root().querySelector(`[data-academy-field="${field}"]`);
    if (target) {
      target.scrollIntoView({ block: "center" });
      target.querySelector("textarea, input, [data-pick][tabindex='0'], [data-pick]")?.focus({ preventScroll: true });
      return;
    }
    if (root().getBoundingClientRect().top < head().getBoundingClientRect().top) root().scrollIntoView({ block: "start" }); // the head sticks: a new page begins at its top
    if (!byTab) page(index)?.focus({ preventScroll: true }); // the button that led here is out of sight
  };
  const keys = event => {
    const last = el.children.length - 1, at = [...el.children].indexOf(document.activeElement);
    const to = { ArrowRight: at < last ? at + 1 : 0, ArrowLeft: at > 0 ? at - 1 : last, Home: 0, End: last }[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(to, "", true);
    el.children[to].focus({ preventScroll: true });
  };
  const attach = () => {
    if (!root() || !page(0)) return void requestAnimationFrame(attach);
    root().dataset.step = current;
    for (let index = 0; page(index); index++) {
      page(index).id = `${id}-page-${index}`;
      page(index).tabIndex = -1;
      page(index).setAttribute("role", "tabpanel");
      page(index).setAttribute("aria-labelledby", `${id}-tab-${index}`);
    }
    new ResizeObserver(() => root()?.style.setProperty("--head", `${head().offsetHeight}px`)).observe(head());
    root().addEventListener("click", event => {
      const link = event.target.closest("[data-academy-step]");
      if (link) go(Number(link.dataset.academyStep), link.dataset.academyGoto, el.contains(link));
    });
    if (before !== null) comeBack(root());
  };
  el.addEventListener("keydown", keys);
  model.on("change:titles change:states change:notes", draw);
  draw();
  attach();
}

export default { render };
