import { IconButton } from "@carbyne/ui";
import { use } from "react";
import type { ConversationRow } from "../types.ts";
import { VerbsContext } from "../verbs/verbs.tsx";

const quick = new Set(["archive", "trash", "delete", "read", "unread", "star", "unstar", "snooze"]);

/** The verbs that are one press away on the row under the pointer. */
export function QuickActs({ row }: { row: ConversationRow }) {
  const verbs = use(VerbsContext)([row]);
  return (
    <span className="absolute end-2.5 top-1/2 flex -translate-y-1/2 items-center rounded-1 bg-raised shadow-floating max-md:hidden">
      {verbs
        .filter((verb) => quick.has(verb.id))
        .map((verb) => (
          <IconButton key={verb.id} label={verb.label} keys={verb.keys} size="small" tabIndex={-1} onClick={verb.run}>
            {verb.icon}
          </IconButton>
        ))}
    </span>
  );
}
