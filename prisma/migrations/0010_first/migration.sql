-- AlterTable
ALTER TABLE "filing" ADD COLUMN     "reform_id" INTEGER;

-- CreateTable
CREATE TABLE "reform" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "document" TEXT,
    "units" INTEGER[],
    "trace" JSONB NOT NULL,
    "entered_by_id" INTEGER,
    "entered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "taken_back_by_id" INTEGER,
    "taken_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "reform_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_mail" (
    "first" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_mail_pkey" PRIMARY KEY ("first")
);

-- CreateIndex
CREATE INDEX "reform_units_idx" ON "reform" USING GIN ("units");

-- CreateIndex
CREATE INDEX "filing_reform_id_idx" ON "filing"("reform_id");

-- AddForeignKey
ALTER TABLE "filing" ADD CONSTRAINT "filing_reform_id_fkey" FOREIGN KEY ("reform_id") REFERENCES "reform"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand from here.

-- Code list (lib/registry/reform.ts).
ALTER TABLE "reform" ADD CONSTRAINT "reform_kind" CHECK ("kind" IN ('merge', 'split', 'dissolve'));
ALTER TABLE "reform" ADD CONSTRAINT "reform_taken_back" CHECK ("taken_back_by_id" IS NULL OR "taken_back_at" IS NOT NULL);
ALTER TABLE "audit_mail" ADD CONSTRAINT "audit_mail_blocks" CHECK ("first" <= "last");
