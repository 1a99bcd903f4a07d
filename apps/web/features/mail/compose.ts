export type ComposeInput =
  | { kind: "new"; to?: readonly { name: string; address: string }[] }
  | { kind: "reply" | "reply-all" | "forward"; messageId: string }
  | { kind: "draft"; draftId: string };

/** Opens the composer. */
export function compose(_input: ComposeInput): void {}
