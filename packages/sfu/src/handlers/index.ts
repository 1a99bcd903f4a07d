import { consumers } from "./consumers.ts";
import type { Handlers } from "./handler.ts";
import { moderation } from "./moderation.ts";
import { people } from "./people.ts";
import { producers } from "./producers.ts";
import { transports } from "./transports.ts";

export const handlers: Handlers = { ...transports, ...producers, ...consumers, ...people, ...moderation };
