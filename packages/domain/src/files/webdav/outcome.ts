import type { Path, PathNode } from "./access-path.ts";

/** What keeps an act at a path from being done. */
export type No =
  /** A lock whose token was not shown: where it is. */
  | { readonly no: "locked"; readonly at: Path; readonly isCollection: boolean }
  | { readonly no: "exists" | "no-parent" | "not-found" | "changed" | "forbidden" | "full" };

export type Done<Result = object> = No | ({ readonly no?: undefined } & Result);

/** What a program rests on: the locks that it holds, and the tag of what it has seen there, null for nothing; undefined when it does not say. */
export type Basis = { readonly lockIds: readonly string[]; readonly tag: string | null | undefined };

/** Names the bytes of a file and no others. */
export function tagOf(node: Pick<PathNode, "hash"> | null): string | null {
  return node?.hash?.toString("base64url") ?? null;
}

/** Whether what is there is what the program has seen. */
export function isAsSeen(node: PathNode | null, { tag }: Basis): boolean {
  return tag === undefined || tag === tagOf(node);
}
