
-- CreateTable
CREATE TABLE "dataset" (
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "expected_count" INTEGER NOT NULL,
    "loaded_count" INTEGER NOT NULL,
    "checksum" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "region" (
    "id" INTEGER NOT NULL,
    "code" CHAR(6) NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "name_en" TEXT,
    "level" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parent_code" CHAR(6),
    "lineage" TEXT[],
    "valid_from" DATE,
    "valid_until" DATE,
    "successor_id" INTEGER,
    "economic_region" TEXT,
    "big_area" TEXT,
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,

    CONSTRAINT "region_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "region_alias" (
    "alias" TEXT NOT NULL,
    "region_id" INTEGER NOT NULL,

    CONSTRAINT "region_alias_pkey" PRIMARY KEY ("alias","region_id")
);

-- CreateTable
CREATE TABLE "region_population" (
    "code" CHAR(6) NOT NULL,
    "year" INTEGER NOT NULL,
    "vintage" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "people" BIGINT NOT NULL,

    CONSTRAINT "region_population_pkey" PRIMARY KEY ("code","year","vintage")
);

-- CreateTable
CREATE TABLE "sector" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "parent_code" TEXT,
    "valid_from" DATE,
    "valid_until" DATE,
    "successor_code" TEXT,
    "position" INTEGER NOT NULL,
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,

    CONSTRAINT "sector_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "sector_alias" (
    "alias" TEXT NOT NULL,
    "sector_code" TEXT NOT NULL,

    CONSTRAINT "sector_alias_pkey" PRIMARY KEY ("alias")
);

-- CreateTable
CREATE TABLE "rank_default" (
    "region_kind" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "unit_kind" TEXT NOT NULL,
    "rank" TEXT NOT NULL,

    CONSTRAINT "rank_default_pkey" PRIMARY KEY ("region_kind","tier","unit_kind")
);

-- CreateTable
CREATE TABLE "expectation" (
    "id" SERIAL NOT NULL,
    "sector_code" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "platforms" TEXT[],
    "modality" TEXT NOT NULL,
    "body_name" TEXT NOT NULL,
    "unit_kind" TEXT NOT NULL,
    "name_patterns" TEXT[],
    "valid_from" DATE,
    "valid_until" DATE,
    "estimated" BOOLEAN NOT NULL,
    "document_no" TEXT,
    "issuer" TEXT,
    "document_date" DATE,
    "source" TEXT NOT NULL,

    CONSTRAINT "expectation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" SERIAL NOT NULL,
    "uscc" CHAR(18),
    "provenance" TEXT NOT NULL,
    "provisional" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_standing" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "from" DATE,
    "until" DATE,
    "name" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "region_id" INTEGER NOT NULL,
    "sector_code" TEXT NOT NULL,
    "tier" TEXT,
    "rank" TEXT,
    "parent_id" INTEGER,
    "standard_body" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "unit_standing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" SERIAL NOT NULL,
    "platform" TEXT NOT NULL,
    "platform_id" TEXT,
    "handle" TEXT,
    "holder" TEXT NOT NULL,
    "person" TEXT,
    "wechat_type" TEXT,
    "positioning" TEXT,
    "verification" TEXT,
    "opened_on" TEXT,
    "known_by" DATE NOT NULL,
    "source" TEXT,
    "provenance" TEXT NOT NULL,
    "contact_name" TEXT,
    "contact_phone" TEXT,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_name" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "from" DATE,
    "until" DATE,
    "name" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,

    CONSTRAINT "account_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standing" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,
    "status" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "post" TEXT,
    "post_rank" TEXT,
    "platform" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "provenance" TEXT NOT NULL,
    "region_id" INTEGER NOT NULL,
    "sector_code" TEXT NOT NULL,
    "tier" TEXT,
    "rank" TEXT,
    "standard_body" BOOLEAN NOT NULL,

    CONSTRAINT "standing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "account_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "metric" TEXT NOT NULL,
    "value" BIGINT,
    "source" TEXT NOT NULL,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("account_id","day","metric")
);

