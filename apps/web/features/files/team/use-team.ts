import { useQuery } from "@tanstack/react-query";
import { type Team, teamsQuery } from "../api.ts";

/** A team folder that one is a member of; null for none, and until it is known. */
export function useTeam(id: string | null | undefined): Team | null {
  const { data } = useQuery({ ...teamsQuery, enabled: Boolean(id) });
  return data?.teams.find((one) => one.id === id) ?? null;
}
