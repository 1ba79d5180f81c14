// A phone with several views of the same post. Redrawing keeps the place one has scrolled to.

function render({ model, el }) {
  el.classList.add("academy-phone-part");
  const tabs = document.createElement("div"), body = document.createElement("div"), screen = document.createElement("div");
  tabs.className = "academy-segments";
  tabs.setAttribute("role", "tablist");
  body.className = "academy-phone";
  screen.className = "academy-screen";
  screen.tabIndex = 0;
  body.append(screen);
  el.replaceChildren(tabs, body);
  const places = {};
  let view = null;

  const draw = () => {
    const views = model.get("views"), shown = model.get("html");
    if (!(view in views)) view = Object.keys(views)[0];
    tabs.hidden = Object.keys(views).length < 2;
    tabs.replaceChildren(...Object.entries(views).map(([name, title]) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", String(name === view));
      tab.textContent = title;
      tab.addEventListener("click", () => { places[view] = screen.scrollTop; view = name; draw(); screen.scrollTop = places[name] ?? 0; });
      return tab;
    }));
    screen.dataset.view = view;
    const place = screen.scrollTop;
    screen.innerHTML = shown[view] ?? "";
    screen.scrollTop = place;
  };
  model.on("change:html change:views", draw);
  draw();
}

export default { render };
