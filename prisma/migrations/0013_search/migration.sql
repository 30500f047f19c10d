-- CreateTable
CREATE TABLE "account_search" (
    "account_id" INTEGER NOT NULL,
    "since" DATE NOT NULL,
    "counts_from" DATE NOT NULL,
    "platform" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "provenance" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "region_id" INTEGER NOT NULL,
    "sector_code" TEXT NOT NULL,
    "tier" TEXT,
    "rank" TEXT,
    "pinyin" TEXT NOT NULL,
    "names" TEXT NOT NULL,
    "spelled" TEXT NOT NULL,
    "codes" TEXT NOT NULL,

    CONSTRAINT "account_search_pkey" PRIMARY KEY ("account_id")
);

-- Written by hand from here: what schema.prisma cannot say (docs/decisions/0027).

-- Trigrams need three characters. With an x around each, a name's every character is part of one, and so is every two.
CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- What is searched of a name (searchTexts of lib/taxonomy/search.ts says the same): itself as it is compared, spaced.
CREATE FUNCTION "search_name"(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT 'x' || array_to_string(string_to_array(lower(translate(name, '（）巿　 ', '()市')), NULL), 'x') || 'x' $$;

-- Its pinyin without spaces.
CREATE FUNCTION "search_pinyin"(pinyin text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT replace(pinyin, ' ', '') $$;

-- What is found by its beginning: the initials, and of the pinyin the two letters that are too few for a trigram.
CREATE FUNCTION "search_codes"(pinyin text, initials text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT ' ' || initials || ' ' || left(replace(pinyin, ' ', ''), 2) $$;

-- The row of each of some accounts as its names and standings have it; none for one that lacks either. Locking the
-- rows first lets the second of two writers see what the first has written: each statement here looks anew.
-- Each row is looked up through its own keys: what is known of a table that has just been filled would have it read whole for each.
CREATE FUNCTION "refresh_account_search"(ids integer[]) RETURNS void LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  PERFORM FROM account_search WHERE account_id = ANY (ids) ORDER BY account_id FOR UPDATE;
  DELETE FROM account_search x WHERE account_id = ANY (ids) AND NOT (
    EXISTS (SELECT FROM account_name n WHERE n.account_id = x.account_id AND n.until IS NULL)
    AND EXISTS (SELECT FROM standing s WHERE s.account_id = x.account_id AND s.until IS NULL));
  INSERT INTO account_search AS x
  SELECT a.id, greatest(n."from", s."from"), coalesce(earlier.counts_from, s."from"), a.platform, a.holder, a.provenance,
    s.status, s.unit_id, s.region_id, s.sector_code, s.tier, s.rank, n.pinyin,
    search_name(n.name) || coalesce(former.names, ''), search_pinyin(n.pinyin) || coalesce(former.spelled, ''),
    search_codes(n.pinyin, n.initials) || coalesce(former.codes, '') || coalesce(' ' || lower(a.handle), '') || coalesce(' ' || lower(a.platform_id), '')
  FROM unnest(ids) asked(id)
  JOIN account a ON a.id = asked.id
  JOIN account_name n ON n.account_id = a.id AND n.until IS NULL
  JOIN standing s ON s.account_id = a.id AND s.until IS NULL
  -- Whose present name has been since ever had no other.
  LEFT JOIN LATERAL (
    SELECT string_agg(E'\n' || search_name(o.name), '' ORDER BY o.until DESC) AS names, string_agg(E'\n' || search_pinyin(o.pinyin), '' ORDER BY o.until DESC) AS spelled,
      string_agg(search_codes(o.pinyin, o.initials), '' ORDER BY o.until DESC) AS codes
    FROM account_name o WHERE o.account_id = a.id AND o.until IS NOT NULL) former ON n."from" IS NOT NULL
  LEFT JOIN LATERAL (SELECT min(o."from") AS counts_from FROM standing o WHERE o.account_id = a.id AND o.until IS NOT NULL) earlier ON true
  ON CONFLICT (account_id) DO UPDATE SET (since, counts_from, platform, holder, provenance, status, unit_id, region_id, sector_code, tier, rank,
      pinyin, names, spelled, codes)
    = (excluded.since, excluded.counts_from, excluded.platform, excluded.holder, excluded.provenance, excluded.status, excluded.unit_id, excluded.region_id,
      excluded.sector_code, excluded.tier, excluded.rank, excluded.pinyin, excluded.names, excluded.spelled, excluded.codes)
    WHERE (x.*) IS DISTINCT FROM (excluded.*);
END $$;

-- Once per statement, whatever the number of its rows.
CREATE FUNCTION "follow_account"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_account_search(ARRAY(SELECT n.id FROM is_now n JOIN was w ON w.id = n.id
    WHERE (n.platform, n.holder, n.provenance, n.handle, n.platform_id) IS DISTINCT FROM (w.platform, w.holder, w.provenance, w.handle, w.platform_id)));
  RETURN NULL;
END $$;
CREATE TRIGGER "account_search_follows" AFTER UPDATE ON "account" REFERENCING OLD TABLE AS was NEW TABLE AS is_now
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_account"();

CREATE FUNCTION "follow_account_part"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN PERFORM refresh_account_search(ARRAY(SELECT DISTINCT account_id FROM is_now));
  ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_account_search(ARRAY(SELECT DISTINCT account_id FROM was));
  ELSE PERFORM refresh_account_search(ARRAY(SELECT account_id FROM is_now UNION SELECT account_id FROM was));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "account_search_follows_insert" AFTER INSERT ON "account_name" REFERENCING NEW TABLE AS is_now
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_account_part"();
CREATE TRIGGER "account_search_follows_update" AFTER UPDATE ON "account_name" REFERENCING OLD TABLE AS was NEW TABLE AS is_now
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_account_part"();
CREATE TRIGGER "account_search_follows_delete" AFTER DELETE ON "account_name" REFERENCING OLD TABLE AS was
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_account_part"();
CREATE TRIGGER "account_search_follows_insert" AFTER INSERT ON "standing" REFERENCING NEW TABLE AS is_now
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_account_part"();
CREATE TRIGGER "account_search_follows_update" AFTER UPDATE ON "standing" REFERENCING OLD TABLE AS was NEW TABLE AS is_now
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_account_part"();
CREATE TRIGGER "account_search_follows_delete" AFTER DELETE ON "standing" REFERENCING OLD TABLE AS was
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_account_part"();

-- An existing register, before its indexes are made.
SELECT refresh_account_search(ARRAY(SELECT id FROM account));

-- Search: one condition, or several joined by OR, each through this index.
CREATE INDEX "account_search_texts" ON "account_search" USING gin ("names" gin_trgm_ops, "spelled" gin_trgm_ops, "codes" gin_trgm_ops);
-- The orders of the list; a page is walked to, not sorted for.
CREATE INDEX "account_search_pinyin_account_id_idx" ON "account_search"("pinyin", "account_id");
CREATE INDEX "account_search_counts_from_account_id_idx" ON "account_search"("counts_from", "account_id");
CREATE INDEX "account_search_region_id_pinyin_account_id_idx" ON "account_search"("region_id", "pinyin", "account_id");
CREATE INDEX "account_search_unit_id_account_id_idx" ON "account_search"("unit_id", "account_id");
-- Whether the rows are what held on a day: none is later.
CREATE INDEX "account_search_since_idx" ON "account_search"("since");

-- Units are few enough to be searched where they stand: every name that a unit ever bore is a row.
CREATE INDEX "unit_standing_texts" ON "unit_standing"
  USING gin (search_name("name") gin_trgm_ops, search_pinyin("pinyin") gin_trgm_ops, search_codes("pinyin", "initials") gin_trgm_ops);
CREATE INDEX "unit_standing_pinyin_unit_id_idx" ON "unit_standing"("pinyin", "unit_id");
