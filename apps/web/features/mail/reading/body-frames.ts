/** So many bodies wait to be read: the one before, the one after and the one under the pointer. */
const mostWaiting = 3;
/** A pointer that only passes over a row does not mean it. */
const dwellMs = 40;

const waiting = new Map<string, HTMLIFrameElement>();
const heights = new WeakMap<object, number>();
let stage: HTMLElement | null = null;
let dwelling: ReturnType<typeof setTimeout> | undefined;

/** Moving a frame without loading it anew is something that not every browser can (DOM §4.2.3, move). */
const canMove = typeof Element !== "undefined" && "moveBefore" in Element.prototype;

/** How a reader wants a body: with the pictures of other servers, on which paper, to its end or only its beginning. */
export interface BodyLook {
  images: boolean;
  paper: "white" | "dark" | null;
  length: "start" | "all";
}

const plainLook: BodyLook = { images: false, paper: null, length: "start" };

/** The address of a body as it is shown here. */
export function bodyHref(bodyUrl: string, { images, paper, length }: BodyLook): string {
  const query = new URLSearchParams({ theme: document.documentElement.dataset["theme"] === "dark" ? "dark" : "light" });
  const { textSize } = document.documentElement.dataset;
  if (textSize === "small" || textSize === "large") query.set("text", textSize);
  if (images) query.set("images", "1");
  if (paper !== null) query.set("paper", paper);
  if (length === "all") query.set("length", "all");
  return `${bodyUrl}${bodyUrl.includes("?") ? "&" : "?"}${query.toString()}`;
}

function createFrame(href: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  // Without our origin: nothing in a message can reach what is ours.
  frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
  frame.referrerPolicy = "no-referrer";
  frame.className = "block w-full rounded-1 border-0";
  frame.src = href;
  return frame;
}

/** As wide as bodies are shown, so that a height that is told there holds. */
function openStage(): HTMLElement {
  if (stage === null) {
    stage = document.createElement("div");
    stage.className = "pointer-events-none invisible fixed top-0 left-0 h-0 overflow-hidden";
    stage.inert = true;
    document.body.append(stage);
    window.addEventListener("message", keepHeight);
  }
  const shown = document.querySelector("article iframe");
  if (shown) stage.style.width = `${shown.clientWidth}px`;
  return stage;
}

function keepHeight({ source, data }: MessageEvent<{ carbyneHeight?: unknown } | null>): void {
  if (source !== null && typeof data?.carbyneHeight === "number") heights.set(source, data.carbyneHeight);
}

/** Loads a body before it is asked for; nothing in it is fetched from elsewhere, and nothing learns that it was. */
export function warmBody(bodyUrl: string): void {
  if (!canMove) return;
  const href = bodyHref(bodyUrl, plainLook);
  if (waiting.has(href) || document.querySelector(`iframe[src="${CSS.escape(href)}"]`)) return;
  const frame = createFrame(href);
  openStage().append(frame);
  waiting.set(href, frame);
  for (const [oldest, old] of waiting) {
    if (waiting.size <= mostWaiting) break;
    waiting.delete(oldest);
    old.remove();
  }
}

/** Runs once the pointer has stayed; whatever was to run for another row before does not. */
export function afterDwell(run: () => void): void {
  clearTimeout(dwelling);
  dwelling = setTimeout(run, dwellMs);
}

/** Puts a body into the place where it is read, loaded already if it could be foreseen; answers the height that it told. */
export function placeBody(holder: HTMLElement, href: string): { frame: HTMLIFrameElement; height: number | null } {
  const warm = waiting.get(href);
  waiting.delete(href);
  if (warm?.isConnected && holder.isConnected) {
    holder.moveBefore(warm, null);
    return { frame: warm, height: (warm.contentWindow && heights.get(warm.contentWindow)) ?? null };
  }
  const frame = createFrame(href);
  holder.append(frame);
  return { frame, height: null };
}
