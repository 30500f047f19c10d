-- Written by hand: what schema.prisma cannot say (docs/decisions/0046).

-- A period of an account or unit as a line over its number, from its first day to half a day before the one on which it is over: two
-- lines meet exactly where two periods of one number share a day. Null where it holds no day; what ends before it begins is an error of daterange.
CREATE FUNCTION "period_box"(number integer, "from" date, until date) RETURNS box LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN "from" < until OR "from" IS NULL OR until IS NULL
    THEN box(point(number, coalesce(("from" - date '2000-01-01')::float8, -3000000)), point(number, coalesce((until - date '2000-01-01')::float8 - 0.5, 3000000000)))
    WHEN isempty(daterange("from", until)) THEN NULL END $$;

-- As strict as before, at half the price of an entry, and of no use to who looks something up by its number: the planner took these
-- indexes for as cheap as the B-trees, and they cost four times as much to look into.
ALTER TABLE "account_name" DROP CONSTRAINT "account_name_periods";
ALTER TABLE "account_name" ADD CONSTRAINT "account_name_periods" EXCLUDE USING gist (period_box("account_id", "from", "until") WITH &&);
ALTER TABLE "standing" DROP CONSTRAINT "standing_periods";
ALTER TABLE "standing" ADD CONSTRAINT "standing_periods" EXCLUDE USING gist (period_box("account_id", "from", "until") WITH &&);
ALTER TABLE "unit_standing" DROP CONSTRAINT "unit_standing_periods";
ALTER TABLE "unit_standing" ADD CONSTRAINT "unit_standing_periods" EXCLUDE USING gist (period_box("unit_id", "from", "until") WITH &&);

