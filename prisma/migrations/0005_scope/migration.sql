-- AlterTable
ALTER TABLE "sector" ADD COLUMN "vertical" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "grant" ADD COLUMN "sector_code" TEXT, ADD COLUMN "unit_id" INTEGER;

-- DropIndex
DROP INDEX "grant_user_id_role_region_code_key";

-- AddForeignKey
ALTER TABLE "grant" ADD CONSTRAINT "grant_sector_code_fkey" FOREIGN KEY ("sector_code") REFERENCES "sector"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant" ADD CONSTRAINT "grant_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand from here.

-- One grant of a kind: without a sector or a unit counts as one value.
CREATE UNIQUE INDEX "grant_once" ON "grant"("user_id", "role", "region_code", "sector_code", "unit_id") NULLS NOT DISTINCT;
ALTER TABLE "grant" DROP CONSTRAINT "grant_role";
ALTER TABLE "grant" ADD CONSTRAINT "grant_role" CHECK ("role" IN ('clerk', 'registrar', 'administrator', 'security', 'auditor', 'viewer'));
