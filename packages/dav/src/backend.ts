import type { IncomingMessage, ServerResponse } from "node:http";

/** The names from the root of what is served down; none is the root itself. */
export type Path = readonly string[];

/** Something that has an address. */
export type Resource = {
  readonly id: string;
  readonly path: Path;
  readonly isCollection: boolean;
  readonly name: string;
  /** A strong tag of the content, with its quotes; null for a collection. RFC 9110 §8.8.3. */
  readonly tag: string | null;
  readonly sizeBytes: number;
  readonly type: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
};

/** A property that a program has written for itself: `value` is its whole element. RFC 4918 §4. */
export type DeadProperty = { readonly namespace: string; readonly name: string; readonly value: string };

export type PropertyChange = { readonly namespace: string; readonly name: string; readonly value: string | null };

export type Lock = {
  readonly token: string;
  /** Where it was taken: what it covers may lie below. */
  readonly root: Path;
  readonly isRootCollection: boolean;
  readonly isExclusive: boolean;
  readonly isDeep: boolean;
  /** An element `owner`, or nothing. */
  readonly owner: string;
  readonly secondsLeft: number;
};

/** What a change rests on: the tokens that were shown, and what the client has said that the content is, checked again when it is done. */
export type Basis = {
  readonly tokens: readonly string[];
  /** The tag that a condition was met with; null for nothing there; undefined when nothing was asked. */
  readonly tag: string | null | undefined;
};

export type Put = {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Null when the client does not say beforehand. */
  readonly sizeBytes: number | null;
};

/** What keeps an act from being done. */
export type No =
  /** Some lock covers it whose token was not shown: where the lock is. RFC 4918 §16, lock-token-submitted. */
  | { readonly no: "locked"; readonly at: Path; readonly isCollection: boolean }
  | {
      readonly no: /** There is something in the way already. */
        | "exists"
        /** What it is to be put into is not there. */
        | "no-parent"
        | "not-found"
        /** Meanwhile it is not any more what the client rests on. */
        | "changed"
        /** Into itself, onto itself, the root, or where the kind does not fit. */
        | "forbidden"
        /** More locks or properties than are kept. */
        | "full";
    };

export type Done<Result = object> = No | ({ readonly no?: undefined } & Result);

/** What the app supplies to one who has signed in. Every method may throw a Refusal; all else that is thrown is a bug. */
export interface Backend {
  find(path: Path): Promise<Resource | null>;
  /** What lies in a collection, piece by piece. */
  members(collection: Resource): AsyncIterable<readonly Resource[]>;
  /** Answers GET and HEAD of what is no collection, with ranges and what the client knows already. */
  send(resource: Resource, to: { request: IncomingMessage; response: ServerResponse }): Promise<void>;
  put(path: Path, put: Put, basis: Basis): Promise<Done<{ isNew: boolean; tag: string }>>;
  makeCollection(path: Path, basis: Basis): Promise<Done>;
  remove(path: Path, basis: Basis): Promise<Done>;
  /** With all that lies in it, or alone when not `isDeep`. */
  copy(
    from: Path,
    to: Path,
    how: { isOver: boolean; isDeep: boolean },
    basis: Basis,
  ): Promise<Done<{ isNew: boolean }>>;
  move(from: Path, to: Path, how: { isOver: boolean }, basis: Basis): Promise<Done<{ isNew: boolean }>>;
  /** The dead properties of each, by id. */
  properties(resources: readonly Resource[]): Promise<ReadonlyMap<string, readonly DeadProperty[]>>;
  /** All of them or none. */
  setProperties(path: Path, changes: readonly PropertyChange[], basis: Basis): Promise<Done>;
  /** The locks that cover each, their own and deep ones above them, by id. */
  locks(resources: readonly Resource[]): Promise<ReadonlyMap<string, readonly Lock[]>>;
  /** Takes a lock; where nothing is, an empty file is made for it. RFC 4918 §7.3. */
  lock(
    path: Path,
    how: { isExclusive: boolean; isDeep: boolean; owner: string; seconds: number },
    basis: Basis,
  ): Promise<Done<{ lock: Lock; isNew: boolean }>>;
  /** Makes a lock that covers the place and was shown hold longer; `not-found` when there is none. */
  refresh(path: Path, how: { tokens: readonly string[]; seconds: number }): Promise<Done<{ lock: Lock }>>;
  /** `not-found` when no such lock covers the place. */
  unlock(path: Path, token: string): Promise<Done>;
  /** What is used, and what is left: null where nothing limits it. RFC 4331 §3, §4. */
  quota(): Promise<{ usedBytes: number; leftBytes: number | null }>;
}
