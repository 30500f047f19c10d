-- Coverage pages may be asked of a set of regions: whoever writes one raises the edition of the lists, and with it the
-- register's state under which pages are kept (docs/decisions/0029, 0044).
CREATE FUNCTION "tell_set_written"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "dataset" SET "revision" = "revision" + 1 WHERE "name" = 'regions';
  RETURN NULL;
END $$;
CREATE TRIGGER "region_set_written" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "region_set"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_set_written"();
CREATE TRIGGER "region_set_member_written" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "region_set_member"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_set_written"();
