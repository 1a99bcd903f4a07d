/** Office programs and browsers put much into the clipboard that is no text: what is left is what the person saw. */
export function cleanPasted(html: string): string {
  const parsed = new DOMParser().parseFromString(
    // Conditional comments hold whole copies for other programs.
    html.replace(/<!--\[if [\s\S]*?<!\[endif\]-->/gi, "").replace(/<\/?[ovwxm]:[^>]*>/gi, ""),
    "text/html",
  );
  const { body } = parsed;
  for (const element of body.querySelectorAll("style, script, meta, link, title, xml, template, iframe, object"))
    element.remove();
  for (const comment of commentsOf(body)) comment.remove();
  wordLists(body);
  for (const element of body.querySelectorAll<HTMLElement>("*")) cleanElement(element);
  // Docs wraps all of it in one bold element that is not bold.
  for (const wrapper of body.querySelectorAll("b[id^='docs-internal-guid']"))
    wrapper.replaceWith(...wrapper.childNodes);
  for (const picture of body.querySelectorAll("img")) cleanPicture(picture);
  for (const paragraph of body.querySelectorAll("p, span"))
    if (paragraph.tagName === "SPAN" && paragraph.attributes.length === 0)
      paragraph.replaceWith(...paragraph.childNodes);
  return body.innerHTML;
}

function commentsOf(body: HTMLElement): Comment[] {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found: Comment[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Comment) found.push(walker.currentNode);
  return found;
}

/** Word writes lists as paragraphs with a sign before them; what they are stands in a style of its own. */
function wordLists(body: HTMLElement): void {
  for (const paragraph of body.querySelectorAll<HTMLElement>("p[style*='mso-list'], p[class*='MsoListParagraph']")) {
    const style = paragraph.getAttribute("style") ?? "";
    const level = Math.min(9, Number(/level(\d)/.exec(style)?.[1] ?? 1));
    const marker = paragraph.querySelector("span[style*='mso-list']");
    const sign = (marker?.textContent ?? paragraph.textContent ?? "").trim();
    if (!/mso-list:\s*\w+ level/.test(style) && marker === null) continue;
    marker?.remove();
    const item = body.ownerDocument.createElement("li");
    item.append(...paragraph.childNodes);
    const tag = /^(?:\d+|[a-z]|[ivx]+)[.)]/i.test(sign) ? "ol" : "ul";
    listBefore(paragraph, tag, level).append(item);
    paragraph.remove();
  }
}

/** The list of a level that ends right before the paragraph, or a new one. */
function listBefore(paragraph: HTMLElement, tag: "ol" | "ul", level: number): Element {
  const { ownerDocument } = paragraph;
  const before = paragraph.previousElementSibling;
  let list: Element;
  if (before !== null && before.hasAttribute("data-pasted-list")) list = before;
  else {
    list = ownerDocument.createElement(tag);
    list.setAttribute("data-pasted-list", "");
    paragraph.before(list);
  }
  for (let depth = 1; depth < level; depth++) {
    const item = list.lastElementChild ?? list.appendChild(ownerDocument.createElement("li"));
    const inner = item.lastElementChild;
    list =
      inner?.tagName === "UL" || inner?.tagName === "OL" ? inner : item.appendChild(ownerDocument.createElement(tag));
  }
  return list;
}

const keptStyles = ["color", "background-color", "font-weight", "font-style", "text-decoration", "text-align"];
/** What the page or the program gives all of its text: nobody chose it. */
const meansNothing: Readonly<Record<string, RegExp>> = {
  color: /^(?:black|windowtext|inherit|initial|currentcolor|rgb\((?:\d|[1-4]\d), (?:\d|[1-4]\d), (?:\d|[1-4]\d)\))$/i,
  "background-color": /^(?:white|transparent|inherit|initial|rgb\(25\d, 25\d, 25\d\)|rgba\(.*, 0\))$/i,
  "font-weight": /^(?:normal|400|inherit|initial)$/i,
  "font-style": /^(?:normal|inherit|initial)$/i,
  "text-decoration": /^(?:none|inherit|initial)/i,
  "text-align": /^(?:start|left|inherit|initial)$/i,
};
const keptAttributes = new Set([
  "href",
  "src",
  "alt",
  "colspan",
  "rowspan",
  "start",
  "dir",
  "width",
  "height",
  "style",
  "bgcolor",
  "id",
]);

function cleanElement(element: HTMLElement): void {
  const kept = keptStyles.flatMap((name) => {
    const value = element.style.getPropertyValue(name);
    return value === "" || meansNothing[name]?.test(value) === true ? [] : [`${name}: ${value}`];
  });
  const isLink = element.tagName === "A";
  for (const name of element.getAttributeNames())
    if (!keptAttributes.has(name) || name === "style" || (name === "id" && !element.id.startsWith("docs-internal")))
      element.removeAttribute(name);
  // A link has its own colour and line.
  const styles = isLink ? [] : kept;
  if (styles.length > 0) element.setAttribute("style", styles.join("; "));
  if (isLink && !/^(?:https?|mailto|tel):/i.test(element.getAttribute("href") ?? "")) element.removeAttribute("href");
}

/** A picture of another server or of the writer's disk cannot be sent so; its words and its address can. */
function cleanPicture(picture: HTMLImageElement): void {
  const src = picture.getAttribute("src") ?? "";
  if (/^data:image\/(?:png|jpeg|gif|webp);base64,/i.test(src)) return;
  if (/^\/(?:uploads|mail\/messages)\//.test(src)) return;
  const words = picture.getAttribute("alt") ?? "";
  if (!/^https?:/i.test(src)) {
    picture.replaceWith(words);
    return;
  }
  const link = picture.ownerDocument.createElement("a");
  link.href = src;
  link.textContent = words || src;
  picture.replaceWith(link);
}

/** The pictures that a pasted text brings with it, each with the address that it has there. */
export function picturesIn(html: string): { src: string; file: File }[] {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.querySelectorAll("img")].flatMap((picture, at) => {
    const src = picture.getAttribute("src") ?? "";
    const [, type, encoded] = /^data:(image\/\w+);base64,([a-z0-9+/=\s]+)$/i.exec(src) ?? [];
    if (type === undefined || encoded === undefined) return [];
    const bytes = Uint8Array.from(atob(encoded.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
    return [{ src, file: new File([bytes], `picture-${at + 1}.${type.slice(6)}`, { type }) }];
  });
}
