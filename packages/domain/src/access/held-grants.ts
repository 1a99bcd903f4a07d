/** Joins a grant `g` with the owner `o` of what it is on, or with the team folder `team` that it is in, and the domain `od` that either is of. */
export const joinHolder = `LEFT JOIN "Account" o ON o."spaceId" = g."spaceId" LEFT JOIN "TeamFolder" team ON team."spaceId" = g."spaceId"
    JOIN "Domain" od ON od."id" = coalesce(o."domainId", team."domainId") AND od."state" = 'active'`;

/** True when that owner may act; a team folder does not depend on anybody. */
export const isHolderActive = `(o."state" = 'active' OR team."spaceId" IS NOT NULL)`;

/** SQL for the ids of the lists that an account is in, by itself or through lists in them, in whatever circles. */
export function listsOf(accountId: string): string {
  return `(WITH RECURSIVE up AS (
      SELECT m."listId" FROM "MailListMember" m WHERE m."accountId" = ${accountId} AND m."isMember"
      UNION SELECT m."listId" FROM up JOIN "MailListMember" m ON m."nestedId" = up."listId" AND m."isMember")
    SELECT up."listId" FROM up)`;
}

/**
 * Grants `g` that give the account `a` something now: accepted by it, not over, and of an owner `o` who may act or of a `team`. Every gate says it with
 * this one piece of SQL; `at` is the parameter with the time. A grant for a domain counts for whoever of it accepted, one for a list for whoever is in
 * it now. `more` joins what else is asked for.
 */
export function heldGrants(at: string, more = ""): string {
  return `"Holding" h JOIN "Grant" g ON g."id" = h."grantId"
    ${joinHolder} ${more}
    WHERE ${isHolderActive} AND h."accountId" = a."id" AND h."state" = 'accepted' AND g."revokedAt" IS NULL AND (g."expiresAt" IS NULL OR g."expiresAt" > ${at})
      AND ((g."subjectKind" = 'account' AND g."subjectId" = a."id") OR (g."subjectKind" = 'domain' AND g."subjectId" = a."domainId")
        OR (g."subjectKind" = 'group' AND g."subjectId" IN ${listsOf('a."id"')}))`;
}

/** Levels of folders that a grant is looked for above, one more than the domain allows. */
const maxLevels = 21;

type Asked = { readonly need: string; readonly at: string };

/** A query of the held grants of `a` that give the right `need` on a mailbox: on itself, on a folder above it, or on the whole account. */
export function grantsOn(mailbox: { id: string; spaceId: string }, { need, at }: Asked, columns = "1"): string {
  return `WITH RECURSIVE up AS (
      SELECT x."id", x."parentId", 0 AS "level" FROM "Mailbox" x WHERE x."id" = ${mailbox.id}
      UNION ALL SELECT x."id", x."parentId", up."level" + 1 FROM up JOIN "Mailbox" x ON x."id" = up."parentId" WHERE up."level" < ${maxLevels})
    SELECT ${columns} FROM ${heldGrants(at)} AND g."spaceId" = ${mailbox.spaceId} AND ${need} = ANY(g."rights")
      AND (g."objectKind" = 'account' OR EXISTS (
        SELECT 1 FROM up WHERE up."id" = g."objectId" AND (up."level" = 0 OR g."includesSubfolders")))`;
}

/** SQL that is true when there is such a grant. */
export function grantedOn(mailbox: { id: string; spaceId: string }, asked: Asked): string {
  return `EXISTS (${grantsOn(mailbox, asked)})`;
}

/**
 * What held grants of the account `$1` give at the time `$2`: a row a grant on a whole account (`mailboxId` is null), and a row a mailbox that a
 * grant on a folder covers.
 */
export const grantedObjects = `WITH RECURSIVE held AS (
    SELECT g."spaceId", g."objectKind", g."objectId", g."includesSubfolders", g."rights", o."id" AS "ownerId"
    FROM "Account" a, ${heldGrants("$2")} AND a."id" = $1),
  covered AS (
    SELECT b."id", held."spaceId", held."ownerId", held."rights", held."includesSubfolders", 0 AS "level"
    FROM held JOIN "Mailbox" b ON b."spaceId" = held."spaceId" AND b."id" = held."objectId" WHERE held."objectKind" = 'mailbox'
    UNION ALL SELECT b."id", c."spaceId", c."ownerId", c."rights", true, c."level" + 1
    FROM covered c JOIN "Mailbox" b ON b."spaceId" = c."spaceId" AND b."parentId" = c."id" WHERE c."includesSubfolders" AND c."level" < ${maxLevels})
  SELECT "spaceId", "ownerId", NULL AS "mailboxId", "rights" FROM held WHERE "objectKind" = 'account'
  UNION ALL SELECT "spaceId", "ownerId", "id", "rights" FROM covered`;
