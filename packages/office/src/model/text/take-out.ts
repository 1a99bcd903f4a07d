import * as Y from "yjs";

/** Elements in elements; more are no text, and would be too many for who reads them. */
const mostLevels = 100;
/** Names that the schema has for what is no element of a text. */
const reserved: ReadonlySet<string> = new Set(["doc", "text"]);

/**
 * Takes out of a document what the schema has no word for: text that stands in no element, what is neither text nor element, and what lies too deep. All
 * else that no text can hold is seen when it is read.
 */
export function takeOut(content: Y.XmlFragment): void {
  const gone: { of: Y.XmlFragment; index: number }[] = [];
  const open = [{ of: content, level: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { of, level } = next;
    const isDeep = level > 0 && level % mostLevels === 0;
    for (const [index, child] of of.toArray().entries()) {
      if (child instanceof Y.XmlText && level > 0) continue;
      const isElement = child instanceof Y.XmlElement;
      if (!isElement || isDeep || reserved.has(child.nodeName)) gone.push({ of, index });
      if (isElement) open.push({ of: child, level: level + 1 });
    }
  }
  // From below, some levels at a time: Yjs clears away what hangs on something in calls within calls.
  for (const { of, index } of gone.reverse()) of.delete(index, 1);
}
