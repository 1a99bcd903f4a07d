import { meetings as domain } from "@carbyne/domain";
import {
  AssignPart,
  ChangeMeetingRoom,
  CreateMeeting,
  DeclineCall,
  EnterMeeting,
  GiveFeedback,
  OneMeetingPerson,
  OneMeetingRoom,
  RingPeople,
  SetModerator,
  SomeWaiting,
  SplitMeeting,
  TellParts,
} from "@carbyne/schemas";
import { toldBy } from "../told.ts";
import { inRoom, router, signedIn } from "../trpc.ts";

export const meetings = router({
  list: signedIn.query(({ ctx }) => domain.listMeetings(ctx.domain, ctx.actor)),
  create: signedIn
    .input(CreateMeeting)
    .mutation(({ ctx, input }) => domain.createMeeting(ctx.domain, ctx.actor, input)),
  /** What the lobby shows. */
  about: inRoom
    .input(OneMeetingRoom)
    .query(({ ctx, input }) => domain.aboutMeeting(ctx.domain, ctx.actor, { ...input, origin: ctx.origin })),
  enter: inRoom.input(EnterMeeting).mutation(({ ctx, input }) => domain.enterMeeting(ctx.domain, ctx.actor, input)),
  stopWaiting: inRoom
    .input(OneMeetingRoom)
    .mutation(({ ctx, input }) => domain.stopWaiting(ctx.domain, ctx.actor, input)),
  change: inRoom
    .input(ChangeMeetingRoom)
    .mutation(({ ctx, input }) => domain.changeTerms(ctx.domain, ctx.actor, input)),
  link: signedIn
    .input(OneMeetingRoom)
    .mutation(({ ctx, input }) => domain.getLink(ctx.domain, ctx.actor, { ...input, origin: ctx.origin })),
  renewLink: signedIn
    .input(OneMeetingRoom)
    .mutation(({ ctx, input }) => domain.renewLink(ctx.domain, ctx.actor, { ...input, origin: ctx.origin })),
  admit: inRoom.input(SomeWaiting).mutation(({ ctx, input }) => domain.admitPeople(ctx.domain, ctx.actor, input)),
  turnAway: inRoom.input(SomeWaiting).mutation(({ ctx, input }) => domain.turnAway(ctx.domain, ctx.actor, input)),
  remove: inRoom
    .input(OneMeetingPerson)
    .mutation(({ ctx, input }) => domain.removeFromMeeting(ctx.domain, ctx.actor, input)),
  setModerator: inRoom
    .input(SetModerator)
    .mutation(({ ctx, input }) => domain.setModerator(ctx.domain, ctx.actor, input)),
  end: inRoom.input(OneMeetingRoom).mutation(({ ctx, input }) => domain.endForAll(ctx.domain, ctx.actor, input)),
  ring: signedIn.input(RingPeople).mutation(({ ctx, input }) => domain.ringPeople(ctx.domain, ctx.actor, input)),
  decline: signedIn.input(DeclineCall).mutation(({ ctx, input }) => domain.declineCall(ctx.domain, ctx.actor, input)),
  notes: inRoom.input(OneMeetingRoom).mutation(({ ctx, input }) => domain.openNotes(ctx.domain, ctx.actor, input)),
  split: inRoom.input(SplitMeeting).mutation(({ ctx, input }) => domain.splitMeeting(ctx.domain, ctx.actor, input)),
  assign: inRoom.input(AssignPart).mutation(({ ctx, input }) => domain.assignPart(ctx.domain, ctx.actor, input)),
  callBack: inRoom.input(OneMeetingRoom).mutation(({ ctx, input }) => domain.callBack(ctx.domain, ctx.actor, input)),
  tellParts: inRoom.input(TellParts).mutation(({ ctx, input }) => domain.tellParts(ctx.domain, ctx.actor, input)),
  feedback: inRoom.input(GiveFeedback).mutation(({ ctx, input }) => domain.giveFeedback(ctx.domain, ctx.actor, input)),
  /** How it is around the meeting of a room, whole, whenever it is another. */
  watch: inRoom.input(OneMeetingRoom).subscription(({ ctx, input, signal }) =>
    toldBy<domain.MeetingState>(ctx.domain, {
      actor: ctx.actor,
      signal,
      watch: (told) => domain.watchMeeting(ctx.domain, ctx.actor, input, told),
    }),
  ),
  /** Calls to this person, on all their pages. */
  calls: signedIn.subscription(({ ctx, signal }) =>
    toldBy<domain.CallEvent>(ctx.domain, {
      actor: ctx.actor,
      signal,
      watch: (told) => domain.watchCalls(ctx.domain, ctx.actor, told),
    }),
  ),
});
