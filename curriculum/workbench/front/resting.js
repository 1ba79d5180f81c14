// Stands where a form has been that is now open elsewhere. It is drawn only where a page still has that place: that is
// how the kernel learns that somebody may be looking.

const TRIES = 10, EVERY = 200; // ms, until the page has put it in its place

function render({ model, el }) {
  const text = document.createElement("p"), button = document.createElement("button");
  el.classList.add("academy-resting");
  el.setAttribute("role", "status");
  text.textContent = model.get("text");
  button.type = "button";
  button.className = "academy-button is-primary";
  button.textContent = model.get("button");
  button.addEventListener("click", () => {
    button.disabled = true;
    button.classList.add("is-busy");
    model.send({ act: "back" });
  });
  el.replaceChildren(text, button);
  let tries = 0;
  const tell = () => {
    if (el.isConnected) model.send({ act: "here" });
    else if (++tries < TRIES) timer = setTimeout(tell, EVERY); // else a view that the page has thrown away
  };
  let timer = setTimeout(tell, EVERY);
  return () => clearTimeout(timer);
}

export default { render };
