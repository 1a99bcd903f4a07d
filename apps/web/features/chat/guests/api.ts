import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Inputs, type Outputs, server } from "../../../client/server.ts";
import { chatKey, type RoomLine } from "../api.ts";

export type Invite = Outputs["chat"]["invites"]["list"][number];
export type NewInvite = Inputs["chat"]["invites"]["create"];

const invitesKey = [...chatKey, "invites"] as const;

/** The open invitations of a room. Whoever comes in by one is a change of the room. */
export const invitesQuery = ({ room, modseq }: Pick<RoomLine, "room" | "modseq">) =>
  queryOptions({
    queryKey: [...invitesKey, room.id, modseq],
    queryFn: () => server.chat.invites.list.query({ roomId: room.id }),
    placeholderData: (before: Invite[] | undefined) => before,
    retry: false,
  });

/** The verbs on invitations; each brings their list up to date. */
export function useInviteVerbs() {
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: invitesKey });
  return {
    create: useMutation({ mutationFn: (input: NewInvite) => server.chat.invites.create.mutate(input), onSuccess }),
    revoke: useMutation({ mutationFn: (id: string) => server.chat.invites.revoke.mutate({ id }), onSuccess }),
  };
}

/** The whole address of an invitation. */
export const inviteAddress = (token: string): string => `${window.location.origin}/r/${token}`;
