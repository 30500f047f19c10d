-- No query asks by these: handles are looked up in lower case, standings by their account or unit.
-- DropIndex
DROP INDEX "account_platform_handle_idx";

-- DropIndex
DROP INDEX "standing_region_id_sector_code_idx";

-- Written by hand from here: what schema.prisma cannot say (docs/decisions/0041).

-- What is found by its beginning, as words: four entries of an account in the index, where trigrams were thirty.
CREATE FUNCTION "search_words"(codes text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT array_to_tsvector(array_remove(string_to_array(codes, ' '), '')) $$;

-- As in 0017, but what an account has is asked for by a number of another width. The indexes that keep periods apart know only
-- their own width, cost four times as much to look into, and seem as cheap to the planner.
CREATE OR REPLACE FUNCTION "refresh_account_search"(ids integer[]) RETURNS void LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  PERFORM FROM account_search WHERE account_id = ANY (ids) ORDER BY account_id FOR UPDATE;
  IF FOUND THEN
    DELETE FROM account_search x WHERE account_id = ANY (ids) AND NOT (
      EXISTS (SELECT FROM account_name n WHERE n.account_id = x.account_id::bigint AND n.until IS NULL)
      AND EXISTS (SELECT FROM standing s WHERE s.account_id = x.account_id::bigint AND s.until IS NULL));
  END IF;
  INSERT INTO account_search AS x
  SELECT a.id, greatest(n."from", s."from"), (SELECT min(o."from") FROM standing o WHERE o.account_id = asked.wide), a.platform, a.holder, a.provenance,
    s.status, s.unit_id, s.region_id, s.sector_code, s.tier, s.rank, n.pinyin,
    CASE WHEN n."from" IS NULL THEN search_name(n.name) ELSE search_name(n.name) || coalesce(
      (SELECT string_agg(E'\n' || search_name(o.name), '' ORDER BY o.until DESC) FROM account_name o WHERE o.account_id = asked.wide AND o.until IS NOT NULL), '') END,
    CASE WHEN n."from" IS NULL THEN search_pinyin(n.pinyin) ELSE search_pinyin(n.pinyin) || coalesce(
      (SELECT string_agg(E'\n' || search_pinyin(o.pinyin), '' ORDER BY o.until DESC) FROM account_name o WHERE o.account_id = asked.wide AND o.until IS NOT NULL), '') END,
    search_codes(n.pinyin, n.initials)
      || CASE WHEN n."from" IS NULL THEN '' ELSE coalesce(
      (SELECT string_agg(search_codes(o.pinyin, o.initials), '' ORDER BY o.until DESC) FROM account_name o WHERE o.account_id = asked.wide AND o.until IS NOT NULL), '') END
      || coalesce(' ' || lower(a.handle), '') || coalesce(' ' || lower(a.platform_id), '')
  -- Three columns of the same: from two that equal a third the planner would infer that they equal each other.
  FROM unnest(ids, ids::bigint[], ids::bigint[]) asked(id, wide, wider)
  JOIN account a ON a.id = asked.id
  JOIN account_name n ON n.account_id = asked.wide AND n.until IS NULL
  JOIN standing s ON s.account_id = asked.wider AND s.until IS NULL
  ON CONFLICT (account_id) DO UPDATE SET (since, counts_from, platform, holder, provenance, status, unit_id, region_id, sector_code, tier, rank,
      pinyin, names, spelled, codes)
    = (excluded.since, excluded.counts_from, excluded.platform, excluded.holder, excluded.provenance, excluded.status, excluded.unit_id, excluded.region_id,
      excluded.sector_code, excluded.tier, excluded.rank, excluded.pinyin, excluded.names, excluded.spelled, excluded.codes)
    WHERE (x.*) IS DISTINCT FROM (excluded.*);
END $$;

-- As in 0013, but standings of accounts that have no name yet refresh nothing: the name, when it comes, does.
CREATE OR REPLACE FUNCTION "follow_account_part"() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  ids integer[];
BEGIN
  IF TG_OP = 'INSERT' AND TG_TABLE_NAME = 'standing' THEN
    ids := ARRAY(SELECT DISTINCT account_id FROM is_now i WHERE EXISTS (SELECT FROM account_name n WHERE n.account_id = i.account_id::bigint));
  ELSIF TG_OP = 'INSERT' THEN ids := ARRAY(SELECT DISTINCT account_id FROM is_now);
  ELSIF TG_OP = 'DELETE' THEN ids := ARRAY(SELECT DISTINCT account_id FROM was);
  ELSE ids := ARRAY(SELECT account_id FROM is_now UNION SELECT account_id FROM was);
  END IF;
  IF cardinality(ids) > 0 THEN PERFORM refresh_account_search(ids); END IF;
  RETURN NULL;
END $$;

-- An index each: their entries are sorted in separately after an import, in half the time. A word begins as it was typed or
-- does not, so that no row is looked at again for it.
DROP INDEX "account_search_texts";
CREATE INDEX "account_search_names" ON "account_search" USING gin ("names" gin_trgm_ops);
CREATE INDEX "account_search_spelled" ON "account_search" USING gin ("spelled" gin_trgm_ops);
CREATE INDEX "account_search_words" ON "account_search" USING gin (search_words("codes"));

-- Sorts in what an import has gathered; only the owner of an index may, and the server's role owns none.
CREATE FUNCTION "settle_account_search"() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM gin_clean_pending_list('account_search_names'), gin_clean_pending_list('account_search_spelled'), gin_clean_pending_list('account_search_words');
END $$;