-- As before, in words that are put in the place of the call: a call cost twice as much as what it does.
CREATE OR REPLACE FUNCTION "search_name"(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT 'x' || regexp_replace(lower(translate(name, '（）巿　 ', '()市')), '(.)', '\1x', 'g') $$;
CREATE OR REPLACE FUNCTION "search_words"(codes text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT array_to_tsvector(array_remove(string_to_array(codes, ' '), '')) $$;

-- A name that has been since ever and still is has none beside it: what is found of its account is made of the new row itself,
-- and no former name is looked for. Any other name has the account's row made anew.
CREATE FUNCTION "follow_new_name"() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  INSERT INTO account_search AS x
  SELECT a.id, s."from", (SELECT min(o."from") FROM standing o WHERE o.account_id = n.account_id), a.platform, a.holder, a.provenance,
    s.status, s.unit_id, s.region_id, s.sector_code, s.tier, s.rank, n.pinyin, search_name(n.name), search_pinyin(n.pinyin),
    search_codes(n.pinyin, n.initials) || coalesce(' ' || lower(a.handle), '') || coalesce(' ' || lower(a.platform_id), '')
  FROM is_now n
  JOIN account a ON a.id = n.account_id
  CROSS JOIN LATERAL (SELECT * FROM standing s WHERE s.account_id = n.account_id AND s.until IS NULL OFFSET 0) AS s
  WHERE n."from" IS NULL AND n.until IS NULL
  ON CONFLICT (account_id) DO UPDATE SET (since, counts_from, platform, holder, provenance, status, unit_id, region_id, sector_code, tier, rank,
      pinyin, names, spelled, codes)
    = (excluded.since, excluded.counts_from, excluded.platform, excluded.holder, excluded.provenance, excluded.status, excluded.unit_id, excluded.region_id,
      excluded.sector_code, excluded.tier, excluded.rank, excluded.pinyin, excluded.names, excluded.spelled, excluded.codes)
    WHERE (x.*) IS DISTINCT FROM (excluded.*);
  IF EXISTS (SELECT FROM is_now WHERE "from" IS NOT NULL OR until IS NOT NULL) THEN
    PERFORM refresh_account_search(ARRAY(SELECT DISTINCT account_id FROM is_now WHERE "from" IS NOT NULL OR until IS NOT NULL));
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER "account_search_follows_insert" AFTER INSERT ON "account_name" REFERENCING NEW TABLE AS is_now
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_new_name"();

-- New standings of an account whose name came by the same command refresh nothing: the name's own trigger, which fires at that
-- command's end as this one does, sees them. Nor where there is no name yet, as in 0024.
CREATE FUNCTION "follow_new_standing"() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  ids integer[] := ARRAY(SELECT DISTINCT i.account_id FROM is_now i
    CROSS JOIN LATERAL (SELECT n.xmin AS added, n.cmin AS by FROM account_name n WHERE n.account_id = i.account_id AND n.until IS NULL OFFSET 0) AS n
    JOIN standing s ON s.id = i.id
    WHERE NOT (n.added = s.xmin AND n.by = s.cmin));
BEGIN
  IF cardinality(ids) > 0 THEN PERFORM refresh_account_search(ids); END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER "account_search_follows_insert" AFTER INSERT ON "standing" REFERENCING NEW TABLE AS is_now
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_new_standing"();

-- As before, but that names and standings are looked up account by account, whatever is known of the tables: of tables that nobody
-- has analysed the planner takes few periods to be open, and went through all of them for each of twenty thousand accounts.
CREATE OR REPLACE FUNCTION "refresh_account_search"(ids integer[]) RETURNS void LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  PERFORM FROM account_search WHERE account_id = ANY (ids) ORDER BY account_id FOR UPDATE;
  IF FOUND THEN
    DELETE FROM account_search x WHERE account_id = ANY (ids) AND NOT (
      EXISTS (SELECT FROM account_name n WHERE n.account_id = x.account_id AND n.until IS NULL)
      AND EXISTS (SELECT FROM standing s WHERE s.account_id = x.account_id AND s.until IS NULL));
  END IF;
  INSERT INTO account_search AS x
  SELECT a.id, greatest(n."from", s."from"), (SELECT min(o."from") FROM standing o WHERE o.account_id = asked.id), a.platform, a.holder, a.provenance,
    s.status, s.unit_id, s.region_id, s.sector_code, s.tier, s.rank, n.pinyin,
    CASE WHEN n."from" IS NULL THEN search_name(n.name) ELSE search_name(n.name) || coalesce(
      (SELECT string_agg(E'\n' || search_name(o.name), '' ORDER BY o.until DESC) FROM account_name o WHERE o.account_id = asked.id AND o.until IS NOT NULL), '') END,
    CASE WHEN n."from" IS NULL THEN search_pinyin(n.pinyin) ELSE search_pinyin(n.pinyin) || coalesce(
      (SELECT string_agg(E'\n' || search_pinyin(o.pinyin), '' ORDER BY o.until DESC) FROM account_name o WHERE o.account_id = asked.id AND o.until IS NOT NULL), '') END,
    search_codes(n.pinyin, n.initials)
      || CASE WHEN n."from" IS NULL THEN '' ELSE coalesce(
      (SELECT string_agg(search_codes(o.pinyin, o.initials), '' ORDER BY o.until DESC) FROM account_name o WHERE o.account_id = asked.id AND o.until IS NOT NULL), '') END
      || coalesce(' ' || lower(a.handle), '') || coalesce(' ' || lower(a.platform_id), '')
  FROM unnest(ids) AS asked(id)
  JOIN account a ON a.id = asked.id
  CROSS JOIN LATERAL (SELECT * FROM account_name n WHERE n.account_id = asked.id AND n.until IS NULL OFFSET 0) AS n
  CROSS JOIN LATERAL (SELECT * FROM standing s WHERE s.account_id = asked.id AND s.until IS NULL OFFSET 0) AS s
  ON CONFLICT (account_id) DO UPDATE SET (since, counts_from, platform, holder, provenance, status, unit_id, region_id, sector_code, tier, rank,
      pinyin, names, spelled, codes)
    = (excluded.since, excluded.counts_from, excluded.platform, excluded.holder, excluded.provenance, excluded.status, excluded.unit_id, excluded.region_id,
      excluded.sector_code, excluded.tier, excluded.rank, excluded.pinyin, excluded.names, excluded.spelled, excluded.codes)
    WHERE (x.*) IS DISTINCT FROM (excluded.*);
END $$;
