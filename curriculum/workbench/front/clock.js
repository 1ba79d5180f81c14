// The task's clock ticks in the browser; start and end are the kernel's, so it survives a closed browser. It does not
// speak every second: what is left is said at a few marks, to be seen and to be heard.

const MARKS = [15, 5, 0]; // minutes left
const SEEN = 60_000; // ms that a mark stays in sight

function render({ model, el }) {
  el.classList.add("academy-clock");
  const face = document.createElement("span"), word = document.createElement("span"), start = document.createElement("button"), told = document.createElement("span");
  face.className = "academy-clock-face";
  face.setAttribute("role", "timer");
  word.className = "academy-clock-word";
  told.className = "academy-clock-told";
  told.setAttribute("role", "status");
  start.type = "button";
  start.className = "academy-button is-primary";
  el.replaceChildren(told, word, face, start);
  const skew = model.get("now") - Date.now();
  start.addEventListener("click", () => { start.disabled = true; model.send({ act: "start" }); setTimeout(() => { start.disabled = false; }, 2000); });

  const two = n => String(n).padStart(2, "0");
  let before = null, silence = null;
  const tell = (left, words) => {
    const mark = before === null ? undefined : MARKS.findLast(minutes => before > 60 * minutes && left <= 60 * minutes);
    before = left;
    if (mark === undefined) return;
    told.textContent = mark ? words.mark.replace("{n}", mark) : words.up;
    clearTimeout(silence);
    silence = setTimeout(() => { told.textContent = ""; }, SEEN);
  };
  const tick = () => {
    const words = model.get("words"), started = model.get("started_at"), stopped = model.get("stopped_at");
    start.hidden = Boolean(started);
    start.textContent = words.start;
    const spent = started ? (stopped || Date.now() + skew) - started : 0;
    const left = Math.round((model.get("minutes") * 60000 - spent) / 1000), all = Math.abs(left);
    const clock = `${Math.floor(all / 3600)}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`;
    face.textContent = left < 0 ? `+${clock}` : clock;
    word.textContent = !started ? words.allowed : stopped ? words.stopped : left < 0 ? words.over : words.left;
    const running = Boolean(started) && !stopped;
    el.classList.toggle("is-running", running);
    el.classList.toggle("is-late", left < 0);
    el.classList.toggle("is-short", left >= 0 && left < 900 && running);
    if (running) tell(left, words);
  };
  const timer = setInterval(tick, 500);
  model.on("change", tick);
  tick();
  return () => { clearInterval(timer); clearTimeout(silence); };
}

export default { render };
