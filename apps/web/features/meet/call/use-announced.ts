import type { Peer } from "@carbyne/sfu/messages";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Call } from "../connection/call.ts";
import { useCall } from "../connection/use-call.ts";
import { playHand, playJoin } from "../media/tones.ts";

/** More than so many are no longer sounded: a large meeting would ring all the time. */
const mostSounded = 3;
const mostPeopleSounded = 10;

/** Says who came, who left and whose hand went up, for those who do not see it, and sounds it while the meeting is small. */
export function useAnnounced(call: Call): string {
  const t = useTranslations("meet.say");
  const peers = useCall(call, (state) => state.peers);
  const meId = useCall(call, (state) => state.meId);
  const status = useCall(call, (state) => state.status);
  const before = useRef<readonly Peer[] | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (status !== "live") {
      before.current = null;
      return;
    }
    const known = before.current;
    before.current = peers;
    if (known === null) return;
    const was = new Map(known.map((peer) => [peer.id, peer]));
    const is = new Set(peers.map(({ id }) => id));
    const others = peers.filter(({ id }) => id !== meId);
    const came = others.filter(({ id }) => !was.has(id));
    const left = known.filter(({ id }) => !is.has(id));
    const raised = others.filter(({ id, handAt }) => handAt !== null && (was.get(id)?.handAt ?? null) === null);
    const words = [
      ...came.map(({ name }) => t("came", { name })),
      ...left.map(({ name }) => t("left", { name })),
      ...raised.map(({ name }) => t("hand", { name })),
    ];
    if (words.length > 0) setSaid(words.join(" "));
    if (came.length > 0 && peers.length <= mostPeopleSounded) playJoin();
    if (raised.length > 0 && peers.filter(({ handAt }) => handAt !== null).length <= mostSounded) playHand();
  }, [peers, meId, status, t]);
  return said;
}
