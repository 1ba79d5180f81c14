// Tells screen readers what a live view's sliders and texts are called, and where a slider stands: ipywidgets writes
// both beside the slider, where they are seen and not heard.

function render({ model, el }) {
  el.hidden = true;
  const ends = [model.get("lower"), model.get("upper")];
  const tell = (element, attribute, text) => {
    if (text && element.getAttribute(attribute) !== text) element.setAttribute(attribute, text);
  };
  const look = () => {
    for (const slider of root.querySelectorAll(".widget-inline-hbox:has([role=slider])")) {
      const label = slider.querySelector(".widget-label")?.textContent ?? "";
      const stands = slider.querySelector(".widget-readout")?.textContent;
      const handles = [...slider.querySelectorAll("[role=slider]")];
      handles.forEach((handle, place) => {
        tell(handle, "aria-label", handles.length > 1 ? `${label} ${ends[place]}` : label);
        tell(handle, "aria-valuetext", stands);
      });
    }
    for (const text of root.querySelectorAll("textarea[title]")) tell(text, "aria-label", text.title);
  };
  const watch = new MutationObserver(look);
  let root;
  requestAnimationFrame(function attach() {
    root = el.closest(".academy-live");
    if (!root) return void requestAnimationFrame(attach);
    look();
    watch.observe(root, { childList: true, subtree: true, characterData: true, attributeFilter: ["aria-valuetext"] });
  });
  return () => watch.disconnect();
}

export default { render };
