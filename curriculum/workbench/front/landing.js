// Trusted HTML one can be led to: on a message it takes the focus and comes into sight, so that reading goes on there.

function render({ model, el }) {
  el.classList.add("academy-landing");
  el.tabIndex = -1;
  const draw = () => {
    el.innerHTML = model.get("html");
    el.hidden = !el.innerHTML;
  };
  model.on("change:html", draw);
  model.on("msg:custom", () => {
    el.focus({ preventScroll: true });
    el.scrollIntoView({ block: "nearest" });
  });
  draw();
}

export default { render };
