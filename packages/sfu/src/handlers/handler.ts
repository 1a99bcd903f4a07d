import type { Logger } from "@carbyne/kernel";
import type { Reply, RequestData, RequestName } from "../messages.ts";
import type { Peer } from "../peer.ts";
import type { Room } from "../room.ts";

/** Where an ask comes from: somebody who is in a meeting. */
export type Asking = { readonly room: Room; readonly peer: Peer; readonly log: Logger };

/** Everything but `join`, which is asked by somebody who is not in yet. */
export type Asked = Exclude<RequestName, "join">;

/** What is done for each ask. A Refusal is told to the client; all else that is thrown is a bug. */
export type Handlers = {
  readonly [Name in Asked]: (asking: Asking, data: RequestData<Name>) => Reply<Name> | Promise<Reply<Name>>;
};
