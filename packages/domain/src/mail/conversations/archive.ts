import { newId } from "@carbyne/kernel";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { newUidValidity } from "../standard-mailboxes.ts";
import { type ActedPlace, type Change, movePlacesTo } from "./steps.ts";
import type { UndoStep } from "./undo.ts";

/** Moves messages into the archive: into the one folder, or into the folder of the year in which each came, as the person chose. */
export async function archivePlaces(
  change: Change,
  input: { chosen: readonly ActedPlace[]; zone: string; isArchiveByYear: boolean },
): Promise<UndoStep[]> {
  const archive = await mailboxByRole(change.client, change.spaceId, "archive");
  if (!input.isArchiveByYear) return movePlacesTo(change, { places: input.chosen, to: archive });
  const year = new Intl.DateTimeFormat("en", { timeZone: input.zone, year: "numeric", calendar: "gregory" });
  const steps: UndoStep[] = [];
  for (const [name, places] of Map.groupBy(input.chosen, (place) => year.format(place.date)))
    steps.push(...(await movePlacesTo(change, { places, to: await childOf(change, archive, name) })));
  return steps;
}

async function childOf({ client, modseq, spaceId }: Change, parentId: string, name: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT "id" FROM "Mailbox" WHERE "parentId" = $1 AND "name" = $2',
    [parentId, name],
  );
  const known = rows[0]?.id;
  if (known) return known;
  const id = newId();
  await client.query(
    `INSERT INTO "Mailbox" ("id", "spaceId", "parentId", "name", "uidValidity", "modseq", "highestModseq") VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [id, spaceId, parentId, name, newUidValidity(), modseq],
  );
  return id;
}
