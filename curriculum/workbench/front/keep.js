// Two buttons under a picture that follows a table: the picture as PNG, the table as XLSX. Both are downloads of the
// browser's; nothing is left in the work folder.

const SCALE = 2; // pixels a unit of the drawing: sharp enough to print
const STYLES = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "font-family",
  "font-size", "font-weight", "text-anchor", "paint-order", "visibility", "display",
];

function render({ model, el }) {
  const words = model.get("words");
  const say = document.createElement("span");
  const button = (kind, text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "academy-keep-button";
    made.dataset.keep = kind;
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };
  const drawing = () => el.parentElement?.querySelector(".academy-picture .academy-drawing svg");
  const save = (blob, ending) => {
    const way = document.createElement("a");
    way.href = URL.createObjectURL(blob);
    way.download = `${model.get("name")}.${ending}`;
    way.click();
    setTimeout(() => URL.revokeObjectURL(way.href), 10_000);
  };
  const png = async () => {
    const svg = drawing();
    say.textContent = svg ? "" : words.nothing;
    if (svg) save(await painted(svg), "png");
  };
  const got = (message, buffers) => {
    if (message.act === "xlsx") save(new Blob([buffers[0]], { type: message.type }), "xlsx");
  };
  el.classList.add("academy-keep");
  say.setAttribute("role", "status");
  el.replaceChildren(button("png", words.png, png), button("xlsx", words.xlsx, () => model.send({ act: "xlsx" })), say);
  model.on("msg:custom", got);
  return () => model.off("msg:custom", got);
}

// The drawing as the page shows it, on the page's ground: its looks stand in a style sheet, which a picture of its own
// does not have.
async function painted(svg) {
  const copy = svg.cloneNode(true), theirs = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((part, place) => {
    const look = getComputedStyle(theirs[place]);
    for (const name of STYLES) part.style.setProperty(name, look.getPropertyValue(name));
  });
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width * SCALE);
  copy.setAttribute("height", height * SCALE);
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const brush = canvas.getContext("2d");
  brush.fillStyle = getComputedStyle(svg.closest(".academy")).getPropertyValue("--ground").trim() || "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0);
  return new Promise(done => canvas.toBlob(done, "image/png"));
}

export default { render };
