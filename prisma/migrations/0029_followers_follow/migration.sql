-- AlterTable
ALTER TABLE "register_change" ADD COLUMN     "followed" INTEGER[];

-- Written by hand from here.

-- Of which accounts followers were written, so that every server's last followers follow (docs/decisions/0047). Rows of
-- these alone raise no state under which pages of counts are kept: no count depends on them.
CREATE FUNCTION "tell_followers_added"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "register_change" ("accounts", "followed")
    SELECT '{}', array_agg(DISTINCT "account_id") FROM "added" WHERE "metric" = 'followers' HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION "tell_followers_removed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "register_change" ("accounts", "followed")
    SELECT '{}', array_agg(DISTINCT "account_id") FROM "removed" WHERE "metric" = 'followers' HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION "tell_followers_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "register_change" ("accounts", "followed")
    SELECT '{}', array_agg(DISTINCT "account_id") FROM (SELECT "account_id", "metric" FROM "removed" UNION ALL SELECT "account_id", "metric" FROM "added") AS both_ways
    WHERE "metric" = 'followers' HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER "snapshot_added" AFTER INSERT ON "snapshot" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_followers_added"();
CREATE TRIGGER "snapshot_removed" AFTER DELETE ON "snapshot" REFERENCING OLD TABLE AS "removed"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_followers_removed"();
CREATE TRIGGER "snapshot_changed" AFTER UPDATE ON "snapshot" REFERENCING OLD TABLE AS "removed" NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_followers_changed"();
CREATE TRIGGER "snapshot_emptied" AFTER TRUNCATE ON "snapshot" FOR EACH STATEMENT EXECUTE FUNCTION "tell_standings_emptied"();
ALTER TABLE "snapshot" ENABLE ALWAYS TRIGGER "snapshot_added", ENABLE ALWAYS TRIGGER "snapshot_removed",
  ENABLE ALWAYS TRIGGER "snapshot_changed", ENABLE ALWAYS TRIGGER "snapshot_emptied";
