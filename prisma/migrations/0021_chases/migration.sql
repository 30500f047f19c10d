-- Who is missing is chased: what was asked, by when, and what was answered.
CREATE TABLE "chase" (
    "id" SERIAL NOT NULL,
    "region_id" INTEGER NOT NULL,
    "sector_code" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "platform" TEXT NOT NULL,

    CONSTRAINT "chase_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "chase_step" (
    "id" SERIAL NOT NULL,
    "chase_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" INTEGER,
    "step" TEXT NOT NULL,
    "day" DATE,
    "until" DATE,
    "outcome" TEXT,
    "into_unit_id" INTEGER,
    "into_account_id" INTEGER,
    "assignee_id" INTEGER,
    "assignee_office" CHAR(6),
    "text" TEXT,

    CONSTRAINT "chase_step_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "chase_region_id_sector_code_tier_platform_key" ON "chase"("region_id", "sector_code", "tier", "platform");

CREATE INDEX "chase_step_chase_id_id_idx" ON "chase_step"("chase_id", "id");

ALTER TABLE "chase" ADD CONSTRAINT "chase_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "chase" ADD CONSTRAINT "chase_sector_code_fkey" FOREIGN KEY ("sector_code") REFERENCES "sector"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "chase_step" ADD CONSTRAINT "chase_step_chase_id_fkey" FOREIGN KEY ("chase_id") REFERENCES "chase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "chase" ADD CONSTRAINT "chase_tier" CHECK ("tier" IN ('central', 'provincial', 'prefecture', 'county', 'township'));
ALTER TABLE "chase" ADD CONSTRAINT "chase_platform" CHECK ("platform" IN ('weibo', 'tencent-weibo', 'wechat'));
ALTER TABLE "chase_step" ADD CONSTRAINT "chase_step_step" CHECK (CASE "step"
  WHEN 'assign' THEN ("assignee_id" IS NULL) <> ("assignee_office" IS NULL)
  WHEN 'note' THEN "text" IS NOT NULL
  WHEN 'chase' THEN "day" IS NOT NULL AND "until" > "day"
  WHEN 'snooze' THEN "until" IS NOT NULL AND "text" IS NOT NULL
  WHEN 'reply' THEN "day" IS NOT NULL AND "outcome" IN ('to-open', 'unregistered', 'merged', 'none', 'abolished')
    AND ("outcome" = 'merged') = (("into_unit_id" IS NULL) <> ("into_account_id" IS NULL))
  ELSE false END);

-- Steps are append-only, for the owner of the tables too.
CREATE FUNCTION "refuse_chase_step_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'chase_step is append-only';
END $$;
CREATE TRIGGER "chase_step_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "chase_step"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_chase_step_change"();
