// The task's clock ticks in the browser; start and end are the kernel's, so it survives a closed browser.

function render({ model, el }) {
  el.classList.add("academy-clock");
  const face = document.createElement("output"), word = document.createElement("span"), start = document.createElement("button");
  face.className = "academy-clock-face";
  word.className = "academy-clock-word";
  start.type = "button";
  start.className = "academy-button is-primary";
  el.replaceChildren(word, face, start);
  const skew = model.get("now") - Date.now();
  start.addEventListener("click", () => { start.disabled = true; model.send({ act: "start" }); setTimeout(() => { start.disabled = false; }, 2000); });

  const two = n => String(n).padStart(2, "0");
  const tick = () => {
    const words = model.get("words"), started = model.get("started_at"), stopped = model.get("stopped_at");
    start.hidden = Boolean(started);
    start.textContent = words.start;
    const spent = started ? (stopped || Date.now() + skew) - started : 0;
    const left = Math.round((model.get("minutes") * 60000 - spent) / 1000), all = Math.abs(left);
    const clock = `${Math.floor(all / 3600)}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`;
    face.textContent = left < 0 ? `+${clock}` : clock;
    word.textContent = !started ? words.allowed : stopped ? words.stopped : left < 0 ? words.over : words.left;
    el.classList.toggle("is-running", Boolean(started) && !stopped);
    el.classList.toggle("is-late", left < 0);
    el.classList.toggle("is-short", left >= 0 && left < 900 && Boolean(started) && !stopped);
  };
  const timer = setInterval(tick, 500);
  model.on("change", tick);
  tick();
  return () => clearInterval(timer);
}

export default { render };
