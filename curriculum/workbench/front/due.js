// Says when little time is left until the due date and nothing is handed in, and when the time is over.

const HOUR = 3600_000, DAY = 24 * HOUR, EVERY = 20_000;

function render({ model, el }) {
  const words = model.get("words"), skew = model.get("now") - Date.now();
  el.classList.add("academy-due");
  el.setAttribute("role", "status");
  const tick = () => {
    const left = model.get("due") - Date.now() - skew, late = left <= 0;
    const quiet = !model.get("due") || model.get("handed_in") || left > DAY;
    const [word, n] = left >= HOUR ? [words.hours, Math.floor(left / HOUR)] : [words.minutes, Math.ceil(left / 60_000)];
    const text = quiet ? "" : late ? words.over : word.replace("{n}", n);
    if (el.textContent !== text) el.textContent = text;
    el.hidden = !text;
    el.classList.toggle("is-over", late);
  };
  const timer = setInterval(tick, EVERY);
  model.on("change", tick);
  tick();
  return () => clearInterval(timer);
}

export default { render };
