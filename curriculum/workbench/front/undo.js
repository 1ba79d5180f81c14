// Taking changes of the form back and making them again, by button or key. Inside a text field or a table the keys are
// the field's own: what is typed there is taken back letter by letter, or cell by cell.

const ARROW = '<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M6 3 2.5 6.5 6 10"/><path d="M3 6.5h6.2a4 4 0 0 1 0 8H6"/></svg>';
const OWN_KEYS = "textarea, select, [contenteditable], .academy-rows, .academy-inbox, input:not([type=button], [type=checkbox], [type=radio], [type=range])";

function render({ model, el }) {
  const words = model.get("words");
  el.classList.add("academy-undo");
  el.setAttribute("role", "group");
  el.setAttribute("aria-label", words.group);
  const button = (act, label) => {
    const node = document.createElement("button"), text = document.createElement("span");
    node.type = "button";
    node.className = `academy-undo-${act}`;
    node.innerHTML = ARROW;
    text.textContent = label;
    node.append(text);
    node.addEventListener("click", () => press(act));
    return node;
  };
  const press = act => { if (model.get(act)) model.send({ act }); };
  const buttons = { back: button("back", words.back), again: button("again", words.again) };
  el.replaceChildren(...Object.values(buttons));
  const show = () => {
    for (const [act, node] of Object.entries(buttons)) {
      const what = model.get(act);
      node.setAttribute("aria-disabled", String(!what)); // not `disabled`: the button keeps the focus when all is taken back
      node.title = what || words[`no_${act}`];
      node.setAttribute("aria-label", what || words[act]);
    }
  };

  const root = () => el.closest(".academy");
  const keys = event => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey, key = event.key.toLowerCase();
    if (!command || event.isComposing || event.defaultPrevented) return;
    if (key === "s") return event.preventDefault(); // all is saved; the browser's dialog would save the page
    const act = key === "z" ? (event.shiftKey ? "again" : "back") : key === "y" ? "again" : "";
    if (!act || event.target.closest(OWN_KEYS)) return;
    event.preventDefault();
    press(act);
  };
  let form = null;
  const attach = () => {
    form = root();
    if (!form) return void requestAnimationFrame(attach);
    form.tabIndex = -1; // a click beside the fields leaves the keys with the form
    form.dataset.lmSuppressShortcuts = "true"; // and not with the notebook, whose undo would take back cells
    form.addEventListener("keydown", keys);
  };
  model.on("change:back change:again", show);
  show();
  attach();
  return () => form?.removeEventListener("keydown", keys);
}

export default { render };
