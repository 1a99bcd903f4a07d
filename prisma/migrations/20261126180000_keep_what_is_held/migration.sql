-- CreateTable
CREATE TABLE "LegalHold" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "placedById" UUID,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LegalHold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KeptRow" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "objectId" UUID NOT NULL,
    "blobHash" BYTEA,
    "data" JSONB NOT NULL,
    "keptAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "KeptRow_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LegalHold_spaceId_idx" ON "LegalHold"("spaceId");

-- CreateIndex
CREATE INDEX "LegalHold_accountId_idx" ON "LegalHold"("accountId");

-- CreateIndex
CREATE INDEX "KeptRow_spaceId_keptAt_idx" ON "KeptRow"("spaceId", "keptAt");

-- CreateIndex
CREATE INDEX "KeptRow_blobHash_idx" ON "KeptRow"("blobHash");

-- AddForeignKey
ALTER TABLE "LegalHold" ADD CONSTRAINT "LegalHold_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeptRow" ADD CONSTRAINT "KeptRow_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeptRow" ADD CONSTRAINT "KeptRow_blobHash_fkey" FOREIGN KEY ("blobHash") REFERENCES "Blob"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An account is held once at a time.
CREATE UNIQUE INDEX "LegalHold_active_key" ON "LegalHold"("accountId") WHERE "releasedAt" IS NULL;
ALTER TABLE "LegalHold" ADD CONSTRAINT "LegalHold_reason_check" CHECK (btrim("reason") <> '');

-- The days for which retention keeps what is deleted: of the nearest scope that says so, as settingsOfSpace finds it. For a team folder its domain decides.
CREATE FUNCTION retention_days(space uuid) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT (s."value" #>> '{}')::integer FROM (
      SELECT "id", "classId", "domainId" FROM "Account" WHERE "spaceId" = space
      UNION ALL SELECT NULL, NULL, "domainId" FROM "TeamFolder" WHERE "spaceId" = space) a
    JOIN "Setting" s ON s."key" = 'retention.deletedDays' AND (
      (s."scope" = 'account' AND s."scopeId" = a."id") OR (s."scope" = 'class' AND s."scopeId" = a."classId") OR
      (s."scope" = 'domain' AND s."scopeId" = a."domainId") OR (s."scope" = 'global' AND s."scopeId" = '00000000-0000-0000-0000-000000000000'))
    ORDER BY array_position(ARRAY['account', 'class', 'domain', 'global'], s."scope"::text) LIMIT 1), 0)
$$;

-- Whatever removes a row, a request, a job or a cascade: what is held or under retention is kept in the same statement.
CREATE FUNCTION keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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

CREATE TRIGGER keep_row AFTER DELETE ON "Node" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION keep_row();
CREATE TRIGGER keep_row AFTER DELETE ON "NodeVersion" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION keep_row();
CREATE TRIGGER keep_row AFTER DELETE ON "Message" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION keep_row();
CREATE TRIGGER keep_row AFTER DELETE ON "Mailbox" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION keep_row();

-- What is handed over leaves the space without being removed, and its new owner is not held: what was there is kept for the old one.
CREATE FUNCTION keep_left() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE days integer := retention_days(OLD."spaceId");
BEGIN
  INSERT INTO "KeptRow" ("id", "spaceId", "kind", "objectId", "blobHash", "data", "until")
  SELECT gen_random_uuid(), OLD."spaceId", TG_TABLE_NAME, OLD."id", decode(substr(to_jsonb(OLD) ->> 'blobHash', 3), 'hex'), to_jsonb(OLD),
    CASE WHEN days > 0 THEN now() + make_interval(days => days) END
  WHERE days > 0 OR EXISTS (SELECT 1 FROM "LegalHold" h WHERE h."spaceId" = OLD."spaceId" AND h."releasedAt" IS NULL);
  RETURN NULL;
END
$$;

CREATE TRIGGER keep_left AFTER UPDATE OF "spaceId" ON "Node" FOR EACH ROW WHEN (OLD."spaceId" <> NEW."spaceId") EXECUTE FUNCTION keep_left();
CREATE TRIGGER keep_left AFTER UPDATE OF "spaceId" ON "NodeVersion" FOR EACH ROW WHEN (OLD."spaceId" <> NEW."spaceId") EXECUTE FUNCTION keep_left();
