/**
 * What runs in the page of a message, the only script there. It tells the page around it how high the text is, which keys were pressed and which
 * deceiving link is pointed at; the page around it tells the words for what can be pressed, since only that one knows the language.
 */
export const bodyScript = `(() => {
  const root = document.getElementById("carbyne-root");
  const tell = (what) => parent.postMessage(what, "*");
  let growths = 0;
  const fit = () => {
    root.style.zoom = "";
    const wide = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;
    if (room > 0 && room < 700 && wide > room * 1.02) root.style.zoom = String(Math.max(0.5, room / wide));
  };
  const measure = () => {
    let height = Math.ceil(root.getBoundingClientRect().height) + 2;
    const overflow = document.documentElement.scrollHeight;
    // What sticks out below is made room for, a few times: a box that hangs below the page would do so for ever.
    if (overflow > Math.max(height, innerHeight) && growths < 4) { growths++; height = overflow; }
    else if (overflow > height && growths > 0) height = Math.max(height, Math.min(overflow, innerHeight));
    tell({ carbyneHeight: height });
  };
  new ResizeObserver(measure).observe(root);
  addEventListener("resize", fit);
  addEventListener("load", () => { fit(); measure(); });
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    if (target instanceof HTMLElement && target.tagName === "SUMMARY" && (key === "Enter" || key === " ")) return;
    tell({ carbyneKey: { key, ctrlKey, metaKey, altKey, shiftKey } });
  });
  const pointed = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-goes]") : null;
    tell({ carbyneLink: link ? { shows: link.dataset.shows, goes: link.dataset.goes } : null });
  };
  for (const name of ["mouseover", "focusin", "focusout"]) addEventListener(name, pointed);
  document.documentElement.addEventListener("mouseleave", () => tell({ carbyneLink: null }));
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || typeof data?.carbyneWords !== "object" || data.carbyneWords === null) return;
    const { quote, goes } = data.carbyneWords;
    tell({ carbynePaper: root.dataset.paper });
    for (const summary of document.querySelectorAll(".carbyne-quote > summary"))
      if (typeof quote === "string") { summary.setAttribute("aria-label", quote); summary.title = quote; }
    for (const link of document.querySelectorAll("a[data-goes]"))
      if (typeof goes === "string") link.title = goes.replace("{shows}", () => link.dataset.shows).replace("{goes}", () => link.dataset.goes);
  });
  fit();
  measure();
})();`;
