-- CreateTable
CREATE TABLE "register_change" (
    "id" BIGSERIAL NOT NULL,
    "txid" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "everyone" BOOLEAN NOT NULL DEFAULT false,
    "accounts" INTEGER[],

    CONSTRAINT "register_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "register_change_txid_idx" ON "register_change"("txid");

-- Written by hand from here.

-- What every server's counts stand on (docs/decisions/0028). One row per statement, whatever the number of its rows:
-- writers add to the end and wait for nobody.
CREATE FUNCTION "tell_standings_added"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "register_change" ("accounts") SELECT array_agg(DISTINCT "account_id") FROM "added" HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION "tell_standings_removed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "register_change" ("accounts") SELECT array_agg(DISTINCT "account_id") FROM "removed" HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION "tell_standings_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "register_change" ("accounts")
    SELECT array_agg(DISTINCT "account_id") FROM (SELECT "account_id" FROM "removed" UNION ALL SELECT "account_id" FROM "added") AS both_ways HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION "tell_standings_emptied"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "register_change" ("everyone", "accounts") VALUES (true, '{}');
  RETURN NULL;
END $$;
CREATE TRIGGER "standing_added" AFTER INSERT ON "standing" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_standings_added"();
CREATE TRIGGER "standing_removed" AFTER DELETE ON "standing" REFERENCING OLD TABLE AS "removed"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_standings_removed"();
CREATE TRIGGER "standing_changed" AFTER UPDATE ON "standing" REFERENCING OLD TABLE AS "removed" NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_standings_changed"();
CREATE TRIGGER "standing_emptied" AFTER TRUNCATE ON "standing" FOR EACH STATEMENT EXECUTE FUNCTION "tell_standings_emptied"();

-- What else a page of counts shows: lists and settings. That something was written is enough.
CREATE FUNCTION "tell_list_written"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "register_change" ("accounts") VALUES ('{}');
  RETURN NULL;
END $$;
DO $$
DECLARE
  list text;
BEGIN
  FOREACH list IN ARRAY ARRAY['setting', 'dataset', 'region', 'region_alias', 'sector', 'sector_alias', 'expectation', 'rank_default'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION tell_list_written()', list || '_written', list);
  END LOOP;
END $$;

-- The counts stay true where triggers are switched off for replication.
ALTER TABLE "standing" ENABLE ALWAYS TRIGGER "standing_added";
ALTER TABLE "standing" ENABLE ALWAYS TRIGGER "standing_removed";
ALTER TABLE "standing" ENABLE ALWAYS TRIGGER "standing_changed";
ALTER TABLE "standing" ENABLE ALWAYS TRIGGER "standing_emptied";
