import { useQuery } from "@tanstack/react-query";
import { server } from "../../../client/server.ts";

/** What the person's mail takes, and may take. */
export function useStorage() {
  return useQuery({
    queryKey: ["storage"],
    queryFn: () => server.settings.storage.query(),
    refetchInterval: 5 * 60_000,
    staleTime: 60_000,
  });
}
