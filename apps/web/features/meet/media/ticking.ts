/** Calls something so often a second, also while the page is behind others, where a browser lets the page's own clocks sleep. Answers what ends it. */
export function startTicking(perSecond: number, run: () => void): () => void {
  const source = `setInterval(() => postMessage(0), ${1000 / perSecond})`;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  worker.addEventListener("message", run);
  return () => worker.terminate();
}
