import { Avatar, Tooltip } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Collab } from "../connection/collab.ts";

interface Peer {
  id: string;
  name: string;
}

const mostShown = 3;

/** Who else is in the document, each once however many windows they have. */
export function Presence({ collab, ownId }: { collab: Collab; ownId: string }) {
  const t = useTranslations("docs.presence");
  const peers = usePeers(collab, ownId);
  if (peers.length === 0) return null;
  const shown = peers.slice(0, mostShown);
  const names = peers.map((one) => one.name).join(", ");
  return (
    <div role="group" aria-label={t("here", { names })} className="flex items-center gap-1.5 max-md:hidden">
      {shown.map((peer) => (
        <Tooltip key={peer.id} text={peer.name}>
          <span className="rounded-full ring-2 ring-border ring-offset-1 ring-offset-bg">
            <Avatar name={peer.name} address={peer.id} size={24} />
          </span>
        </Tooltip>
      ))}
      {peers.length > mostShown ? (
        <Tooltip
          text={peers
            .slice(mostShown)
            .map((one) => one.name)
            .join(", ")}
        >
          <span className="text-12 font-medium text-muted">{t("more", { count: peers.length - mostShown })}</span>
        </Tooltip>
      ) : null}
    </div>
  );
}

function usePeers({ provider }: Collab, ownId: string): readonly Peer[] {
  const [peers, setPeers] = useState<readonly Peer[]>([]);
  useEffect(() => {
    const { awareness } = provider;
    const read = () => {
      const known = new Map<string, Peer>();
      for (const [clientId, state] of awareness.getStates()) {
        const user: unknown = state["user"];
        if (clientId === awareness.clientID || typeof user !== "object" || user === null) continue;
        const { id, name } = user as { id?: unknown; name?: unknown };
        if (typeof id === "string" && typeof name === "string" && id !== ownId) known.set(id, { id, name });
      }
      const next = [...known.values()].sort((a, b) => a.name.localeCompare(b.name));
      setPeers((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    read();
    awareness.on("change", read);
    return () => awareness.off("change", read);
  }, [provider, ownId]);
  return peers;
}
