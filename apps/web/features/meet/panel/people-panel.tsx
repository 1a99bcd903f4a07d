import { Avatar, Button, IconButton, Input, Menu, type MenuEntry, Range, showToast } from "@carbyne/ui";
import type { Peer } from "@carbyne/sfu/messages";
import { Ellipsis, Hand, Link2, Mic, MicOff, ScreenShare, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type MeetingState, meetServer } from "../api.ts";
import type { CallActs } from "../call/use-call-acts.ts";
import type { Call } from "../connection/call.ts";
import { handsOf, isHeard, meOf, producerOf } from "../connection/state.ts";
import { useCall } from "../connection/use-call.ts";
import type { Item } from "../stage/items.ts";
import { WaitingQueue } from "./waiting-queue.tsx";

export interface PeoplePanelProps {
  call: Call;
  acts: CallActs;
  roomId: string;
  queue: MeetingState["queue"];
  entriesOf: (item: Item) => readonly MenuEntry[];
  volumes: ReadonlyMap<string, number>;
  onVolume: (personId: string, volume: number) => void;
  /** Asks others to come; null where that is not offered. */
  onInvite: (() => void) | null;
}

/** From so many people on a field to find one of them helps. */
const searchedFrom = 8;

/** Who is in the meeting, who waits, and what can be done about either. */
export function PeoplePanel(props: PeoplePanelProps) {
  const { call, acts, roomId, queue, entriesOf, volumes, onVolume, onInvite } = props;
  const t = useTranslations("meet.people");
  const peers = useCall(call, (state) => state.peers);
  const meId = useCall(call, (state) => state.meId);
  const speakerId = useCall(call, (state) => state.speakerId);
  const isModerator = useCall(call, (state) => meOf(state)?.isModerator === true);
  const [text, setText] = useState("");
  const wanted = text.trim().toLocaleLowerCase();
  const hands = handsOf(peers);
  const rank = (peer: Peer) => (peer.id === meId ? -1 : peer.handAt === null ? hands.length : hands.indexOf(peer));
  const shown = peers
    .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
    .toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
  const copyLink = () =>
    acts.attempt(async () => {
      const { url } = await meetServer.link.mutate({ roomId });
      await navigator.clipboard.writeText(url);
      showToast({ text: t("linkCopied") });
    });
  return (
    <>
      <WaitingQueue roomId={roomId} queue={queue} acts={acts} />
      <section aria-label={t("title")} className="flex min-h-0 flex-1 flex-col">
        <div className="flex min-h-8 items-center gap-2 ps-4 pe-2">
          <h2 className="text-13 font-semibold">{t("title")}</h2>
          <span className="text-12 text-faint tabular-nums">{peers.length}</span>
          <span className="flex-1" />
          {onInvite ? (
            <IconButton label={t("invite")} onClick={onInvite}>
              <UserPlus aria-hidden="true" />
            </IconButton>
          ) : null}
        </div>
        {peers.length >= searchedFrom ? (
          <div className="px-3 py-1">
            <Input
              type="search"
              dir="auto"
              aria-label={t("find")}
              placeholder={t("find")}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          </div>
        ) : null}
        <ul aria-label={t("title")} className="min-h-0 flex-1 overflow-auto py-1">
          {shown.map((peer) => (
            <PersonRow
              key={peer.id}
              peer={peer}
              isMe={peer.id === meId}
              isSpeaking={peer.id === speakerId}
              turn={hands.indexOf(peer) + 1}
              entries={entriesOf({ key: `camera ${peer.id}`, peer, source: "camera" })}
              volume={volumes.get(peer.personId) ?? 1}
              onVolume={(volume) => onVolume(peer.personId, volume)}
            />
          ))}
          {shown.length === 0 ? <li className="px-4 py-6 text-center text-13 text-muted">{t("nobody")}</li> : null}
        </ul>
      </section>
      {isModerator ? (
        <footer className="flex gap-2 border-t p-2.5">
          <Button className="flex-1" onClick={() => acts.attempt(() => call.moderate("mute", null))}>
            <MicOff aria-hidden="true" />
            {t("muteAll")}
          </Button>
          <Button className="flex-1" onClick={copyLink}>
            <Link2 aria-hidden="true" />
            {t("copyLink")}
          </Button>
        </footer>
      ) : null}
    </>
  );
}

interface PersonRowProps {
  peer: Peer;
  isMe: boolean;
  isSpeaking: boolean;
  /** Which hand it is, from 1; 0 for none. */
  turn: number;
  entries: readonly MenuEntry[];
  volume: number;
  onVolume: (volume: number) => void;
}

function PersonRow({ peer, isMe, isSpeaking, turn, entries, volume, onVolume }: PersonRowProps) {
  const t = useTranslations("meet.people");
  const about = [
    ...(turn > 0 ? [t("hand", { turn })] : []),
    ...(peer.isModerator ? [t("moderator")] : []),
    ...(peer.kind === "guest" ? [t("guest")] : []),
    ...(producerOf(peer, "screen") ? [t("shares")] : []),
    ...(peer.quality === 1 ? [t("weak")] : []),
  ];
  return (
    <li className="group/person flex min-h-12 items-center gap-2.5 ps-4 pe-2 hover:bg-hover">
      <Avatar name={peer.name} address={peer.personId} size={32} />
      <span className="min-w-0 flex-1 py-1">
        <span dir="auto" className="block truncate text-14 font-medium">
          {isMe ? t("you", { name: peer.name }) : peer.name}
        </span>
        <span className="block truncate text-12 text-muted">{about.length > 0 ? about.join(" · ") : t("member")}</span>
        {isMe ? null : (
          <span className="hidden group-focus-within/person:block group-hover/person:block">
            <Range
              label={t("volume", { name: peer.name })}
              min={0}
              max={1}
              step={0.05}
              value={volume}
              onChange={onVolume}
            />
          </span>
        )}
      </span>
      <span className="flex items-center gap-2 text-faint [&_svg]:size-[18px]">
        {turn > 0 ? <Hand role="img" aria-label={t("handUp")} className="text-warning" /> : null}
        {producerOf(peer, "screen") ? <ScreenShare aria-hidden="true" /> : null}
        {isHeard(peer) ? (
          <Mic
            role="img"
            aria-label={t(isSpeaking ? "speaks" : "micOn")}
            className={isSpeaking ? "text-accent-ink" : "text-text"}
          />
        ) : (
          <MicOff role="img" aria-label={t("micOff")} />
        )}
        <Menu
          trigger={
            <IconButton size="small" label={t("more", { name: peer.name })}>
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
          entries={entries}
        />
      </span>
    </li>
  );
}
