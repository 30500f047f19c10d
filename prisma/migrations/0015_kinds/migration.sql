-- AlterTable
ALTER TABLE "dataset" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "expectation" ADD COLUMN     "imported" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "import_before" ADD COLUMN     "steps" JSONB,
ADD COLUMN     "unit" JSONB;

-- AlterTable
ALTER TABLE "region_population" ADD COLUMN     "imported" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "target" (
    "id" SERIAL NOT NULL,
    "region_code" CHAR(6) NOT NULL,
    "sector_code" TEXT,
    "tier" TEXT,
    "platform" TEXT,
    "measure" TEXT NOT NULL,
    "value" DECIMAL(65,30) NOT NULL,
    "due_on" DATE NOT NULL,
    "document_no" TEXT NOT NULL,
    "issuer" TEXT,
    "document_date" DATE,

    CONSTRAINT "target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "published_figure" (
    "id" SERIAL NOT NULL,
    "as_of" DATE NOT NULL,
    "site" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "counted_by" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "comparator" TEXT NOT NULL,
    "value" DECIMAL(65,30) NOT NULL,

    CONSTRAINT "published_figure_pkey" PRIMARY KEY ("id")
);

-- Written by hand from here.

-- What makes two rows of files one target or one figure; an empty cell is one of them.
CREATE UNIQUE INDEX "target_said_once" ON "target"("region_code", "sector_code", "tier", "platform", "measure", "due_on", "document_no") NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "published_figure_said_once" ON "published_figure"("as_of", "site", "scope", "counted_by", "source");
ALTER TABLE "target" ADD CONSTRAINT "target_tier" CHECK ("tier" IN ('central', 'provincial', 'prefecture', 'county', 'township'));
ALTER TABLE "target" ADD CONSTRAINT "target_platform" CHECK ("platform" IN ('weibo', 'tencent-weibo', 'wechat'));
ALTER TABLE "target" ADD CONSTRAINT "target_measure" CHECK ("measure" = 'number' AND "value" >= 0 AND "value" = trunc("value") OR "measure" = 'rate' AND "value" BETWEEN 0 AND 1);
ALTER TABLE "published_figure" ADD CONSTRAINT "published_figure_comparator" CHECK ("comparator" IN ('=', '≈', '>', '<', '余'));
ALTER TABLE "published_figure" ADD CONSTRAINT "published_figure_value" CHECK ("value" >= 0);
