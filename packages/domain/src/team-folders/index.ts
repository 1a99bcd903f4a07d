export { accessManagedTeam, type ManagedTeam } from "./access-managed-team.ts";
export { renameTeam, setTeamQuota } from "./change-team.ts";
export { createTeam } from "./create-team.ts";
export { getTeam, listAllTeams, listTeams, type Team, type TeamDetails, type TeamOverview } from "./list-teams.ts";
export { nameManager, setMakers } from "./administer-teams.ts";
