import { VisuallyHidden } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { ControlBar } from "../bar/control-bar.tsx";
import { useMoreEntries } from "../bar/use-more-entries.tsx";
import type { MeetingAbout, MeetingState } from "../api.ts";
import { useGuest } from "../../chat/guest-page/guest.ts";
import { useRoomLine } from "../../chat/names.ts";
import type { Call } from "../connection/call.ts";
import { useCall } from "../connection/use-call.ts";
import type { OwnMedia } from "../media/own-media.ts";
import { ChatPanel } from "../panel/chat-panel.tsx";
import { InviteDialog } from "../panel/invite-dialog.tsx";
import { NotesPanel } from "../panel/notes-panel.tsx";
import { PeoplePanel } from "../panel/people-panel.tsx";
import { PartsDialog } from "../parts/parts-dialog.tsx";
import { type PanelTab, SidePanel } from "../panel/side-panel.tsx";
import { RoomDialog } from "../panel/room-dialog.tsx";
import { useSpoken } from "../stage/use-spoken.ts";
import { Stage } from "../stage/stage.tsx";
import { usePeerEntries } from "../tile/use-peer-entries.tsx";
import { Banners } from "./banners.tsx";
import { CallHead } from "./call-head.tsx";
import { FloatingReactions } from "./reactions.tsx";
import { Sounds } from "./sounds.tsx";
import { useAnnounced } from "./use-announced.ts";
import { useBesides } from "./use-besides.ts";
import { useCallActs } from "./use-call-acts.ts";
import { useCallKeys } from "./use-call-keys.ts";
import { useModerated } from "./use-moderated.ts";
import { usePins } from "./use-pins.ts";
import { usePushToTalk } from "./use-push-to-talk.ts";
import { useViewChoices } from "./view-choices.ts";

export interface CallViewProps {
  call: Call;
  media: OwnMedia;
  about: MeetingAbout;
  state: MeetingState | null;
}

export type Asked = "invite" | "room" | "parts";

/** A meeting that one is in: stage, panel and bar. */
export function CallView({ call, media, about, state }: CallViewProps) {
  const t = useTranslations("meet.call");
  const { roomId } = about;
  const isGuest = useGuest() !== null;
  const acts = useCallActs(call, media);
  const view = useViewChoices();
  const [panel, setPanel] = useState<PanelTab | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isReacting, setIsReacting] = useState(false);
  const [volumes, setVolumes] = useState<ReadonlyMap<string, number>>(new Map());
  const [pinned, togglePin] = usePins();
  const besides = useBesides(call, media);
  const spoken = useSpoken(useCall(call, ({ speakerId }) => speakerId));
  const unread = useRoomLine(roomId)?.unread ?? 0;
  const said = useAnnounced(call);
  const togglePanel = useCallback((tab: PanelTab) => setPanel((before) => (before === tab ? null : tab)), []);
  const entriesOf = usePeerEntries({
    call,
    acts,
    roomId,
    pinned,
    onPin: togglePin,
    onBesides: besides.open,
    onFull: besides.full,
  });
  const entries = useMoreEntries({
    call,
    media,
    acts,
    about,
    state,
    view,
    isGuest,
    onPanel: setPanel,
    onAsk: setAsked,
  });
  useCallKeys(acts, { onPanel: togglePanel, onReact: () => setIsReacting(true) });
  usePushToTalk(media);
  useModerated(call, media);
  const queue = state?.queue ?? [];
  return (
    <div className="flex h-dvh flex-col bg-sunken px-3 text-text max-md:px-2">
      <CallHead call={call} about={about} view={view} onPeople={() => togglePanel("people")} />
      <Banners call={call} state={state} roomId={roomId} acts={acts} isPeopleShown={panel === "people"} />
      <div className="relative flex min-h-0 flex-1 gap-3 py-2 max-md:py-1">
        <Stage
          call={call}
          media={media}
          view={view}
          pinned={pinned}
          spoken={spoken}
          entriesOf={entriesOf}
          besides={besides.key}
        />
        <FloatingReactions call={call} />
        {panel === null ? null : (
          <SidePanel
            tab={panel}
            tabs={isGuest ? ["people", "chat"] : ["people", "chat", "notes"]}
            onTab={setPanel}
            onClose={() => setPanel(null)}
            isChatNew={unread > 0}
          >
            {panel === "people" ? (
              <PeoplePanel
                call={call}
                acts={acts}
                roomId={roomId}
                queue={queue}
                entriesOf={entriesOf}
                volumes={volumes}
                onVolume={(id, volume) => setVolumes((before) => new Map(before).set(id, volume))}
                onInvite={isGuest ? null : () => setAsked("invite")}
              />
            ) : panel === "chat" ? (
              <ChatPanel roomId={roomId} />
            ) : (
              <NotesPanel roomId={roomId} notesId={state?.notesId ?? null} acts={acts} />
            )}
          </SidePanel>
        )}
      </div>
      <footer className="flex shrink-0 items-center justify-center py-2.5">
        <ControlBar
          call={call}
          media={media}
          acts={acts}
          panel={panel}
          onPanel={togglePanel}
          waiting={queue.length}
          unread={panel === "chat" ? 0 : unread}
          entries={entries}
          isReacting={isReacting}
          onReacting={setIsReacting}
        />
      </footer>
      <Sounds call={call} media={media} volumes={volumes} />
      {asked === "invite" ? <InviteDialog roomId={roomId} onClose={() => setAsked(null)} /> : null}
      {asked === "room" && state ? <RoomDialog roomId={roomId} state={state} onClose={() => setAsked(null)} /> : null}
      {asked === "parts" && state ? (
        <PartsDialog call={call} roomId={roomId} state={state} onClose={() => setAsked(null)} />
      ) : null}
      <VisuallyHidden>
        <span role="status" aria-label={t("news")}>
          {said}
        </span>
      </VisuallyHidden>
    </div>
  );
}
