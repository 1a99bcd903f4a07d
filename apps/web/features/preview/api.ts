import { useQuery } from "@tanstack/react-query";
import { type Outputs, server } from "../../client/server.ts";
import type { Viewed } from "./viewed.ts";

export type FileCard = NonNullable<Outputs["viewing"]["cards"]>;
export type MessageFile = Outputs["viewing"]["message"];

/** What a file of a calendar or of contacts is about. */
export const useCards = (file: Viewed) =>
  useQuery({
    queryKey: ["viewing", "cards", file.source],
    queryFn: () => (file.source === null ? null : server.viewing.cards.query({ source: file.source })),
    retry: false,
  });

/** A message that lies among files. */
export const useMessageFile = ({ source }: Viewed) =>
  useQuery({
    queryKey: ["viewing", "message", source],
    queryFn: () =>
      source !== null && "nodeId" in source
        ? server.viewing.message.query({
            id: source.nodeId,
            ...(source.versionId === undefined ? {} : { versionId: source.versionId }),
          })
        : null,
    retry: false,
  });
