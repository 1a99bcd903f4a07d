// Runs in the page before the page's own code, which is why it is JavaScript and imports nothing. It keeps two times:
// `benchListMs`, from the start of the navigation until rows are painted and the main thread came to rest;
// `benchMessageMs`, from the press on a row until a message that was not there before has its body loaded and painted.
(() => {
  if (window !== window.top) return;
  const { row, message } = globalThis.benchWatches;
  const enoughRows = 10;

  const waitForRows = () => {
    if (document.querySelectorAll(row).length < enoughRows) return requestAnimationFrame(waitForRows);
    return requestIdleCallback(() => {
      globalThis.benchListMs = performance.now();
    });
  };
  requestAnimationFrame(waitForRows);

  const loaded = new WeakSet();
  // "load" does not bubble, but it passes the document on its way down; it never passes the window. DOM §4.5, get the parent.
  document.addEventListener("load", ({ target }) => loaded.add(target), true);

  const isShown = (element) => {
    const frames = [...element.querySelectorAll("iframe")];
    return element.textContent.length > 0 && frames.every((frame) => loaded.has(frame));
  };

  addEventListener(
    "pointerdown",
    ({ target, timeStamp }) => {
      if (!(target instanceof Element) || !target.closest(row)) return;
      const before = new Set(document.querySelectorAll(message));
      const waitForMessage = () => {
        const fresh = [...document.querySelectorAll(message)].filter((element) => !before.has(element));
        if (fresh.length === 0 || !fresh.every(isShown)) return requestAnimationFrame(waitForMessage);
        // One frame to lay it out, one more to know that it was painted.
        return requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            globalThis.benchMessageMs = performance.now() - timeStamp;
          }),
        );
      };
      requestAnimationFrame(waitForMessage);
    },
    true,
  );
})();
