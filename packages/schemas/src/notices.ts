import { z } from "zod";

const Ids = z.array(z.uuid()).max(500);
/** Some notices, or with null all of them. */
export const ChosenNotices = z.object({ ids: Ids.nullable() });
export const TheseNotices = z.object({ ids: Ids });
