// A sentence that goes away by itself: some seconds after it has come into sight, later while the mouse rests on it.

const FRESH = 10_000; // ms

function render({ model, el }) {
  const notice = document.createElement("div");
  notice.className = "academy-passing";
  notice.hidden = true;
  el.classList.add("academy-passing-place");
  el.setAttribute("role", "status");
  el.replaceChildren(notice);
  let timer = null;
  const away = () => {
    if (notice.matches(":hover")) return void (timer = setTimeout(away, 1000));
    notice.textContent = "";
    notice.hidden = true;
  };
  const sight = new IntersectionObserver(entries => {
    if (!entries.at(-1).isIntersecting || notice.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(away, 1000 * model.get("seconds"));
  });
  sight.observe(notice);
  const show = () => {
    clearTimeout(timer);
    sight.unobserve(notice);
    notice.textContent = model.get("text");
    notice.hidden = !notice.textContent;
    sight.observe(notice); // tells at once whether it is in sight
  };
  model.on("change:at", show);
  if (Date.now() - model.get("at") < FRESH) show(); // said while the page was still being drawn
  return () => { clearTimeout(timer); sight.disconnect(); };
}

export default { render };
