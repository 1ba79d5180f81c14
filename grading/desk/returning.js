// Tells the kernel that somebody comes back to this page, from formgrader or a report in another tab: it may tell of old.
export default {
  render({ model, el }) {
    el.hidden = true;
    const back = () => document.visibilityState === "visible" && model.send({ act: "back" });
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }
};
