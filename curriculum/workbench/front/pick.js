// Any drawing as a choice: elements with `data-pick` can be chosen by mouse and keyboard, one (`most` = 1) or several.
// Of one among several, Tab leads to what is chosen and arrows choose; of several, Tab leads to each and space chooses.
// Elements with `data-act` are told to the kernel as an action.

function render({ model, el }) {
  const id = `academy-${Math.random().toString(36).slice(2)}`;
  const label = document.createElement("div"), drawing = document.createElement("div"), note = document.createElement("p");
  label.className = "academy-label";
  drawing.className = "academy-picks";
  note.className = "academy-note";
  label.id = `${id}-label`;
  note.id = `${id}-note`;
  note.setAttribute("aria-live", "polite");
  el.classList.add("academy-field", "academy-field-pick");
  el.dataset.academyField = model.get("name");
  el.dataset.lmSuppressShortcuts = "true";
  el.replaceChildren(label, drawing, note);
  const single = () => model.get("most") === 1;
  const picks = () => [...drawing.querySelectorAll("[data-pick]")];

  const show = () => {
    const chosen = model.get("value"), all = picks();
    const stop = all.find(pick => chosen.includes(pick.dataset.pick)) ?? all[0]; // where Tab leads to
    for (const pick of all) {
      const on = chosen.includes(pick.dataset.pick);
      pick.setAttribute("aria-checked", String(on));
      pick.classList.toggle("is-picked", on);
      pick.tabIndex = single() && pick !== stop ? -1 : 0;
    }
    const error = model.get("error");
    label.textContent = model.get("label");
    label.hidden = !label.textContent;
    note.textContent = error || model.get("help");
    note.hidden = !note.textContent;
    note.classList.toggle("is-error", Boolean(error));
  };
  const draw = () => {
    const stood = drawing.contains(document.activeElement) ? document.activeElement.dataset : null;
    drawing.innerHTML = model.get("html");
    drawing.setAttribute("role", single() ? "radiogroup" : "group");
    drawing.setAttribute("aria-labelledby", label.id);
    drawing.setAttribute("aria-describedby", note.id);
    for (const pick of picks()) pick.setAttribute("role", single() ? "radio" : "checkbox");
    show();
    if (stood) [...drawing.querySelectorAll("[data-pick], [data-act]")].find(one => one.dataset.pick === stood.pick && one.dataset.act === stood.act)?.focus({ preventScroll: true });
  };
  const choose = pick => {
    const name = pick.dataset.pick, now = model.get("value");
    const without = now.filter(other => other !== name);
    const room = single() ? [] : now;
    if (now.includes(name)) {
      if (single()) return;
      model.set("value", without);
    } else {
      if (!single() && model.get("most") && now.length >= model.get("most")) return;
      model.set("value", [...room, name]);
    }
    model.save_changes();
    show();
  };
  drawing.addEventListener("click", event => {
    const act = event.target.closest("[data-act]");
    if (act) return model.send({ act: act.dataset.act });
    const pick = event.target.closest("[data-pick]");
    if (pick) choose(pick);
  });
  drawing.addEventListener("keydown", event => {
    const pick = event.target.closest("[data-pick]");
    if (!pick) return;
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      choose(pick);
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const all = picks(), next = all[(all.indexOf(pick) + step + all.length) % all.length];
      next.focus();
      if (single()) choose(next);
    }
  });
  model.on("change:html", draw);
  model.on("change:value change:error change:help change:label", show);
  draw();
}

export default { render };
