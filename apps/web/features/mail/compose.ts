import { type ComposerStart, openComposer } from "./composer/composer-store.ts";

export type ComposeInput = Exclude<ComposerStart, { kind: "returned" }>;

/** Opens the composer. */
export function compose(input: ComposeInput): void {
  openComposer(input);
}
