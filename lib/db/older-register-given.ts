// For the tests: what a register of before imports, the search and the counts held, a few of everything, as its tables were.

/** The last migration of that time. */
export const THEN = '0006_filings';

const EXISTS_OF_MIGRATIONS = `
  CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
    migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0);`;

/** That these migrations were applied, as the engine records it. */
export const appliedThen = (names: readonly string[]) => `${EXISTS_OF_MIGRATIONS}
  INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) SELECT name, '', name, now() FROM unnest(ARRAY['${names.join("','")}']) name`;

// 下城区 stood until 2022; the list of then did not know that it has ended.
const LISTS = `
  INSERT INTO region (id, code, name, short_name, level, kind, parent_code, lineage, pinyin, initials) VALUES
    (1, '000000', '全国', '全国', 'nation', 'nation', NULL, '{000000}', 'quan guo', 'qg'),
    (3300001, '330000', '浙江省', '浙江', 'province', 'province', '000000', '{000000,330000}', 'zhe jiang sheng', 'zjs'),
    (3301001, '330100', '杭州市', '杭州', 'prefecture', 'sub-provincial-city', '330000', '{000000,330000,330100}', 'hang zhou shi', 'hzs'),
    (3301031, '330103', '下城区', '下城', 'county', 'sub-provincial-district', '330100', '{000000,330000,330100,330103}', 'xia cheng qu', 'xcq');
  INSERT INTO sector (code, name, name_en, position, pinyin, initials) VALUES
    ('health', '卫生计生', 'Health', 1, 'wei sheng ji sheng', 'wsjs'), ('education', '教育', 'Education', 2, 'jiao yu', 'jy');
  INSERT INTO sector_alias VALUES ('卫计委', 'health');
  INSERT INTO dataset (name, title, source, edition, expected_count, loaded_count, checksum, loaded_at) VALUES ('regions', '行政区划', '民政部', '2018', 4, 4, 'then', now());
  INSERT INTO expectation (sector_code, tier, platforms, modality, body_name, unit_kind, name_patterns, estimated, source)
    VALUES ('education', 'prefecture', '{weibo,wechat}', 'should', '教育局', 'department', '{教育局}', true, '标准机构模板');
  INSERT INTO region_population VALUES ('330100', 2010, '2010', '第六次人口普查', 8700400);
  INSERT INTO setting VALUES ('demonstration', 'unwanted'), ('filing-days', '15');`;

const PEOPLE = `
  INSERT INTO "user" (id, username, display_name, password_hash, email) VALUES
    (1, 'old-admin', '老管理员', '$argon2id$none', 'old@example.org'), (2, 'old-clerk', '老填报员', '$argon2id$none', NULL);
  INSERT INTO "grant" (user_id, role, region_code) VALUES (1, 'administrator', '330000'), (2, 'clerk', '330100');
  INSERT INTO session (id, user_id, expires_at) VALUES (gen_random_uuid(), 1, now() + interval '1 hour');
  SELECT setval('user_id_seq', 2);`;

const UNITS = `
  INSERT INTO unit (id, uscc, provenance, source, provisional, updated_at) VALUES
    (1, '11330100002489559M', 'registered', NULL, false, now()), (2, NULL, 'registered', NULL, true, now()), (3, NULL, 'document', '公报', false, now());
  INSERT INTO unit_standing (unit_id, "from", until, name, pinyin, initials, kind, region_id, sector_code, tier, rank, parent_id, standard_body) VALUES
    (1, NULL, '2018-11-01', '杭州市卫计委', 'hang zhou shi wei ji wei', 'hzswjw', 'department', 3301001, 'health', 'prefecture', 'county-division', NULL, true),
    (1, '2018-11-01', NULL, '杭州市卫健委', 'hang zhou shi wei jian wei', 'hzswjw', 'department', 3301001, 'health', 'prefecture', 'county-division', NULL, true),
    (2, NULL, NULL, '下城区教育局', 'xia cheng qu jiao yu ju', 'xcqjyj', 'department', 3301031, 'education', 'county', NULL, NULL, true),
    (3, NULL, NULL, '杭州市教育局', 'hang zhou shi jiao yu ju', 'hzsjyj', 'department', 3301001, 'education', 'prefecture', NULL, NULL, true);
  SELECT setval('unit_id_seq', 3);`;