-- CreateTable
CREATE TABLE "user" (
    "id" SERIAL NOT NULL,
    "username" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "persona" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grant" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "region_code" CHAR(6) NOT NULL DEFAULT '000000',

    CONSTRAINT "grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" INTEGER,
    "actor_name" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "status" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "counts" JSONB NOT NULL,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "uploaded_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "batch_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "verdict" TEXT NOT NULL,
    "findings" JSONB NOT NULL,
    "account_id" INTEGER,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("batch_id","number")
);

-- CreateIndex
CREATE INDEX "region_code_idx" ON "region"("code");

-- CreateIndex
CREATE UNIQUE INDEX "unit_uscc_key" ON "unit"("uscc");

-- CreateIndex
CREATE INDEX "unit_standing_unit_id_idx" ON "unit_standing"("unit_id");

-- CreateIndex
CREATE INDEX "unit_standing_region_id_sector_code_tier_idx" ON "unit_standing"("region_id", "sector_code", "tier");

-- CreateIndex
CREATE INDEX "unit_standing_parent_id_idx" ON "unit_standing"("parent_id");

-- CreateIndex
CREATE INDEX "account_platform_handle_idx" ON "account"("platform", "handle");

-- CreateIndex
CREATE UNIQUE INDEX "account_platform_platform_id_key" ON "account"("platform", "platform_id");

-- CreateIndex
CREATE INDEX "account_name_account_id_idx" ON "account_name"("account_id");

-- CreateIndex
CREATE INDEX "account_name_name_idx" ON "account_name"("name");

-- CreateIndex
CREATE INDEX "standing_account_id_idx" ON "standing"("account_id");

-- CreateIndex
CREATE INDEX "standing_unit_id_idx" ON "standing"("unit_id");

-- CreateIndex
CREATE INDEX "standing_region_id_sector_code_idx" ON "standing"("region_id", "sector_code");

-- CreateIndex
CREATE UNIQUE INDEX "user_username_key" ON "user"("username");

-- CreateIndex
CREATE UNIQUE INDEX "grant_user_id_role_region_code_key" ON "grant"("user_id", "role", "region_code");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "audit_event_subject_type_subject_id_idx" ON "audit_event"("subject_type", "subject_id");

