// What stands beside a button whose work takes a while: nothing for the first moment, then a thin bar below the button
// and a way out. The bar begins at the click, whether or not the kernel has found time to answer.

const PATIENCE = 200; // ms without a sign

function render({ model, el }) {
  const words = model.get("words");
  const bar = document.createElement("div"), done = document.createElement("i"), cancel = document.createElement("button");
  el.classList.add("academy-progress");
  bar.className = "academy-progress-bar";
  bar.setAttribute("role", "progressbar");
  bar.setAttribute("aria-label", words.busy);
  bar.setAttribute("aria-valuemin", "0");
  bar.setAttribute("aria-valuemax", "100");
  bar.append(done);
  cancel.type = "button";
  cancel.className = "academy-cancel";
  cancel.textContent = words.cancel;
  el.replaceChildren(bar, cancel);
  const button = () => el.parentElement?.querySelector("button.jupyter-button");
  let timer = null, focused = false, works = false, listened = null;

  const show = () => {
    const share = model.get("share"), known = share >= 0;
    bar.classList.toggle("is-unknown", !known);
    done.style.width = known ? `${100 * Math.min(share, 1)}%` : "";
    if (known) bar.setAttribute("aria-valuenow", String(Math.round(100 * share)));
    else bar.removeAttribute("aria-valuenow");
  };
  const begin = () => {
    if (works) return;
    works = true;
    timer = setTimeout(() => { el.hidden = false; show(); }, PATIENCE);
  };
  const end = () => {
    works = false;
    clearTimeout(timer);
    const ours = focused && (document.activeElement === document.body || el.contains(document.activeElement) || document.activeElement === el.closest(".academy"));
    el.hidden = true;
    if (ours) requestAnimationFrame(() => button()?.focus({ preventScroll: true })); // a locked button had to give it up
    focused = false;
  };
  const press = () => {
    if (button().disabled) return;
    focused = true;
    begin();
  };
  cancel.addEventListener("click", () => model.send({ act: "cancel" }));
  model.on("change:working", () => (model.get("working") ? begin() : end()));
  model.on("change:share", show);
  el.hidden = true;
  if (model.get("working")) begin();
  const attach = () => {
    listened = button();
    if (listened) listened.addEventListener("click", press, true);
    else if (timer !== false) requestAnimationFrame(attach);
  };
  attach();
  return () => { clearTimeout(timer); timer = false; listened?.removeEventListener("click", press, true); };
}

export default { render };
