import type { Listed, Maildrop } from "./backend.ts";

/** One signed-in session. Numbers are those of the list at sign-in and never move, RFC 1939 §5. */
export class Session {
  readonly maildrop: Maildrop;
  readonly #messages: readonly Listed[];
  readonly #deleted = new Set<number>();

  constructor(maildrop: Maildrop, messages: readonly Listed[]) {
    this.maildrop = maildrop;
    this.#messages = messages;
  }

  /** The message of a number, unless it is marked as deleted. */
  get(number: number): Listed | undefined {
    return this.#deleted.has(number) ? undefined : this.#messages[number - 1];
  }

  /** Every message that is not marked, with its number. */
  *all(): Generator<[number, Listed]> {
    for (const [index, message] of this.#messages.entries())
      if (!this.#deleted.has(index + 1)) yield [index + 1, message];
  }

  totals(): { count: number; sizeBytes: number } {
    let [count, sizeBytes] = [0, 0];
    for (const [, message] of this.all()) {
      count++;
      sizeBytes += message.sizeBytes;
    }
    return { count, sizeBytes };
  }

  mark(number: number): void {
    this.#deleted.add(number);
  }

  unmarkAll(): void {
    this.#deleted.clear();
  }

  /** The ids that QUIT removes: only then, RFC 1939 §6. */
  marked(): string[] {
    return [...this.#deleted].flatMap((number) => this.#messages[number - 1]?.id ?? []);
  }
}
