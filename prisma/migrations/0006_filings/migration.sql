-- CreateTable
CREATE TABLE "filing" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "account_id" INTEGER,
    "unit_id" INTEGER,
    "platform" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "asked" JSONB NOT NULL,
    "present" JSONB,
    "reason" TEXT,
    "links" TEXT[],
    "lineage" TEXT[],
    "sectors" TEXT[],
    "vertical" BOOLEAN NOT NULL,
    "units" INTEGER[],
    "office_code" CHAR(6) NOT NULL,
    "office" TEXT[],
    "asked_by_id" INTEGER,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_on" DATE,
    "decided_by_id" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "effective_on" DATE,
    "direct" BOOLEAN NOT NULL DEFAULT false,
    "batch_id" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "filing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "filing_event" (
    "id" BIGSERIAL NOT NULL,
    "filing_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" INTEGER,
    "step" TEXT NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT NOT NULL,
    "day" DATE,
    "reasons" TEXT[],
    "text" TEXT,
    "link" TEXT,
    "difference" JSONB,

    CONSTRAINT "filing_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "filing_rule" (
    "id" SERIAL NOT NULL,
    "region_code" CHAR(6) NOT NULL,
    "kind" TEXT,
    "level" TEXT NOT NULL,
    "from" DATE,
    "until" DATE,
    "source" TEXT,

    CONSTRAINT "filing_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holiday" (
    "day" DATE NOT NULL,
    "works" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("day")
);

-- CreateIndex
CREATE INDEX "filing_account_id_idx" ON "filing"("account_id");

-- CreateIndex
CREATE INDEX "filing_unit_id_idx" ON "filing"("unit_id");

-- CreateIndex
CREATE INDEX "filing_state_office_code_idx" ON "filing"("state", "office_code");

-- CreateIndex
CREATE INDEX "filing_asked_by_id_idx" ON "filing"("asked_by_id");

-- CreateIndex
CREATE INDEX "filing_lineage_idx" ON "filing" USING GIN ("lineage");

-- CreateIndex
CREATE INDEX "filing_event_filing_id_idx" ON "filing_event"("filing_id");

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_event" ADD CONSTRAINT "filing_event_filing_id_fkey" FOREIGN KEY ("filing_id") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand from here.

-- Code lists (lib/registry/filing.ts, lib/taxonomy/codes.ts).
ALTER TABLE "filing" ADD CONSTRAINT "filing_kind" CHECK ("kind" IN ('opening', 'change', 'closure', 'cancellation'));
ALTER TABLE "filing" ADD CONSTRAINT "filing_state" CHECK ("state" IN ('submitted', 'returned', 'withdrawn', 'agreed', 'opened', 'announced', 'closed', 'done'));
-- A state that the kind can reach.
ALTER TABLE "filing" ADD CONSTRAINT "filing_way" CHECK (
  "state" IN ('submitted', 'returned', 'withdrawn', 'done')
  OR "kind" = 'opening' AND "state" IN ('agreed', 'opened')
  OR "kind" = 'closure' AND "state" IN ('agreed', 'announced', 'closed'));
ALTER TABLE "filing" ADD CONSTRAINT "filing_platform" CHECK ("platform" IN ('weibo', 'tencent-weibo', 'wechat'));
ALTER TABLE "filing" ADD CONSTRAINT "filing_due" CHECK ("due_on" IS NULL OR "state" IN ('submitted', 'opened'));
ALTER TABLE "filing" ADD CONSTRAINT "filing_decided" CHECK ("state" <> 'done' OR "decided_at" IS NOT NULL);
ALTER TABLE "filing_event" ADD CONSTRAINT "filing_event_step" CHECK ("step" IN (
  'submit', 'enter', 'return', 'resubmit', 'withdraw', 'agree', 'report', 'complete', 'announce', 'close', 'cancel'));
ALTER TABLE "filing_event" ADD CONSTRAINT "filing_event_from" CHECK ("from_state" IN ('submitted', 'returned', 'withdrawn', 'agreed', 'opened', 'announced', 'closed', 'done'));
ALTER TABLE "filing_event" ADD CONSTRAINT "filing_event_to" CHECK ("to_state" IN ('submitted', 'returned', 'withdrawn', 'agreed', 'opened', 'announced', 'closed', 'done'));
ALTER TABLE "filing_event" ADD CONSTRAINT "filing_event_reasons" CHECK ("reasons" <@ ARRAY[
  'incomplete', 'name-unfit', 'verification-without-owner', 'second-account', 'contact-missing', 'owner-wrong', 'function-overlaps', 'notice-missing', 'other']);
ALTER TABLE "filing_event" ADD CONSTRAINT "filing_event_return" CHECK ("step" <> 'return' OR cardinality("reasons") > 0);
ALTER TABLE "filing_rule" ADD CONSTRAINT "filing_rule_kind" CHECK ("kind" IN ('opening', 'change', 'closure', 'cancellation'));
ALTER TABLE "filing_rule" ADD CONSTRAINT "filing_rule_level" CHECK ("level" IN ('nation', 'province', 'prefecture', 'county'));

-- Rules of one place for one kind cannot overlap.
ALTER TABLE "filing_rule" ADD CONSTRAINT "filing_rule_periods" EXCLUDE USING gist
  ("region_code" WITH =, COALESCE("kind", '') WITH =, daterange("from", "until") WITH &&);

-- An account has one filing under way at a time, so that none is decided on what another is about to change.
CREATE UNIQUE INDEX "filing_under_way" ON "filing"("account_id") WHERE "state" NOT IN ('done', 'withdrawn');

-- The steps of a filing are append-only, for the owner of the tables too.
CREATE FUNCTION "refuse_filing_event_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'filing_event is append-only';
END $$;
CREATE TRIGGER "filing_event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "filing_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_filing_event_change"();
