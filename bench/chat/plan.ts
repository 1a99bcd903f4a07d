/** A crowd that talks: so many rooms, each with so many clients that are in no other room. */
export type Crowd = { readonly rooms: number; readonly each: number };

/** What one client signs in with and where it talks. */
export type Seat = {
  /** The session's secret with us, the name that it signs in by with the peer. */
  readonly secret: string;
  readonly room: string;
};

/** What the generator is told. */
export type Order =
  | {
      readonly what: "begin";
      readonly side: "ours" | "peer";
      readonly port: number;
      readonly seats: readonly Seat[];
      readonly each: number;
      /** The number after which messages are numbered: what was said in an earlier round is known by its name, and would not be said again. */
      readonly after: number;
    }
  /** Opens the first so many of the clients. */
  | { readonly what: "open"; readonly count: number }
  | { readonly what: "close" }
  | { readonly what: "talk"; readonly seconds: number; readonly perSecond: number }
  /** Waits for what is still on its way, and counts what was said since the order before this one. */
  | { readonly what: "count" };

/** What came of what was said, over all clients. Times are milliseconds from the moment at which a message was to be sent. */
export type Count = {
  readonly said: number;
  readonly refused: number;
  readonly received: number;
  readonly lost: number;
  readonly doubled: number;
  readonly unordered: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
};

/** Some ninety letters, as people write. */
export const words = "Shall we meet at the usual place at ten, or is a quarter past better for all of you?";

/** The name of a message by its number, by which it is known again: eight digits. */
export const nameOf = (number: number): string => `bench-${String(number).padStart(8, "0")}`;

export const nameLength = nameOf(0).length;
