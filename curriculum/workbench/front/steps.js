// The numbered steps of a task. Switching happens in the browser: it works while the kernel is busy. The chosen step is
// kept for the browser tab, and whoever reloads the page comes back to it; anything inside the form with
// `data-academy-step` (and `data-academy-goto`) leads to it.

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
  const key = `academy-step:${model.get("name")}`;
  const before = sessionStorage.getItem(key);
  let current = Number(before) || 0;
  el.classList.add("academy-steps");
  const root = () => el.closest(".academy"), head = () => el.closest(".academy-head");

  const draw = () => {
    const titles = model.get("titles"), states = model.get("states"), notes = model.get("notes");
    current = Math.min(current, titles.length - 1);
    el.setAttribute("role", "tablist");
    el.replaceChildren(...titles.map((title, index) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.className = `academy-step is-${states[index] ?? "open"}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", String(index === current));
      tab.dataset.academyStep = index;
      const number = document.createElement("span"), text = document.createElement("span"), note = document.createElement("small");
      number.className = "academy-step-number";
      number.textContent = states[index] === "done" ? "✓" : index + 1;
      text.textContent = title;
      note.textContent = notes[index] ?? "";
      tab.append(number, text, note);
      return tab;
    }));
  };
  const go = (index, field) => {
    current = index;
    sessionStorage.setItem(key, index);
    root().dataset.step = index;
    draw();
    const target = field && root().querySelector(`[data-academy-field="${field}"]`);
    if (target) {
      target.scrollIntoView({ block: "center" });
      target.querySelector("textarea, input, [data-pick]")?.focus({ preventScroll: true });
    } else if (root().getBoundingClientRect().top < head().getBoundingClientRect().top) {
      root().scrollIntoView({ block: "start" }); // the head sticks: a new page begins at its top
    }
  };
  const attach = () => {
    if (!root()) return void requestAnimationFrame(attach);
    root().dataset.step = current;
    new ResizeObserver(() => root()?.style.setProperty("--head", `${head().offsetHeight}px`)).observe(head());
    root().addEventListener("click", event => {
      const link = event.target.closest("[data-academy-step]");
      if (link) go(Number(link.dataset.academyStep), link.dataset.academyGoto);
    });
    if (before !== null) comeBack(root());
  };
  model.on("change:titles change:states change:notes", draw);
  draw();
  attach();
}

export default { render };
