import type { IncomingMessage } from "node:http";
import type { Context } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { guestOf } from "../guests/guest-of.ts";
import { visitorAt } from "../links/visitor.ts";
import type { Peer } from "../request.ts";
import { actorOf } from "../session.ts";
import { addressOf } from "./document-place.ts";

/** Who opens a socket: below the address of a link who came by it, below that of an invitation its guest, else whoever has a session. */
export async function participantOf(ctx: Context, request: IncomingMessage, peer: Peer): Promise<Actor> {
  const address = addressOf(request.url ?? "");
  if (address?.kind === "link") return visitorAt(ctx, { token: address.token, request, peer });
  const actor = address
    ? await guestOf(ctx, { token: address.token, request, peer })
    : await actorOf(ctx, request, peer);
  if (!actor) throw new Refusal("unauthenticated", address ? "invite-enter-first" : "sign-in-needed");
  return actor;
}