-- AddForeignKey
ALTER TABLE "region" ADD CONSTRAINT "region_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "region"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region_alias" ADD CONSTRAINT "region_alias_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sector" ADD CONSTRAINT "sector_parent_code_fkey" FOREIGN KEY ("parent_code") REFERENCES "sector"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sector" ADD CONSTRAINT "sector_successor_code_fkey" FOREIGN KEY ("successor_code") REFERENCES "sector"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sector_alias" ADD CONSTRAINT "sector_alias_sector_code_fkey" FOREIGN KEY ("sector_code") REFERENCES "sector"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expectation" ADD CONSTRAINT "expectation_sector_code_fkey" FOREIGN KEY ("sector_code") REFERENCES "sector"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_standing" ADD CONSTRAINT "unit_standing_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_standing" ADD CONSTRAINT "unit_standing_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_standing" ADD CONSTRAINT "unit_standing_sector_code_fkey" FOREIGN KEY ("sector_code") REFERENCES "sector"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_standing" ADD CONSTRAINT "unit_standing_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_name" ADD CONSTRAINT "account_name_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing" ADD CONSTRAINT "standing_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing" ADD CONSTRAINT "standing_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing" ADD CONSTRAINT "standing_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing" ADD CONSTRAINT "standing_sector_code_fkey" FOREIGN KEY ("sector_code") REFERENCES "sector"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant" ADD CONSTRAINT "grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_uploaded_by_id_fkey" FOREIGN KEY ("uploaded_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand from here: what schema.prisma cannot say.

-- Code lists (lib/taxonomy/codes.ts).
ALTER TABLE "region" ADD CONSTRAINT "region_level" CHECK ("level" IN ('nation', 'province', 'prefecture', 'county'));
ALTER TABLE "account" ADD CONSTRAINT "account_platform" CHECK ("platform" IN ('weibo', 'tencent-weibo', 'wechat'));
ALTER TABLE "account" ADD CONSTRAINT "account_holder" CHECK ("holder" IN ('institution', 'official'));
ALTER TABLE "account" ADD CONSTRAINT "account_wechat_type" CHECK ("wechat_type" IS NULL OR "wechat_type" IN ('subscription', 'service') AND "platform" = 'wechat');
ALTER TABLE "account" ADD CONSTRAINT "account_positioning" CHECK ("positioning" IN ('media', 'communication', 'service'));
ALTER TABLE "account" ADD CONSTRAINT "account_provenance" CHECK ("provenance" IN ('registered', 'document', 'synthetic'));
ALTER TABLE "account" ADD CONSTRAINT "account_opened_on" CHECK ("opened_on" ~ '^\d{4}(-\d{2}(-\d{2})?)?$');
ALTER TABLE "unit" ADD CONSTRAINT "unit_provenance" CHECK ("provenance" IN ('registered', 'document', 'synthetic'));
ALTER TABLE "unit_standing" ADD CONSTRAINT "unit_standing_tier" CHECK ("tier" IN ('central', 'provincial', 'prefecture', 'county', 'township'));
ALTER TABLE "unit_standing" ADD CONSTRAINT "unit_standing_rank" CHECK ("rank" IN ('province-ministry', 'bureau', 'county-division', 'below-county-division'));
ALTER TABLE "unit_standing" ADD CONSTRAINT "unit_standing_slot" CHECK (NOT "standard_body" OR "tier" IS NOT NULL);
ALTER TABLE "standing" ADD CONSTRAINT "standing_status" CHECK ("status" IN ('active', 'paused', 'closed', 'cancelled'));
ALTER TABLE "standing" ADD CONSTRAINT "standing_tier" CHECK ("tier" IN ('central', 'provincial', 'prefecture', 'county', 'township'));
ALTER TABLE "standing" ADD CONSTRAINT "standing_rank" CHECK ("rank" IN ('province-ministry', 'bureau', 'county-division', 'below-county-division'));
ALTER TABLE "expectation" ADD CONSTRAINT "expectation_modality" CHECK ("modality" IN ('must', 'should', 'may', 'should-not'));
ALTER TABLE "grant" ADD CONSTRAINT "grant_role" CHECK ("role" IN ('clerk', 'registrar', 'administrator', 'auditor', 'viewer'));
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_status" CHECK ("status" IN ('checked', 'done', 'failed'));

-- Periods of one thing cannot overlap.
CREATE EXTENSION IF NOT EXISTS "btree_gist";
ALTER TABLE "region" ADD CONSTRAINT "region_periods" EXCLUDE USING gist ("code" WITH =, daterange("valid_from", "valid_until") WITH &&);
ALTER TABLE "unit_standing" ADD CONSTRAINT "unit_standing_periods" EXCLUDE USING gist ("unit_id" WITH =, daterange("from", "until") WITH &&);
ALTER TABLE "account_name" ADD CONSTRAINT "account_name_periods" EXCLUDE USING gist ("account_id" WITH =, daterange("from", "until") WITH &&);
ALTER TABLE "standing" ADD CONSTRAINT "standing_periods" EXCLUDE USING gist ("account_id" WITH =, daterange("from", "until") WITH &&);

-- One standard body at a time fills the slot of a region, sector and tier.
ALTER TABLE "unit_standing" ADD CONSTRAINT "unit_standing_slots" EXCLUDE USING gist
  ("region_id" WITH =, "sector_code" WITH =, "tier" WITH =, daterange("from", "until") WITH &&) WHERE ("standard_body");

-- The audit is append-only, for the owner of the tables too.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_event is append-only';
END $$;
CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
