// A phone with several views of the same post, tabs that arrows, Home and End move between. Redrawing keeps the place
// one has scrolled to, and the focus.

function render({ model, el }) {
  const id = `academy-${Math.random().toString(36).slice(2)}`;
  el.classList.add("academy-phone-part");
  const tabs = document.createElement("div"), body = document.createElement("div"), screen = document.createElement("div");
  tabs.className = "academy-segments";
  tabs.setAttribute("role", "tablist");
  body.className = "academy-phone";
  screen.className = "academy-screen";
  screen.id = `${id}-screen`;
  screen.tabIndex = 0;
  screen.setAttribute("role", "tabpanel");
  body.append(screen);
  el.replaceChildren(tabs, body);
  const places = {};
  let view = null;

  const tabOf = name => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `${id}-${name}`;
    tab.dataset.view = name;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", screen.id);
    tab.addEventListener("click", () => choose(name));
    return tab;
  };
  const choose = name => {
    places[view] = screen.scrollTop;
    view = name;
    draw();
    screen.scrollTop = places[name] ?? 0;
  };
  const draw = () => {
    const views = model.get("views"), shown = model.get("html"), names = Object.keys(views);
    if (!(view in views)) view = names[0];
    tabs.hidden = names.length < 2;
    if ([...tabs.children].map(tab => tab.dataset.view).join() !== names.join()) tabs.replaceChildren(...names.map(tabOf));
    for (const tab of tabs.children) {
      const chosen = tab.dataset.view === view;
      tab.textContent = views[tab.dataset.view];
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    screen.setAttribute("aria-labelledby", `${id}-${view}`);
    screen.dataset.view = view;
    const place = screen.scrollTop;
    screen.innerHTML = shown[view] ?? "";
    screen.scrollTop = place;
  };
  tabs.addEventListener("keydown", event => {
    const all = [...tabs.children], at = all.indexOf(document.activeElement), last = all.length - 1;
    const to = { ArrowRight: at < last ? at + 1 : 0, ArrowLeft: at > 0 ? at - 1 : last, Home: 0, End: last }[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(all[to].dataset.view);
    all[to].focus();
  });
  model.on("change:html change:views", draw);
  draw();
}

export default { render };
