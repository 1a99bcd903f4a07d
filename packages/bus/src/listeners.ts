/** Who listens to which key in this process. */
export function createListeners<Message>() {
  const byKey = new Map<string, Set<(message: Message) => void>>();
  return {
    add(key: string, listener: (message: Message) => void): () => void {
      const listeners = byKey.get(key) ?? new Set();
      byKey.set(key, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && byKey.get(key) === listeners) byKey.delete(key);
      };
    },
    tell(key: string, message: Message): void {
      for (const listener of byKey.get(key) ?? []) listener(message);
    },
  };
}
