import { z } from "zod";

const Id = z.uuid();

export const CreateTeam = z.object({ name: z.string().max(1000) });
export const OneTeam = z.object({ id: Id });
export const RenameTeam = z.object({ id: Id, name: z.string().max(1000) });
/** 0 is no limit. */
export const SetTeamQuota = z.object({ id: Id, quotaBytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) });
