-- CreateTable
CREATE TABLE "unit_succession" (
    "predecessor_id" INTEGER NOT NULL,
    "successor_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "unit_succession_pkey" PRIMARY KEY ("predecessor_id","successor_id")
);

-- CreateTable
CREATE TABLE "account_relation" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "account_relation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "unit_succession_successor_id_idx" ON "unit_succession"("successor_id");

-- CreateIndex
CREATE INDEX "account_relation_account_id_idx" ON "account_relation"("account_id");

-- CreateIndex
CREATE INDEX "account_relation_unit_id_idx" ON "account_relation"("unit_id");

-- AddForeignKey
ALTER TABLE "unit_succession" ADD CONSTRAINT "unit_succession_predecessor_id_fkey" FOREIGN KEY ("predecessor_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_succession" ADD CONSTRAINT "unit_succession_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_relation" ADD CONSTRAINT "account_relation_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_relation" ADD CONSTRAINT "account_relation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand from here.

-- Code lists (lib/registry/reform.ts, lib/registry/relation.ts).
ALTER TABLE "unit_succession" ADD CONSTRAINT "unit_succession_kind" CHECK ("kind" IN ('merged-into', 'split-into'));
ALTER TABLE "unit_succession" ADD CONSTRAINT "unit_succession_two_units" CHECK ("predecessor_id" <> "successor_id");
ALTER TABLE "account_relation" ADD CONSTRAINT "account_relation_kind" CHECK ("kind" IN ('joint', 'organiser', 'operator'));

-- One relation of a kind at a time; and one that has days.
ALTER TABLE "account_relation" ADD CONSTRAINT "account_relation_days" CHECK ("until" IS NULL OR "from" < "until");
ALTER TABLE "account_relation" ADD CONSTRAINT "account_relation_periods" EXCLUDE USING gist
  ("account_id" WITH =, "unit_id" WITH =, "kind" WITH =, daterange("from", "until") WITH &&);
