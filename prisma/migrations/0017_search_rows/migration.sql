-- Whether a unit is another from some day to come on: asked before each list and each search.
CREATE INDEX "unit_standing_from_idx" ON "unit_standing"("from");

-- Written by hand: what schema.prisma cannot say (docs/decisions/0033).

-- As in 0013, but of an account that is new only what a new account has is looked up: no former names where the present
-- one has been since ever, one look for the day from which it counts, and nothing is deleted where nothing was found.
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
  SELECT a.id, greatest(n."from", s."from"), (SELECT min(o."from") FROM standing o WHERE o.account_id = a.id), a.platform, a.holder, a.provenance,
    s.status, s.unit_id, s.region_id, s.sector_code, s.tier, s.rank, n.pinyin,
    CASE WHEN n."from" IS NULL THEN search_name(n.name) ELSE search_name(n.name) || coalesce(
      (SELECT string_agg(E'\n' || search_name(o.name), '' ORDER BY o.until DESC) FROM account_name o WHERE o.account_id = a.id AND o.until IS NOT NULL), '') END,
    CASE WHEN n."from" IS NULL THEN search_pinyin(n.pinyin) ELSE search_pinyin(n.pinyin) || coalesce(
      (SELECT string_agg(E'\n' || search_pinyin(o.pinyin), '' ORDER BY o.until DESC) FROM account_name o WHERE o.account_id = a.id AND o.until IS NOT NULL), '') END,
    search_codes(n.pinyin, n.initials)
      || CASE WHEN n."from" IS NULL THEN '' ELSE coalesce(
      (SELECT string_agg(search_codes(o.pinyin, o.initials), '' ORDER BY o.until DESC) FROM account_name o WHERE o.account_id = a.id AND o.until IS NOT NULL), '') END
      || coalesce(' ' || lower(a.handle), '') || coalesce(' ' || lower(a.platform_id), '')
  FROM unnest(ids) asked(id)
  JOIN account a ON a.id = asked.id
  JOIN account_name n ON n.account_id = a.id AND n.until IS NULL
  JOIN standing s ON s.account_id = a.id AND s.until IS NULL
  ON CONFLICT (account_id) DO UPDATE SET (since, counts_from, platform, holder, provenance, status, unit_id, region_id, sector_code, tier, rank,
      pinyin, names, spelled, codes)
    = (excluded.since, excluded.counts_from, excluded.platform, excluded.holder, excluded.provenance, excluded.status, excluded.unit_id, excluded.region_id,
      excluded.sector_code, excluded.tier, excluded.rank, excluded.pinyin, excluded.names, excluded.spelled, excluded.codes)
    WHERE (x.*) IS DISTINCT FROM (excluded.*);
END $$;
