import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { clockOf } from "../../meet/call/clock.ts";
import type { Message } from "../api.ts";

const known = [
  "created",
  "joined",
  "left",
  "archived",
  "reopened",
  "added",
  "removed",
  "renamed",
  "topic",
  "pictured",
  "mailed",
  "recorded",
  "role",
  "meeting",
] as const;

/** What happened in a room, in words. */
export function useEventWords(nameOf: (id: string) => string | null): (message: Message) => string {
  const t = useTranslations("chat.event");
  const tRole = useTranslations("chat.role");
  return useCallback(
    ({ detail }) => {
      const what = known.find((one) => one === detail["what"]);
      if (!what) return t("other");
      const name = (id: unknown) => (typeof id === "string" ? nameOf(id) : null) ?? t("somebody");
      const ids = Array.isArray(detail["ids"]) ? detail["ids"] : [];
      const role = (["owner", "moderator", "member"] as const).find((one) => one === detail["role"]) ?? "member";
      const said = detail["to"] ?? detail["name"];
      const to = typeof said === "string" ? said : "";
      if (what === "meeting" && typeof detail["endedAt"] === "string") {
        const seconds = Number(detail["seconds"] ?? 0);
        const wasAlone = (Array.isArray(detail["people"]) ? detail["people"] : []).length < 2;
        // Whoever is alone in a large room has called nobody.
        const isMissed = wasAlone && detail["wasCalled"] === true;
        return t(isMissed ? "meetingMissed" : "meetingOver", {
          person: name(detail["by"]),
          length: clockOf(seconds * 1000),
        });
      }
      return t(what === "topic" && to === "" ? "noTopic" : what, {
        person: name(detail["by"]),
        people: ids.slice(0, 3).map(name).join(", "),
        more: Math.max(ids.length - 3, 0),
        to,
        role: tRole(role),
      });
    },
    [t, tRole, nameOf],
  );
}
