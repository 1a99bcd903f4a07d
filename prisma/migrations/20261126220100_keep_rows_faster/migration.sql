-- Nearly always nothing is held of what a removal is about and no retention is set, and then there is nothing to keep: two questions that small indexes
-- answer say so, before anything is asked about the spaces that the removed rows were in.
--
-- A hold that is placed meanwhile is not overlooked. Whoever removes takes the lock, together with others who remove, before it looks, and has it until
-- its transaction ends; a hold takes it alone before it is written. So either the removal has ended when the hold is there, or it waited until the hold
-- was committed. The lock is taken by a statement of its own, because what is asked next sees what was committed when it is asked (READ COMMITTED, as
-- every transaction here). Retention makes nobody wait: it counts for what is removed from then on.

CREATE INDEX "Setting_retention_idx" ON "Setting" ("scopeId") WHERE "key" = 'retention.deletedDays' AND "value" <> '0';

CREATE FUNCTION wait_for_removals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('carbyne:legal-hold'));
  RETURN NULL;
END
$$;

CREATE TRIGGER wait_for_removals BEFORE INSERT ON "LegalHold" FOR EACH STATEMENT EXECUTE FUNCTION wait_for_removals();

CREATE OR REPLACE FUNCTION keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('carbyne:legal-hold'));
  IF NOT EXISTS (SELECT FROM "LegalHold" h WHERE h."releasedAt" IS NULL AND h."spaceId" IN (SELECT g."spaceId" FROM gone g))
    AND NOT EXISTS (SELECT FROM "Setting" WHERE "key" = 'retention.deletedDays' AND "value" <> '0') THEN RETURN NULL; END IF;
  INSERT INTO "KeptRow" ("id", "spaceId", "kind", "objectId", "blobHash", "data", "until")
  SELECT gen_random_uuid(), g."spaceId", TG_TABLE_NAME, g."id", decode(substr(to_jsonb(g) ->> 'blobHash', 3), 'hex'), to_jsonb(g),
    CASE WHEN k."days" > 0 THEN now() + make_interval(days => k."days") END
  FROM gone g JOIN (
    SELECT s."spaceId", retention_days(s."spaceId") AS "days",
      EXISTS (SELECT 1 FROM "LegalHold" h WHERE h."spaceId" = s."spaceId" AND h."releasedAt" IS NULL) AS "isHeld"
    FROM (SELECT DISTINCT "spaceId" FROM gone) s) k ON k."spaceId" = g."spaceId" AND (k."isHeld" OR k."days" > 0);
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION keep_left() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE days integer;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('carbyne:legal-hold'));
  IF NOT EXISTS (SELECT FROM "LegalHold" h WHERE h."releasedAt" IS NULL AND h."spaceId" = OLD."spaceId")
    AND NOT EXISTS (SELECT FROM "Setting" WHERE "key" = 'retention.deletedDays' AND "value" <> '0') THEN RETURN NULL; END IF;
  days := retention_days(OLD."spaceId");
  INSERT INTO "KeptRow" ("id", "spaceId", "kind", "objectId", "blobHash", "data", "until")
  SELECT gen_random_uuid(), OLD."spaceId", TG_TABLE_NAME, OLD."id", decode(substr(to_jsonb(OLD) ->> 'blobHash', 3), 'hex'), to_jsonb(OLD),
    CASE WHEN days > 0 THEN now() + make_interval(days => days) END
  WHERE days > 0 OR EXISTS (SELECT 1 FROM "LegalHold" h WHERE h."spaceId" = OLD."spaceId" AND h."releasedAt" IS NULL);
  RETURN NULL;
END
$$;
