import { deleteAcl, getAcl, listRights, myRights, setAcl } from "./acl.ts";
import { append } from "./append.ts";
import { authenticate, login } from "./authenticate.ts";
import type { Command } from "./command.ts";
import { copy, move, uidCopy, uidMove } from "./copy.ts";
import { expunge, uidExpunge } from "./expunge.ts";
import { fetch, uidFetch } from "./fetch.ts";
import { idle } from "./idle.ts";
import { list, lsub } from "./list.ts";
import { create, deleteMailbox, rename, subscribe, unsubscribe } from "./mailboxes.ts";
import { getQuota, getQuotaRoot } from "./quota.ts";
import { search, uidSearch } from "./search.ts";
import { close, examine, select, unselect } from "./select.ts";
import { capability, check, enable, id, logout, namespace, noop, starttls } from "./session-commands.ts";
import { status } from "./status.ts";
import { store, uidStore } from "./store.ts";

/** Every command by its name. */
export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["CAPABILITY", capability],
  ["NOOP", noop],
  ["LOGOUT", logout],
  ["ID", id],
  ["STARTTLS", starttls],
  ["AUTHENTICATE", authenticate],
  ["LOGIN", login],
  ["ENABLE", enable],
  ["SELECT", select],
  ["EXAMINE", examine],
  ["CREATE", create],
  ["DELETE", deleteMailbox],
  ["RENAME", rename],
  ["SUBSCRIBE", subscribe],
  ["UNSUBSCRIBE", unsubscribe],
  ["LIST", list],
  ["LSUB", lsub],
  ["NAMESPACE", namespace],
  ["STATUS", status],
  ["SETACL", setAcl],
  ["DELETEACL", deleteAcl],
  ["GETACL", getAcl],
  ["LISTRIGHTS", listRights],
  ["MYRIGHTS", myRights],
  ["GETQUOTA", getQuota],
  ["GETQUOTAROOT", getQuotaRoot],
  ["APPEND", append],
  ["IDLE", idle],
  ["CHECK", check],
  ["CLOSE", close],
  ["UNSELECT", unselect],
  ["EXPUNGE", expunge],
  ["UID EXPUNGE", uidExpunge],
  ["SEARCH", search],
  ["UID SEARCH", uidSearch],
  ["FETCH", fetch],
  ["UID FETCH", uidFetch],
  ["STORE", store],
  ["UID STORE", uidStore],
  ["COPY", copy],
  ["UID COPY", uidCopy],
  ["MOVE", move],
  ["UID MOVE", uidMove],
]);
