/** An attribute of an element of whatever page: the server has no browser's types. */
export function attribute(element: object, name: string): string | null {
  const value: unknown =
    "getAttribute" in element && typeof element.getAttribute === "function" ? element.getAttribute(name) : null;
  return typeof value === "string" ? value : null;
}
