import type { Attribute, Element } from "./reader.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
};

/** A text inside of XML; what XML 1.0 §2.2 does not allow at all is left out. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r\u0080-\u009F]|[\uFFFE\uFFFF]/gu, "")
    .replaceAll(/[&<>"\r]/g, (sign) => entities[sign] ?? sign);
}

const attributeText = (text: string) => xmlText(text).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");

/** An element by itself, which says its namespaces where they begin; the prefixes that its attributes had are kept, since values may mean them. */
export function writeElement(element: Element, { around = "DAV:", isTop = true } = {}): string {
  const { namespace, name, attributes, children, language } = element;
  const isOurs = namespace === "DAV:";
  const tag = isOurs ? `D:${name}` : name;
  const own = attributes.map((one) => ({ ...one, prefix: prefixOf(one) }));
  const declared = new Map(own.flatMap(({ prefix, namespace: uri }) => (isBuiltIn(prefix) ? [] : [[prefix, uri]])));
  const parts = [...declared].map(([prefix, uri]) => ` xmlns:${prefix}="${attributeText(uri)}"`);
  if (!isOurs && (isTop || around !== namespace)) parts.push(` xmlns="${attributeText(namespace)}"`);
  for (const { prefix, name: key, value } of own)
    parts.push(` ${prefix === "" ? key : `${prefix}:${key}`}="${attributeText(value)}"`);
  const hasLanguage = attributes.some((one) => one.prefix === "xml" && one.name === "lang");
  if (isTop && language !== "" && !hasLanguage) parts.push(` xml:lang="${attributeText(language)}"`);
  // The default namespace of a child is that of the nearest element around it that is not ours.
  const inner = isOurs ? (isTop ? "" : around) : namespace;
  const content = children
    .map((child) => (typeof child === "string" ? xmlText(child) : writeElement(child, { around: inner, isTop: false })))
    .join("");
  return content === "" ? `<${tag}${parts.join("")}/>` : `<${tag}${parts.join("")}>${content}</${tag}>`;
}

const isBuiltIn = (prefix: string) => prefix === "" || prefix === "xml" || prefix === "D";

/** `D` is ours in the whole answer. */
function prefixOf({ prefix, namespace }: Attribute): string {
  return prefix === "D" && namespace !== "DAV:" ? "D0" : prefix;
}

/** An element without content, by its name. */
export function emptyElement({ namespace, name }: { namespace: string; name: string }): string {
  return namespace === "DAV:" ? `<D:${name}/>` : `<${name} xmlns="${attributeText(namespace)}"/>`;
}
