import { tintOf } from "@carbyne/ui";

interface Peer {
  id?: unknown;
  name?: unknown;
}

const words = (value: unknown) => (typeof value === "string" ? value : "");
const tint = ({ id, name }: Peer) => `var(--p${tintOf(words(id) || words(name))})`;

/** Where somebody else is in the text, with their name. */
export function drawCaret(peer: Peer): HTMLElement {
  const caret = document.createElement("span");
  caret.className = "doc-caret tinted";
  caret.style.setProperty("--h", tint(peer));
  const label = document.createElement("span");
  label.className = "doc-caret-name";
  label.dir = "auto";
  label.textContent = words(peer.name);
  caret.append("\u2060", label, "\u2060");
  return caret;
}

/** What somebody else has chosen. */
export const drawSelection = (peer: Peer) => ({ class: "doc-peer-selection tinted", style: `--h: ${tint(peer)}` });
