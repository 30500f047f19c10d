-- AlterTable
ALTER TABLE "published_figure" ADD COLUMN     "as_of_said" TEXT,
ADD COLUMN     "imported" BOOLEAN NOT NULL DEFAULT true;

-- Written by hand from here.

-- A month or a year stands for its last day.
ALTER TABLE "published_figure" ADD CONSTRAINT "published_figure_as_of_said" CHECK ("as_of_said" ~ '^\d{4}(-(0[1-9]|1[0-2]))?$' AND to_char("as_of", 'YYYY-MM-DD') LIKE "as_of_said" || '%');
-- A page of counts may show it beside them: see 0012_rollup.
CREATE TRIGGER "published_figure_written" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "published_figure" FOR EACH STATEMENT EXECUTE FUNCTION "tell_list_written"();
