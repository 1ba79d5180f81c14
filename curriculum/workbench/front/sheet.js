// Brings the design sheet along; shows nothing.
export default { render({ el }) { el.hidden = true; } };
