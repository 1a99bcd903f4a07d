import { type Kind, makerVersion, type Reason } from "@carbyne/preview";
import type pg from "pg";
import type { Context } from "../context.ts";

export type Row = {
  readonly id: string;
  readonly sourceHash: Buffer;
  readonly kind: string;
  readonly want: string;
  readonly state: "waiting" | "made" | "failed";
  readonly isUrgent: boolean;
  readonly attempts: number;
  readonly leasedUntil: Date | null;
  readonly reason: Reason | null;
  readonly blobHash: Buffer | null;
  readonly type: string | null;
  readonly version: number;
  readonly madeAt: Date | null;
  readonly usedAt: Date;
};

export const columns =
  '"id", "sourceHash", "kind", "want", "state", "isUrgent", "attempts", "leasedUntil", "reason", "blobHash", "type", "version", "madeAt", "usedAt"';

/** What a preview is known by. */
export type Key = { readonly sourceHash: Buffer; readonly kind: Kind; readonly want: string };

export const textOf = ({ family, format }: Kind): string => `${family} ${format}`;

/** The row of a preview, if it was asked for before. */
export async function findRow(
  client: pg.ClientBase | pg.Pool,
  { sourceHash, kind, want }: Key,
): Promise<Row | undefined> {
  const { rows } = await client.query<Row>({
    name: "find-preview",
    text: `SELECT ${columns} FROM "Preview" WHERE "sourceHash" = $1 AND "kind" = $2 AND "want" = $3`,
    values: [sourceHash, textOf(kind), want],
  });
  return rows[0];
}

export const dayMs = 86_400_000;
/** How long a failure is believed: that of the file for a day, that of the machine until somebody may have mended it. */
const believedMs = { ofFile: dayMs, ofMachine: 600_000 };

/** Whether it can be answered without making anything. */
export function isSettled({ clock }: Pick<Context, "clock">, { state, reason, version, madeAt }: Row): boolean {
  if (state !== "failed") return state === "made";
  const age = clock.now().getTime() - (madeAt?.getTime() ?? 0);
  return version === makerVersion && age < (reason === "unavailable" ? believedMs.ofMachine : believedMs.ofFile);
}
