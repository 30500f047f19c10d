-- CreateTable
CREATE TABLE "filing_waiver" (
    "id" BIGSERIAL NOT NULL,
    "filing_id" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "rule_region" CHAR(6) NOT NULL,
    "rule_version" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "found" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_id" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "filing_waiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lint_rule" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "region_code" CHAR(6) NOT NULL DEFAULT '000000',
    "version" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,
    "days" INTEGER,
    "document_no" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "issued_on" DATE NOT NULL,
    "url" TEXT,

    CONSTRAINT "lint_rule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "filing_waiver_filing_id_idx" ON "filing_waiver"("filing_id");

-- CreateIndex
CREATE UNIQUE INDEX "lint_rule_code_region_code_from_key" ON "lint_rule"("code", "region_code", "from");

-- AddForeignKey
ALTER TABLE "filing_waiver" ADD CONSTRAINT "filing_waiver_filing_id_fkey" FOREIGN KEY ("filing_id") REFERENCES "filing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand from here.

-- Code lists (lib/registry/lint-rules.ts).
ALTER TABLE "lint_rule" ADD CONSTRAINT "lint_rule_code" CHECK ("code" IN (
  'second-account', 'service-beside-subscription', 'verification-without-owner', 'names-differ', 'owner-dissolved', 'official-without-post',
  'opened-without-filing', 'closure-without-notice', 'contact-missing', 'service-update-duty'));
ALTER TABLE "lint_rule" ADD CONSTRAINT "lint_rule_severity" CHECK ("severity" IN ('notice', 'waivable', 'block'));
-- A parameter where the rule has one, and nowhere else.
ALTER TABLE "lint_rule" ADD CONSTRAINT "lint_rule_days" CHECK (("code" = 'service-update-duty') = ("days" IS NOT NULL) AND "days" BETWEEN 1 AND 365);
ALTER TABLE "lint_rule" ADD CONSTRAINT "lint_rule_period" CHECK ("from" < "until");

-- One rule of one place holds at a time.
ALTER TABLE "lint_rule" ADD CONSTRAINT "lint_rule_periods" EXCLUDE USING gist
  ("code" WITH =, "region_code" WITH =, daterange("from", "until") WITH &&);

ALTER TABLE "filing_waiver" ADD CONSTRAINT "filing_waiver_reason" CHECK (btrim("reason") <> '');

-- Waivers are append-only, for the owner of the tables too.
CREATE FUNCTION "refuse_filing_waiver_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'filing_waiver is append-only';
END $$;
CREATE TRIGGER "filing_waiver_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "filing_waiver"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_filing_waiver_change"();
