import { Avatar } from "@carbyne/ui";
import type { Call } from "../connection/call.ts";
import { useCall } from "../connection/use-call.ts";

/** What people wave with, rising at the edge for a moment. */
export function FloatingReactions({ call }: { call: Call }) {
  const reactions = useCall(call, (state) => state.reactions);
  const peers = useCall(call, (state) => state.peers);
  return (
    <div aria-hidden="true" className="pointer-events-none absolute bottom-4 start-4 z-20 h-64 w-40">
      {reactions.map(({ key, peerId, emoji }) => {
        const peer = peers.find(({ id }) => id === peerId);
        return (
          <span
            key={key}
            style={{ insetInlineStart: `${(key * 37) % 90}px` }}
            className="meet-reaction absolute bottom-0 flex flex-col items-center gap-1"
          >
            <span className="grid size-10 place-items-center rounded-full bg-raised text-24 shadow-floating">
              {emoji}
            </span>
            {peer ? (
              <span className="meet-veil flex items-center gap-1 rounded-1 px-1.5 text-12 font-medium">
                <Avatar name={peer.name} address={peer.personId} size={20} />
                <span dir="auto" className="max-w-24 truncate">
                  {peer.name}
                </span>
              </span>
            ) : null}
          </span>
        );
      })}
    </div>
  );
}
