-- AlterTable
ALTER TABLE "expectation" ADD COLUMN     "alternatives" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "region_code" CHAR(6) NOT NULL DEFAULT '000000',
ALTER COLUMN "sector_code" DROP NOT NULL;

-- AlterTable
ALTER TABLE "register_change" ADD COLUMN     "units" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- CreateTable
CREATE TABLE "roster_confirmation" (
    "id" SERIAL NOT NULL,
    "region_code" CHAR(6) NOT NULL,
    "scope" TEXT NOT NULL,
    "sector_code" TEXT,
    "from" DATE NOT NULL,
    "until" DATE,
    "document" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "roster_confirmation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "body_absence" (
    "id" SERIAL NOT NULL,
    "region_code" CHAR(6) NOT NULL,
    "sector_code" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,
    "carrier_id" INTEGER,
    "document" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "body_absence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "roster_confirmation_region_code_idx" ON "roster_confirmation"("region_code");

-- CreateIndex
CREATE INDEX "body_absence_region_code_idx" ON "body_absence"("region_code");

-- AddForeignKey
ALTER TABLE "body_absence" ADD CONSTRAINT "body_absence_carrier_id_fkey" FOREIGN KEY ("carrier_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand from here.

ALTER TABLE "roster_confirmation" ADD CONSTRAINT "roster_confirmation_scope" CHECK ("scope" IN ('subtree', 'own'));
ALTER TABLE "roster_confirmation" ADD CONSTRAINT "roster_confirmation_days" CHECK ("until" IS NULL OR "from" < "until");
ALTER TABLE "roster_confirmation" ADD CONSTRAINT "roster_confirmation_periods" EXCLUDE USING gist
  ("region_code" WITH =, "scope" WITH =, (coalesce("sector_code", '')) WITH =, daterange("from", "until") WITH &&);
ALTER TABLE "body_absence" ADD CONSTRAINT "body_absence_days" CHECK ("until" IS NULL OR "from" < "until");
ALTER TABLE "body_absence" ADD CONSTRAINT "body_absence_periods" EXCLUDE USING gist
  ("region_code" WITH =, "sector_code" WITH =, daterange("from", "until") WITH &&);

-- 由上级账号承载: an account of a superior carries what was the unit's.
ALTER TABLE "account_relation" DROP CONSTRAINT "account_relation_kind";
ALTER TABLE "account_relation" ADD CONSTRAINT "account_relation_kind" CHECK ("kind" IN ('joint', 'organiser', 'operator', 'consolidated'));

-- What covers a body besides its own account follows relations and the units' history. Of a unit its number is told, not
-- its accounts: those that another transaction is adding just then would be missing.
CREATE TRIGGER "account_relation_added" AFTER INSERT ON "account_relation" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_standings_added"();
CREATE TRIGGER "account_relation_removed" AFTER DELETE ON "account_relation" REFERENCING OLD TABLE AS "removed"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_standings_removed"();
CREATE TRIGGER "account_relation_changed" AFTER UPDATE ON "account_relation" REFERENCING OLD TABLE AS "removed" NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_standings_changed"();
CREATE TRIGGER "account_relation_emptied" AFTER TRUNCATE ON "account_relation" FOR EACH STATEMENT EXECUTE FUNCTION "tell_standings_emptied"();

CREATE FUNCTION "tell_units_added"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "register_change" ("accounts", "units") SELECT '{}', array_agg(DISTINCT "unit_id") FROM "added" HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION "tell_units_removed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "register_change" ("accounts", "units") SELECT '{}', array_agg(DISTINCT "unit_id") FROM "removed" HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION "tell_units_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "register_change" ("accounts", "units")
    SELECT '{}', array_agg(DISTINCT "unit_id") FROM (SELECT "unit_id" FROM "removed" UNION ALL SELECT "unit_id" FROM "added") AS both_ways HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER "unit_standing_added" AFTER INSERT ON "unit_standing" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_units_added"();
CREATE TRIGGER "unit_standing_removed" AFTER DELETE ON "unit_standing" REFERENCING OLD TABLE AS "removed"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_units_removed"();
CREATE TRIGGER "unit_standing_changed" AFTER UPDATE ON "unit_standing" REFERENCING OLD TABLE AS "removed" NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_units_changed"();
CREATE TRIGGER "unit_standing_emptied" AFTER TRUNCATE ON "unit_standing" FOR EACH STATEMENT EXECUTE FUNCTION "tell_standings_emptied"();

DO $$
DECLARE
  list text;
BEGIN
  FOREACH list IN ARRAY ARRAY['roster_confirmation', 'body_absence'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION tell_list_written()', list || '_written', list);
  END LOOP;
  FOREACH list IN ARRAY ARRAY['account_relation', 'unit_standing'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I, ENABLE ALWAYS TRIGGER %I, ENABLE ALWAYS TRIGGER %I, ENABLE ALWAYS TRIGGER %I',
      list, list || '_added', list || '_removed', list || '_changed', list || '_emptied');
  END LOOP;
END $$;
