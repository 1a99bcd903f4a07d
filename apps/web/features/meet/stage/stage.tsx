import { IconButton, type MenuEntry } from "@carbyne/ui";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { Call } from "../connection/call.ts";
import { producerOf, type Stream } from "../connection/state.ts";
import { useCall, useOwn } from "../connection/use-call.ts";
import type { ViewChoices } from "../call/view-choices.ts";
import type { OwnMedia, OwnState } from "../media/own-media.ts";
import { Tile } from "../tile/tile.tsx";
import { type Item, keyOf, speakersFirst, stage } from "./items.ts";
import { arrange } from "./layout.ts";
import { useBox } from "./use-box.ts";
import { useShown } from "./use-shown.ts";

export interface StageProps {
  call: Call;
  media: OwnMedia;
  view: ViewChoices;
  pinned: ReadonlySet<string>;
  spoken: readonly string[];
  /** What can be done with a tile. */
  entriesOf: (item: Item) => readonly MenuEntry[];
  /** What is shown in a window of its own. */
  besides: string | null;
}

/** Everybody who is in the meeting and what they share, as large as there is room. */
export function Stage({ call, media, view, pinned, spoken, entriesOf, besides }: StageProps) {
  const t = useTranslations("meet.stage");
  const peers = useCall(call, (state) => state.peers);
  const streams = useCall(call, (state) => state.streams);
  const meId = useCall(call, (state) => state.meId);
  const speakerId = useCall(call, (state) => state.speakerId);
  const lit = useCall(call, (state) => state.spotlight);
  const own = useOwn(media, (state) => state);
  const [element, box] = useBox();
  const [page, setPage] = useState(0);
  const { layout, hidesSelf, saving } = view;
  const litKey = lit ? keyOf(lit.peerId, lit.source) : "";
  // What one has pinned oneself goes before what a moderator shows to all.
  const large = useMemo(() => (pinned.size > 0 || litKey === "" ? pinned : new Set([litKey])), [pinned, litKey]);
  const { shown, pages, at } = useMemo(() => {
    const staged = stage(peers, { meId, spoken, layout, pinned: large, hidesSelf });
    const { kind, mains } = staged;
    const count = { mains: mains.length, others: staged.others.length };
    const first = arrange(kind, box, { ...count, page: 0 });
    const others = speakersFirst(staged.others, spoken, Math.max(first.others.length, 1));
    const arranged = arrange(kind, box, { ...count, page });
    const all = [
      ...arranged.mains.map((rect, place) => ({ item: mains[place], rect })),
      ...arranged.others.map((rect, place) => ({ item: others[arranged.from + place], rect })),
    ];
    return {
      shown: all.flatMap(({ item, rect }) => (item ? [{ item, rect }] : [])),
      pages: arranged.pages,
      at: Math.min(page, arranged.pages - 1),
    };
  }, [peers, meId, spoken, layout, large, hidesSelf, box, page]);
  useShown(call, shown, { saving, besides });
  return (
    <main aria-label={t("label")} className="relative min-h-0 min-w-0 flex-1">
      <div ref={element} className="absolute inset-0">
        {shown.map(({ item, rect }) => (
          <Tile
            key={item.key}
            item={item}
            rect={rect}
            track={trackOf(item, { isMe: item.peer.id === meId, own, streams, isSaved: saving === "sound" })}
            isMe={item.peer.id === meId}
            isSpeaking={item.peer.id === speakerId}
            isPinned={pinned.has(item.key)}
            isLit={item.key === litKey}
            entries={entriesOf(item)}
          />
        ))}
      </div>
      {pages > 1 ? (
        <nav
          aria-label={t("pages")}
          className="meet-veil absolute bottom-2 left-1/2 z-10 flex -translate-x-1/2 items-center gap-1 rounded-full px-1 text-12 tabular-nums"
        >
          <IconButton size="small" label={t("previous")} disabled={at === 0} onClick={() => setPage(at - 1)}>
            <ChevronLeft aria-hidden="true" />
          </IconButton>
          <span aria-live="polite">{t("page", { page: at + 1, pages })}</span>
          <IconButton size="small" label={t("next")} disabled={at >= pages - 1} onClick={() => setPage(at + 1)}>
            <ChevronRight aria-hidden="true" />
          </IconButton>
        </nav>
      ) : null}
    </main>
  );
}

interface Seen {
  isMe: boolean;
  own: OwnState;
  streams: readonly Stream[];
  /** No cameras are wanted. */
  isSaved: boolean;
}

/** The picture of a tile, where there is one. */
export function trackOf({ peer, source }: Item, { isMe, own, streams, isSaved }: Seen): MediaStreamTrack | null {
  if (isMe) return source === "screen" ? own.screen : own.camera.track;
  const producer = producerOf(peer, source);
  if (!producer || producer.isPaused || (isSaved && source === "camera")) return null;
  return streams.find(({ producerId }) => producerId === producer.id)?.track ?? null;
}
