import { newId, Refusal } from "@carbyne/kernel";
import type { Backend, Grant } from "./backend.ts";

/** A backend in memory, for tests: its grants are JSON, and it remembers what it was told. */
export function createMemoryBackend() {
  const told: { readonly what: string; readonly meetingId: string; readonly personId?: string }[] = [];
  const backend: Backend = {
    async readGrant(text) {
      try {
        return JSON.parse(text) as Grant;
      } catch {
        throw new Refusal("unauthenticated", "media-grant-other");
      }
    },
    async joined({ meetingId, personId }) {
      told.push({ what: "joined", meetingId, personId });
    },
    async left({ meetingId, personId }) {
      told.push({ what: "left", meetingId, personId });
    },
    async alive(meetingIds) {
      for (const meetingId of meetingIds) told.push({ what: "alive", meetingId });
    },
    async emptied(meetingId) {
      told.push({ what: "emptied", meetingId });
    },
  };
  return {
    backend,
    told,
    grant(given: Partial<Grant> & Pick<Grant, "meetingId">): string {
      const id = newId();
      const grant: Grant = {
        id,
        personId: id,
        kind: "account",
        name: "Ann",
        isModerator: false,
        may: { mic: true, camera: true, screen: true },
        deviceId: id,
        ...given,
      };
      return JSON.stringify(grant);
    },
  };
}
