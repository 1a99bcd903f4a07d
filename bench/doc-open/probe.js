// Runs in the page before the page's own code, which is why it is JavaScript and imports nothing. It keeps
// `benchOpenMs`, from the start of the navigation until a text of so many blocks may be written and the main thread came to rest, and
// `benchKeys`, for each letter the times from the press of its key to the end of its work, and to the picture in which it is.
(() => {
  if (window !== window.top) return;
  const { text, blocks } = globalThis.benchText;

  // Not by frames, which come as soon as they can here: to ask in each would keep the thread busy.
  const waiting = setInterval(() => {
    const found = document.querySelector(text);
    if (!found?.isContentEditable || found.childElementCount < blocks) return;
    clearInterval(waiting);
    globalThis.benchShownMs = performance.now();
    requestIdleCallback(() => {
      globalThis.benchOpenMs = performance.now();
    });
  }, 5);

  globalThis.benchKeys = [];
  addEventListener(
    "keydown",
    ({ timeStamp, key }) => {
      if (key.length !== 1) return;
      requestAnimationFrame((frame) => {
        // What is posted in a frame comes when that is laid out and painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          globalThis.benchKeys.push({ waitedMs: frame - timeStamp, paintedMs: performance.now() - timeStamp });
        };
        port2.postMessage(null);
      });
    },
    true,
  );
})();
