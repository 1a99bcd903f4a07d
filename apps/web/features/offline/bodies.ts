import { find, keep, type Kept, trim } from "./store.ts";

const most = 200;
const mostChars = 1_000_000;

interface Body extends Kept {
  html: string;
}

/** Keeps the page of a message that is being read. The browser has just loaded it, so this asks nobody. */
export async function keepBody(href: string, accountId: string): Promise<void> {
  const answer = await fetch(href);
  const html = answer.ok ? await answer.text() : "";
  if (html === "" || html.length > mostChars) return;
  await keep<Body>("bodies", { id: href, accountId, at: Date.now(), html });
  await trim("bodies", most);
}

/** The page of a message as it was read last, or null. */
export async function keptBody(href: string, accountId: string): Promise<string | null> {
  const body = await find<Body>("bodies", { id: href, accountId });
  return body?.html ?? null;
}

/**
 * Shows a page that was kept. It came with a policy that let its own script run, which is lost with its headers: here the frame runs no scripts at
 * all, and our own policy, which it inherits, loads nothing from elsewhere. Only so may it have our origin, by which we measure it.
 */
export function showKept(empty: HTMLIFrameElement, html: string): HTMLIFrameElement {
  // Another frame: the first one may still be told that its address cannot be reached, and would show that.
  const frame = document.createElement("iframe");
  frame.className = empty.className;
  frame.title = empty.title;
  frame.setAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox");
  frame.addEventListener("load", () => {
    const height = frame.contentDocument?.documentElement.scrollHeight ?? 0;
    frame.style.height = `${height}px`;
  });
  frame.srcdoc = html;
  empty.replaceWith(frame);
  return frame;
}
