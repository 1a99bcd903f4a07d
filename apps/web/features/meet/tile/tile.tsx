import { Avatar, IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import { clsx } from "clsx";
import { Ellipsis, Hand, MicOff, Pin, SignalLow, Star } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CSSProperties, ReactNode } from "react";
import { isHeard } from "../connection/state.ts";
import type { Item } from "../stage/items.ts";
import type { Rect } from "../stage/layout.ts";
import { Picture } from "./picture.tsx";

export interface TileProps {
  item: Item;
  rect: Rect;
  track: MediaStreamTrack | null;
  isMe: boolean;
  isSpeaking: boolean;
  isPinned: boolean;
  /** A moderator shows it large to everybody. */
  isLit: boolean;
  entries: readonly MenuEntry[];
}

/** Somebody, or what they share: picture or initials, name, and what is to be known of them. */
export function Tile({ item: { peer, source }, rect, track, isMe, isSpeaking, isPinned, isLit, entries }: TileProps) {
  const t = useTranslations("meet.tile");
  const isScreen = source === "screen";
  const name = isMe ? t("you") : peer.name;
  const label = isScreen ? (isMe ? t("yourScreen") : t("screenOf", { name: peer.name })) : name;
  const isSmall = rect.width < 220;
  return (
    <article
      aria-label={label}
      data-tile={`${source} ${peer.id}`}
      data-speaking={isSpeaking || undefined}
      style={placeOf(rect)}
      className={clsx(
        "group/tile absolute overflow-hidden rounded-2 bg-raised",
        "after:pointer-events-none after:absolute after:inset-0 after:z-10 after:rounded-2 after:border-2 after:transition-colors",
        isSpeaking && !isScreen ? "after:border-accent" : "after:border-transparent",
      )}
    >
      {track ? (
        <Picture track={track} label={label} isMirrored={isMe && !isScreen} isWhole={isScreen} />
      ) : (
        <div className="grid size-full place-items-center">
          <Avatar name={peer.name} address={peer.personId} size={rect.height < 130 ? 40 : 64} />
        </div>
      )}
      <div className="pointer-events-none absolute inset-x-2 top-2 z-10 flex flex-wrap justify-end gap-1.5">
        {isLit ? (
          <Mark label={t("spotlight")} isShort={isSmall}>
            <Star aria-hidden="true" />
          </Mark>
        ) : null}
        {isPinned ? (
          <Mark label={t("pinned")} isShort>
            <Pin aria-hidden="true" />
          </Mark>
        ) : null}
        {peer.quality === 1 && !isScreen ? (
          <Mark label={t("weak")} isShort={isSmall} tone="text-warning">
            <SignalLow aria-hidden="true" />
          </Mark>
        ) : null}
        {peer.handAt !== null && !isScreen ? (
          <Mark label={t("hand")} isShort={isSmall} tone="bg-warning! text-on-warning">
            <Hand aria-hidden="true" />
          </Mark>
        ) : null}
      </div>
      <div className="absolute inset-x-2 bottom-2 z-10 flex items-end gap-1.5">
        <span className="meet-veil flex h-6 min-w-0 items-center gap-1.5 rounded-1 px-2 text-12 font-medium [&_svg]:size-3.5 [&_svg]:shrink-0">
          {isScreen ? null : isHeard(peer) ? (
            isSpeaking ? (
              <Voice label={t("speaking")} />
            ) : null
          ) : (
            <MicOff role="img" aria-label={t("micOff")} className="text-danger" />
          )}
          <span dir="auto" className="truncate">
            {label}
          </span>
        </span>
        <span className="flex-1" />
        <span className="opacity-0 transition-opacity group-focus-within/tile:opacity-100 group-hover/tile:opacity-100 has-data-[state=open]:opacity-100 max-md:hidden">
          <Menu
            side="top"
            trigger={
              <IconButton size="small" side="top" label={t("more", { name: label })} className="meet-veil text-text">
                <Ellipsis aria-hidden="true" />
              </IconButton>
            }
            entries={entries}
          />
        </span>
      </div>
    </article>
  );
}

function placeOf({ x, y, width, height }: Rect): CSSProperties {
  return { insetInlineStart: x, top: y, width, height };
}

interface MarkProps {
  label: string;
  isShort: boolean;
  tone?: string;
  children: ReactNode;
}

function Mark({ label, isShort, tone, children }: MarkProps) {
  return (
    <span
      role="img"
      aria-label={label}
      className={clsx(
        "meet-veil flex h-6 items-center gap-1.5 rounded-full px-2 text-12 font-semibold [&_svg]:size-3.5",
        tone,
      )}
    >
      {children}
      {isShort ? null : <span aria-hidden="true">{label}</span>}
    </span>
  );
}

/** Three bars that move while somebody speaks. */
function Voice({ label }: { label: string }) {
  return (
    <span role="img" aria-label={label} className="meet-voice text-accent-ink">
      <i />
      <i />
      <i />
    </span>
  );
}
