/** What waits, one value a key: `join` makes it of those that came. Kept in the order in which the keys were named last. */
export function createWaiting<Value>(join: (known: Value, next: Value) => Value) {
  let values = new Map<string, Value>();
  return {
    add(key: string, value: Value): void {
      const known = values.get(key);
      // To the end of the line: what one key says now may rest on what others said before.
      values.delete(key);
      values.set(key, known === undefined ? value : join(known, value));
    },
    isEmpty: () => values.size === 0,
    takeAll(): ReadonlyMap<string, Value> {
      const taken = values;
      values = new Map();
      return taken;
    },
  };
}
