import type { Opened } from "./browser.ts";

/** The windows and lights in which a document is looked at. */
export const looks = [
  { size: { width: 1440, height: 900 }, scheme: "light" },
  { size: { width: 1440, height: 900 }, scheme: "dark" },
  { size: { width: 390, height: 844 }, scheme: "light" },
  { size: { width: 390, height: 844 }, scheme: "dark" },
] as const;

/** A small picture. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAACgAAAAeCAIAAADRv8uKAAAAOElEQVR4nO3NMQEAAAjDMMC/52ECvlRA00nqs3m9AwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgMMWx1gBPTqBvwQAAAAASUVORK5CYII=",
  "base64",
);

/** What a person does who writes a document, with the names of what they press. */
export function writerOn(page: Opened, url: string) {
  const text = () => page.locator(".doc-text");
  return {
    text,
    type: (words: string) => page.keyboard.type(words),
    async press(...keys: string[]) {
      for (const key of keys) {
        await page.keyboard.press(key);
        // A browser tells where the caret is now a moment later; nobody presses the next key before.
        if (/Arrow|Home|End/.test(key)) await page.waitForTimeout(30);
      }
    },
    tool: (name: string) =>
      page.getByRole("toolbar", { name: "Formatting" }).getByRole("button", { name, exact: true }),
    /** A document of its own, so that one test's faults are not another's. */
    async begin() {
      await page.goto(`${url}/docs`);
      await page.getByRole("button", { name: "New document" }).first().click();
      await text().click();
    },
    /** Pastes what another program has put into the clipboard. */
    paste: (from: { html?: string; plain?: string; png?: string }) =>
      page.evaluate(`{
        const { html, plain, png } = ${JSON.stringify(from)};
        const data = new DataTransfer();
        if (html) data.setData("text/html", html);
        if (plain) data.setData("text/plain", plain);
        if (png) {
          const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
          data.items.add(new File([bytes], "pasted.png", { type: "image/png" }));
        }
        const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
        document.querySelector(".doc-text").dispatchEvent(event);
      }`),
    /** What other programs get of what is selected. */
    copied: () =>
      page.evaluate<{ html: string; plain: string }>(`(() => {
        const data = new DataTransfer();
        const event = new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true });
        document.querySelector(".doc-text").dispatchEvent(event);
        return { html: data.getData("text/html"), plain: data.getData("text/plain") };
      })()`),
    /** From now on takes how long the editor works on a change, plugins and all that listens; drawing is the browser's. */
    async measure() {
      await page.evaluate(`{
        const { view } = document.querySelector(".doc-text").editor;
        const dispatch = view._props.dispatchTransaction;
        window.took = [];
        view.setProps({ dispatchTransaction(tr) {
          const from = performance.now();
          dispatch.call(view, tr);
          if (tr.docChanged) window.took.push(performance.now() - from);
        } });
      }`);
      return () => page.evaluate<number[]>("window.took");
    },
  };
}
