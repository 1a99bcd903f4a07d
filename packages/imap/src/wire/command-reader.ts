import type { Input } from "./input.ts";

/** Lines and literals of a command in turn; the first is a line. Lines are binary strings. */
export type Piece = { readonly line: string } | { readonly literal: Buffer; readonly isBinary: boolean };

export interface RawCommand {
  readonly tag: string;
  /** In capitals, `UID FETCH` as one. */
  readonly name: string;
  /** What follows the name; the first piece starts with the space after it. */
  readonly pieces: readonly Piece[];
}

export interface ReadLimits {
  lineBytes: number;
  /** Of one literal that is no message. */
  literalBytes: number;
  /** Of all lines and literals of a command that are no messages. */
  commandBytes: number;
  /** Of one message of APPEND. */
  messageBytes: number;
}

/** A command that could not be read whole. `isFatal`: what follows can not be told apart from it. */
export interface Unreadable {
  readonly tag: string;
  readonly problem: "syntax" | "too-long" | "too-big";
  readonly isFatal: boolean;
}

const literalHead = /(~?)\{(\d{1,15})(\+?)\}$/;
const maxPieces = 2_000;
/** A literal that was announced without waiting is read and forgotten up to this size. */
const maxSkipped = 1 << 30;

/** Reads one command with its literals; `go` sends the continuation that a synchronizing literal waits for. */
export async function readCommand(
  input: Input,
  limits: ReadLimits,
  go: () => Promise<void>,
): Promise<RawCommand | Unreadable | null> {
  const first = await input.line(limits.lineBytes);
  if (first === null) return null;
  if (first === "too-long") return { tag: "*", problem: "too-long", isFatal: false };
  const start = /^([!#$&',-[\]-z|-~]+) (UID +[A-Z]+|[A-Z]+)/i.exec(first.toString("latin1"));
  const tag = start?.[1] ?? /^[!#$&',-[\]-z|-~]+/.exec(first.toString("latin1"))?.[0] ?? "*";
  const name = (start?.[2] ?? "").toUpperCase().replace(/ +/, " ");
  const pieces: Piece[] = [];
  let refused: Unreadable | null = start ? null : { tag, problem: "syntax", isFatal: false };
  let line = first.toString("latin1");
  let bytes = line.length;
  let messageBytes = 0;
  if (start) line = line.slice(start[0].length);
  for (;;) {
    if (!refused) pieces.push({ line });
    const head = literalHead.exec(line);
    if (!head) return refused ?? { tag, name, pieces };
    const [, binary, sizeText, nonSync] = head;
    const size = Number(sizeText);
    if (name === "APPEND" && isMessage(pieces)) {
      messageBytes += size;
      if (size > limits.messageBytes || messageBytes > 2 * limits.messageBytes)
        refused ??= { tag, problem: "too-big", isFatal: false };
    } else {
      bytes += size;
      if (size > limits.literalBytes || bytes > limits.commandBytes)
        refused ??= { tag, problem: "too-long", isFatal: false };
    }
    if (pieces.length >= maxPieces) refused ??= { tag, problem: "too-long", isFatal: false };
    // A synchronizing literal that is refused is never sent, and its command ends there. RFC 9051 §4.3.
    if (refused && nonSync === "") return refused;
    if (refused && size > maxSkipped) return { ...refused, isFatal: true };
    if (nonSync === "") await go();
    if (refused) {
      if (!(await input.skip(size))) return null;
    } else {
      const literal = await input.bytes(size);
      if (literal === null) return null;
      pieces.push({ literal, isBinary: binary === "~" });
    }
    const next = await input.line(limits.lineBytes, { isInside: true });
    if (next === null) return null;
    if (next === "too-long") return { tag, problem: "too-long", isFatal: false };
    line = next.toString("latin1");
    bytes += line.length;
  }
}

/** Whether the literal that is announced last is a message of APPEND and not the name of its mailbox. */
function isMessage(pieces: readonly Piece[]): boolean {
  const first = pieces[0];
  return pieces.length > 1 || (first !== undefined && "line" in first && !/^ ~?\{\d+\+?\}$/.test(first.line));
}