// Thirty of the health office, renamed in 2019; one that was closed; one that went from one office to another; an official's.
const ACCOUNTS = `
  INSERT INTO account (id, platform, platform_id, handle, holder, opened_on, known_by, provenance, contact_phone, updated_at)
    SELECT id, 'weibo', '73000' || id, 'Health' || id, 'institution', '2012', '2013-01-01', 'registered', '0571-' || id, now() FROM generate_series(1, 30) id;
  INSERT INTO account (id, platform, handle, holder, person, opened_on, known_by, provenance, source, updated_at) VALUES
    (31, 'wechat', 'xiachengjiaoyu', 'institution', NULL, '2014-05', '2015-01-01', 'registered', NULL, now()),
    (32, 'wechat', NULL, 'institution', NULL, '2013-01-01', '2015-01-01', 'document', '公报', now()),
    (33, 'weibo', NULL, 'official', '张三', NULL, '2012-06-01', 'registered', NULL, now());
  INSERT INTO account_name (account_id, until, name, pinyin, initials) SELECT id, '2019-01-01', '杭州卫计' || id, 'hang zhou wei ji ' || id, 'hzwj' FROM generate_series(1, 30) id;
  INSERT INTO account_name (account_id, "from", name, pinyin, initials) SELECT id, '2019-01-01', '健康杭州' || id, 'jian kang hang zhou ' || id, 'jkhz' FROM generate_series(1, 30) id;
  INSERT INTO account_name (account_id, name, pinyin, initials) VALUES
    (31, '下城教育', 'xia cheng jiao yu', 'xcjy'), (32, '杭州教育发布', 'hang zhou jiao yu fa bu', 'hzjyfb'), (33, '张三说卫生', 'zhang san shuo wei sheng', 'zssws');
  INSERT INTO standing (account_id, "from", until, status, unit_id, post, post_rank, platform, holder, provenance, region_id, sector_code, tier, rank, standard_body)
    SELECT id, '2012-12-31', NULL, 'active', 1, NULL, NULL, 'weibo', 'institution', 'registered', 3301001, 'health', 'prefecture', 'county-division', true FROM generate_series(1, 29) id
    UNION ALL VALUES
    (30, '2012-12-31'::date, '2018-05-01'::date, 'active', 1, NULL, NULL, 'weibo', 'institution', 'registered', 3301001, 'health', 'prefecture', 'county-division', true),
    (30, '2018-05-01', NULL, 'closed', 1, NULL, NULL, 'weibo', 'institution', 'registered', 3301001, 'health', 'prefecture', 'county-division', true),
    (31, '2014-05-31', NULL, 'active', 2, NULL, NULL, 'wechat', 'institution', 'registered', 3301031, 'education', 'county', NULL, true),
    (32, '2013-01-01', '2016-01-01', 'active', 2, NULL, NULL, 'wechat', 'institution', 'document', 3301031, 'education', 'county', NULL, true),
    (32, '2016-01-01', NULL, 'active', 3, NULL, NULL, 'wechat', 'institution', 'document', 3301001, 'education', 'prefecture', NULL, true),
    (33, '2012-06-01', NULL, 'active', 1, '副主任', 'county-division', 'weibo', 'official', 'registered', 3301001, 'health', 'prefecture', 'county-division', true);
  INSERT INTO snapshot SELECT id, '2016-01-01', 'followers', 100 * id, '手工' FROM generate_series(1, 20) id;
  SELECT setval('account_id_seq', 33);`;

const COLUMNS = `{"sheet": null, "otherSheets": [], "row": 1, "headers": ["平台", "账号名称"], "fields": ["platform", "name"], "unknown": [], "encoding": "utf-8", "hiddenRows": 0}`;

const WORK = `
  INSERT INTO import_batch (id, kind, file_name, sha256, status, columns, counts, uploaded_by_id, done_at)
    VALUES (1, 'accounts', '下城.csv', repeat('a', 64), 'done', '${COLUMNS}', '{"rows": 2, "new": 1, "changed": 0, "same": 0, "refused": 1, "written": 1}', 1, now());
  INSERT INTO import_row VALUES (1, 2, '["微信", "下城教育"]', 'new', '[]', 31), (1, 3, '["", "无名"]', 'refused', '[{"field": "platform", "reason": "platform-needed"}]', NULL);
  SELECT setval('import_batch_id_seq', 1);
  INSERT INTO filing (id, kind, state, account_id, unit_id, platform, name, unit_name, asked, present, links, lineage, sectors, vertical, units, office_code, office, asked_by_id, due_on, decided_by_id, decided_at, effective_on, direct) VALUES
    (1, 'opening', 'done', 31, 2, 'wechat', '下城教育', '下城区教育局', '{}', NULL, '{}', '{000000,330000,330100,330103}', '{education}', false, '{2}', '330000', '{000000,330000}', 1, NULL, 1, now(), '2014-05-31', true),
    (2, 'change', 'submitted', 1, 1, 'weibo', '健康杭州1', '杭州市卫健委', '{"name": "健康杭州一号"}', '{"name": "健康杭州1"}', '{}', '{000000,330000,330100}', '{health}', false, '{1}', '330000', '{000000,330000}', 2, '2019-03-01', NULL, NULL, NULL, false);
  INSERT INTO filing_event (filing_id, actor_id, step, from_state, to_state) VALUES (1, 1, 'enter', NULL, 'done'), (2, 2, 'submit', NULL, 'submitted');
  SELECT setval('filing_id_seq', 2);
  INSERT INTO audit_event (actor_id, actor_name, via, act, subject_type, subject_id, before, after, address) VALUES
    (1, 'old-admin', 'web', 'unit.register', 'unit', '1', NULL, '{"name": "杭州市卫计委"}', '10.0.0.1'),
    (1, 'old-admin', 'web', 'account.edit', 'account', '1', '{"name": "杭州卫计1"}', '{"name": "健康杭州1", "changedOn": "2019-01-01"}', '10.0.0.1'),
    (1, 'old-admin', 'web', 'import.run', 'import', '1', NULL, '{"rows": 2, "written": 1}', NULL)`;

/** A few of everything. */
export const FILLED_THEN = [LISTS, PEOPLE, UNITS, ACCOUNTS, WORK].join('\n');
