import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { launchBrowser, newContext } from "./browser.ts";
import { listTime, openTimes } from "./times.ts";

const rowsAfterMs = 300;
const busyMs = 200;
const bodyAfterMs = 150;

/** A list that comes late and then blocks the thread; a message whose body comes later still, in a frame. */
const page = `<main><ul></ul><div id="pane"></div></main><script>
  setTimeout(() => {
    for (let row = 0; row < 30; row++) {
      const item = document.createElement("li");
      item.textContent = "row " + row;
      item.onclick = () => {
        document.querySelector("#pane").innerHTML = "<article><h2>" + row + "</h2><iframe src='/body?" + row + "'></iframe></article>";
      };
      document.querySelector("ul").append(item);
    }
    const until = performance.now() + ${busyMs};
    while (performance.now() < until);
  }, ${rowsAfterMs});
</script>`;

const server = createServer((request, response) => {
  const isBody = request.url?.startsWith("/body");
  response.setHeader("Content-Type", "text/html");
  // A sandboxed frame, as mail is shown in: the probe may not look into it.
  if (isBody) response.setHeader("Content-Security-Policy", "sandbox");
  setTimeout(() => response.end(isBody ? "<p>body</p>" : page), isBody ? bodyAfterMs : 0);
});
let browser: Browser | undefined;
let origin = "";

beforeAll(async () => {
  browser = await launchBrowser();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address && typeof address !== "string") origin = `http://127.0.0.1:${address.port}/`;
}, 30_000);
afterAll(async () => {
  await browser?.close();
  server.close();
});

test("a list counts when it can be used, and a message when its body has come", { timeout: 30_000 }, async () => {
  if (!browser) throw new Error("no browser");
  const context = await newContext(browser, { row: "main li", message: "main article" });
  const tab = await context.newPage();
  const list = await listTime(tab, origin);
  expect(list.figure * 1000).toBeGreaterThanOrEqual(rowsAfterMs + busyMs);
  expect(list.figure * 1000).toBeLessThan(rowsAfterMs + busyMs + 1_500);
  const open = await openTimes(tab, "main li");
  expect(open.parts["fastest ms"]).toBeGreaterThanOrEqual(bodyAfterMs);
  expect(open.figure).toBeLessThan(bodyAfterMs + 500);
  await context.close();
});
