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
    const { key, code, repeat, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    if (event.isComposing) return;
    if (target instanceof HTMLElement && target.tagName === "SUMMARY" && (key === "Enter" || key === " ")) return;
    const modifierAltGraph = event.getModifierState("AltGraph");
    tell({ carbyneKey: { key, code, repeat, ctrlKey, metaKey, altKey, shiftKey, modifierAltGraph } });
  });
  // A finger that was moved over the text: the page around knows what it means. What is wider than its box moves by itself.
  let finger = null;
  const isWide = (one) => {
    for (; one instanceof Element && one !== document.body; one = one.parentElement)
      if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible") return true;
    return false;
  };
  addEventListener("touchstart", ({ touches, target, timeStamp }) => {
    finger = touches.length === 1 && !isWide(target) ? { x: touches[0].clientX, y: touches[0].clientY, at: timeStamp } : null;
  }, { passive: true });
  addEventListener("touchend", ({ changedTouches: [end], timeStamp }) => {
    if (finger && end && getSelection().isCollapsed)
      tell({ carbyneStroke: [finger.x, finger.y, end.clientX - finger.x, end.clientY - finger.y, timeStamp - finger.at] });
    finger = null;
  }, { passive: true });
  addEventListener("touchcancel", () => { finger = null; });
  const pointed = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-goes]") : null;
    tell({ carbyneLink: link ? { shows: link.dataset.shows, goes: link.dataset.goes } : null });
  };
  for (const name of ["mouseover", "focusin", "focusout"]) addEventListener(name, pointed);
  // A finger points at nothing before it presses: the first press on a link that deceives only says where it goes.
  let told = null;
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-goes]") : null;
    if (event.pointerType !== "touch" || link === null || link === told) return;
    event.preventDefault();
    told = link;
    tell({ carbyneLink: { shows: link.dataset.shows, goes: link.dataset.goes } });
  });
  document.documentElement.addEventListener("mouseleave", () => tell({ carbyneLink: null }));
  const plain = (text) => Array.from(text, (one) => {
    const bare = one.normalize("NFKD").replace(/[\\u0300-\\u036f]/g, "").toLowerCase();
    return bare.length === one.length ? bare : one.toLowerCase().slice(0, one.length);
  }).join("");
  // Marked without a change to the letter: CSS Custom Highlight API §3.
  const mark = (words) => {
    if (!CSS.highlights) return;
    CSS.highlights.delete("carbyne-hit");
    const wanted = words.filter((word) => typeof word === "string").slice(0, 20).map((word) => plain(word.slice(0, 200).trim())).filter(Boolean);
    if (wanted.length === 0) return;
    const ranges = [], walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && ranges.length < 500; node = walker.nextNode()) {
      const text = plain(node.data);
      for (const word of wanted)
        for (let at = text.indexOf(word); at >= 0 && ranges.length < 500; at = text.indexOf(word, at + word.length)) {
          if (at > 0 && /[a-z0-9]/.test(text[at - 1]) && /[a-z0-9]/.test(text[at])) continue;
          const range = new StaticRange({ startContainer: node, startOffset: at, endContainer: node, endOffset: Math.min(node.length, at + word.length) });
          ranges.push(range);
        }
    }
    if (ranges.length > 0) CSS.highlights.set("carbyne-hit", new Highlight(...ranges));
    root.dataset.hits = String(ranges.length);
  };
  addEventListener("message", ({ source, data }) => {
    if (source === parent && Array.isArray(data?.carbyneFind)) mark(data.carbyneFind);
  });
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
