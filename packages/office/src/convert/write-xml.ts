import type { Element } from "./xml.ts";

const named: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) =>
  text.replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, "").replace(/[&<>"]/g, (sign) => named[sign] ?? sign);
const nameForm = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;

/** An element as well-formed XML, whatever it was read from: names that are none are left out with all below them. */
export function writeXml({ name, attributes, children }: Element): string {
  if (!nameForm.test(name)) return "";
  const pairs = Object.entries(attributes).filter(([key]) => nameForm.test(key));
  const head = `${name}${pairs.map(([key, value]) => ` ${key}="${escaped(value)}"`).join("")}`;
  const inside = children.map((child) => (typeof child === "string" ? escaped(child) : writeXml(child))).join("");
  return inside === "" ? `<${head}/>` : `<${head}>${inside}</${name}>`;
}
