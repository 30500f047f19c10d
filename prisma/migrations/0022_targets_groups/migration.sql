-- AlterTable
ALTER TABLE "target" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "set_id" INTEGER,
ADD COLUMN     "withdrawn_by" TEXT,
ADD COLUMN     "withdrawn_on" DATE;

-- AlterTable
ALTER TABLE "unit" ADD COLUMN     "hotline" TEXT,
ADD COLUMN     "website" TEXT;

-- CreateTable
CREATE TABLE "target_past" (
    "id" SERIAL NOT NULL,
    "target_id" INTEGER NOT NULL,
    "value" DECIMAL(65,30) NOT NULL,
    "due_on" DATE NOT NULL,
    "document_no" TEXT NOT NULL,
    "issuer" TEXT,
    "document_date" DATE,
    "until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "target_past_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "region_set" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "region_code" CHAR(6) NOT NULL,
    "document_no" TEXT NOT NULL,
    "issuer" TEXT,
    "document_date" DATE,
    "until" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "region_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "region_set_member" (
    "id" SERIAL NOT NULL,
    "set_id" INTEGER NOT NULL,
    "region_code" CHAR(6) NOT NULL,
    "from" DATE,
    "until" DATE,

    CONSTRAINT "region_set_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_group" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "lead_unit_id" INTEGER,
    "lead_account_id" INTEGER,
    "platforms" TEXT[],
    "from" DATE NOT NULL,
    "until" DATE,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "account_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_group_name" (
    "id" SERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "account_group_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_group_member" (
    "id" SERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "account_group_member_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "target_past_target_id_idx" ON "target_past"("target_id");

-- CreateIndex
CREATE UNIQUE INDEX "region_set_name_key" ON "region_set"("name");

-- CreateIndex
CREATE INDEX "region_set_member_set_id_idx" ON "region_set_member"("set_id");

-- CreateIndex
CREATE INDEX "account_group_lead_unit_id_idx" ON "account_group"("lead_unit_id");

-- CreateIndex
CREATE INDEX "account_group_lead_account_id_idx" ON "account_group"("lead_account_id");

-- CreateIndex
CREATE INDEX "account_group_name_group_id_idx" ON "account_group_name"("group_id");

-- CreateIndex
CREATE INDEX "account_group_member_group_id_idx" ON "account_group_member"("group_id");

-- CreateIndex
CREATE INDEX "account_group_member_account_id_idx" ON "account_group_member"("account_id");

-- AddForeignKey
ALTER TABLE "target" ADD CONSTRAINT "target_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "region_set"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "target_past" ADD CONSTRAINT "target_past_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "target"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region_set_member" ADD CONSTRAINT "region_set_member_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "region_set"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_group" ADD CONSTRAINT "account_group_lead_unit_id_fkey" FOREIGN KEY ("lead_unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_group" ADD CONSTRAINT "account_group_lead_account_id_fkey" FOREIGN KEY ("lead_account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_group_name" ADD CONSTRAINT "account_group_name_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "account_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_group_member" ADD CONSTRAINT "account_group_member_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "account_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_group_member" ADD CONSTRAINT "account_group_member_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand from here.

-- The same cell of a set is another target than that of the region which keeps the set.
DROP INDEX "target_said_once";
CREATE UNIQUE INDEX "target_said_once" ON "target"("region_code", "set_id", "sector_code", "tier", "platform", "measure", "due_on", "document_no") NULLS NOT DISTINCT;

-- What a target said before it was changed is kept, whoever changes it: a form, an import, a statement.
CREATE FUNCTION "keep_target_past"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."revision" := OLD."revision" + 1;
  IF (OLD."value", OLD."due_on", OLD."document_no", OLD."issuer", OLD."document_date")
     IS DISTINCT FROM (NEW."value", NEW."due_on", NEW."document_no", NEW."issuer", NEW."document_date") THEN
    INSERT INTO "target_past" ("target_id", "value", "due_on", "document_no", "issuer", "document_date")
    VALUES (OLD."id", OLD."value", OLD."due_on", OLD."document_no", OLD."issuer", OLD."document_date");
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "target_past_kept" BEFORE UPDATE ON "target" FOR EACH ROW EXECUTE FUNCTION "keep_target_past"();

-- A region is in a set once at a time.
ALTER TABLE "region_set_member" ADD CONSTRAINT "region_set_member_days" CHECK ("from" IS NULL OR "until" IS NULL OR "from" < "until");
ALTER TABLE "region_set_member" ADD CONSTRAINT "region_set_member_periods" EXCLUDE USING gist
  ("set_id" WITH =, "region_code" WITH =, daterange("from", "until") WITH &&);

-- Code lists (lib/registry/group.ts).
ALTER TABLE "account_group" ADD CONSTRAINT "account_group_kind" CHECK ("kind" IN ('matrix', 'hall', 'cluster'));
ALTER TABLE "account_group" ADD CONSTRAINT "account_group_platforms" CHECK ("platforms" <@ ARRAY['weibo', 'tencent-weibo', 'wechat']);
ALTER TABLE "account_group" ADD CONSTRAINT "account_group_days" CHECK ("until" IS NULL OR "from" <= "until");
-- One lead: a unit or an account.
ALTER TABLE "account_group" ADD CONSTRAINT "account_group_lead" CHECK ("lead_unit_id" IS NULL OR "lead_account_id" IS NULL);

-- A group has one name at a time, and an account is in it once at a time.
ALTER TABLE "account_group_name" ADD CONSTRAINT "account_group_name_days" CHECK ("until" IS NULL OR "from" < "until");
ALTER TABLE "account_group_name" ADD CONSTRAINT "account_group_name_periods" EXCLUDE USING gist
  ("group_id" WITH =, daterange("from", "until") WITH &&);
ALTER TABLE "account_group_member" ADD CONSTRAINT "account_group_member_days" CHECK ("until" IS NULL OR "from" < "until");
ALTER TABLE "account_group_member" ADD CONSTRAINT "account_group_member_periods" EXCLUDE USING gist
  ("group_id" WITH =, "account_id" WITH =, daterange("from", "until") WITH &&);
