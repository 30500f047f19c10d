import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import type { Decision } from '@/lib/decision';
import type { BatchView } from '@/lib/exchange/views';
import { withClient } from '@/scripts/postgres';
import { here } from '@/scripts/test/here';
import { editAccount } from './account-edit';
import { readAccount } from './account-read';
import { db } from './client';
import { publicFilings } from './filing-read';
import { runBatch } from './import-run';
import { receiveImport } from './import-upload';
import { askWrite, checkImport, mendRow, readImport, readImportRows, recheckImport, runImport, undoImport } from './imports';

const TODAY = '2026-11-20';
const HEADER = '平台,账号名称,平台ID,主办单位,行政区划,职能系统,关注用户数,备注';

function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(`refused: ${JSON.stringify(decision.findings)}`);
  return decision.change;
}

const bytesOf = (lines: readonly string[]) => new TextEncoder().encode([HEADER, ...lines].join('\n'));
const check = async (...lines: string[]) => accepted(await checkImport(COMMAND_LINE, { name: '试验.csv', bytes: bytesOf(lines) }, TODAY));
const write = async (batch: BatchView, onlyGood = false) => accepted(await runImport(COMMAND_LINE, batch.id, TODAY, onlyGood));

function many(tag: string, count: number, note: (index: number) => string = () => ''): string[] {
  return Array.from({ length: count }, (_, index) => `微博,${tag}${index},,${tag}局${index % 50},上城区,统计,${index},${note(index)}`);
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 700_001) yield bytes.subarray(at, at + 700_001);
}

/** A batch that waits for a worker. */
async function uploaded(lines: readonly string[]): Promise<number> {
  return accepted(await receiveImport(COMMAND_LINE, { name: '试验.csv', bytes: pieces(bytesOf(lines)) }, TODAY));
}

const WORKING = `
  const { runBatch } = await import('./lib/db/import-run.ts');
  await runBatch(Number(process.argv[1]));
`;

/** Works on a batch in a process of its own, and kills it as soon as the moment has come. */
async function killedWhile(batch: number, moment: () => Promise<boolean>): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', WORKING, String(batch)], { stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  while (child.exitCode === null && !(await moment())) await pause(5);
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
}

/** Another worker looks at it again and again, as workers do. */
async function takenUpAgain(batch: number): Promise<number> {
  const began = Date.now();
  while (!(await runBatch(batch))) {
    await pause(200);
    if (Date.now() - began > 30_000) throw new Error('Nobody took it up.');
  }
  return Date.now() - began;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const ROWS = 12_000;

describe('a worker that is killed', () => {
  it('while it checks leaves the batch to another, within seconds, and no row twice', async () => {
    const id = await uploaded(many('中断核对', ROWS));
    await killedWhile(id, async () => (await db().importRow.count({ where: { batchId: id } })) > 0);
    expect(await readImport(COMMAND_LINE, id)).toMatchObject({ status: 'checking', task: 'check' });
    expect(await takenUpAgain(id)).toBeLessThan(20_000);
    expect(await readImport(COMMAND_LINE, id)).toMatchObject({ status: 'checked', task: null, counts: { rows: ROWS, new: ROWS } });
    expect(await db().importRow.count({ where: { batchId: id } })).toBe(ROWS);
  }, 90_000);

  it('while it writes leaves nothing, and the next one writes every row once', async () => {
    const id = await uploaded(many('中断写入', ROWS));
    await runBatch(id);
    const before = await db().account.count();
    accepted(await askWrite(COMMAND_LINE, id, TODAY, false));
    await killedWhile(id, async () => ((await db().importProgress.findUnique({ where: { batchId: id } }))?.done ?? 0) > 0);
    expect(await db().account.count()).toBe(before);
    expect(await readImport(COMMAND_LINE, id)).toMatchObject({ status: 'running', task: 'write' });
    await takenUpAgain(id);
    expect(await readImport(COMMAND_LINE, id)).toMatchObject({ status: 'done', counts: { written: ROWS } });
    expect(await db().account.count()).toBe(before + ROWS);
    expect(await db().standing.count({ where: { unit: { standings: { some: { name: { startsWith: '中断写入局' } } } } } })).toBe(ROWS);
    expect(await db().auditEvent.count({ where: { act: 'import.run', subjectId: String(id) } })).toBe(1);
  }, 90_000);

  it('is not waited for while it lives', async () => {
    const id = await uploaded(many('两个', 4000));
    const [first, second] = await Promise.all([runBatch(id), pause(300).then(() => runBatch(id))]);
    expect([first, second].filter(Boolean)).toHaveLength(1);
    expect(await db().importRow.count({ where: { batchId: id } })).toBe(4000);
  }, 60_000);
});

describe('a disk without room', () => {
  it('fails the batch with a sentence in the middle of the write, and nothing is half-written', async () => {
    // Texts that cannot be packed, so that the tables grow beyond what the server's process may write to one file.
    const letter = (seed: number) => String.fromCharCode(0x4e00 + ((Math.imul(seed, 2654435761) >>> 0) % 20000));
    const note = (index: number) => Array.from({ length: 900 }, (_, at) => letter(index * 900 + at)).join('');
    const id = await uploaded(many('满盘', 9000, note));
    await runBatch(id);
    const before = await db().account.count();
    accepted(await askWrite(COMMAND_LINE, id, TODAY, false));
    const work = runBatch(id);
    await limitFiles(16 * 1024 * 1024);
    await work;
    expect(await readImport(COMMAND_LINE, id)).toMatchObject({
      status: 'failed',
      task: null,
      findings: [{ reason: 'import-no-room' }],
      counts: { written: 0 },
    });
    expect(await db().account.count()).toBe(before);
    expect(await db().unitStanding.count({ where: { name: { startsWith: '满盘局' } } })).toBe(0);
    // When there is room again, it is written as it was checked.
    expect(accepted(await runImport(COMMAND_LINE, id, TODAY, false))).toMatchObject({ written: 9000 });
  }, 120_000);

  // Of the one process of the server that writes the batch.
  async function limitFiles(bytes: number): Promise<void> {
    await withClient(here().admin, async (client) => {
      for (;;) {
        const { rows } = await client.query<{ pid: number }>(
          `SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = $1)`,
          [new URL(process.env.DATABASE_URL ?? '').pathname.slice(1)],
        );
        if (!rows[0]) continue;
        // Only its own user may.
        const { uid, gid } = statSync(`/proc/${rows[0].pid}`);
        const limited = spawnSync('prlimit', ['--pid', String(rows[0].pid), `--fsize=${bytes}`], { uid, gid });
        if (limited.status !== 0) throw new Error(String(limited.stderr));
        return;
      }
    });
  }
});

/** Everything that an import may change, as it stands. */
async function contents(): Promise<Record<string, unknown>> {
  const tables = ['unit', 'unit_standing', 'account', 'account_name', 'standing', 'snapshot', 'account_relation', 'filing'];
  const read = tables.map(async (table) => {
    const rows = await db().$queryRawUnsafe<{ row: unknown }[]>(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`);
    return [table, rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

describe('undoing a batch', () => {
  it('leaves the register exactly as it was, what was added and what was changed', async () => {
    await write(
      await check(
        '微博,撤销旧名,6600000001,撤销局,上城区,统计,100,',
        '微博,撤销移交,6600000002,撤销局,上城区,统计,,',
        '微博,撤销关停,6600000003,撤销局,上城区,统计,,',
      ),
    );
    const before = await contents();
    const batch = await check(
      '微博,撤销新名,6600000001,撤销局,上城区,统计,250,改了备注',
      '微博,撤销移交,6600000002,撤销新局,滨江区,统计,,',
      '微博,撤销新增,6600000004,撤销三局,上城区,统计,7,',
    );
    const header = '平台,账号名称,平台ID,主办单位,行政区划,职能系统,关停日期';
    expect(batch.counts).toMatchObject({ new: 1, changed: 2 });
    await write(batch);
    const closing = new TextEncoder().encode(`${header}\n微博,撤销关停,6600000003,撤销局,上城区,统计,2026-11-01`);
    const second = accepted(await checkImport(COMMAND_LINE, { name: '关停.csv', bytes: closing }, TODAY));
    await write(second);
    expect(await contents()).not.toEqual(before);
    accepted(await undoImport(COMMAND_LINE, second.id));
    expect(accepted(await undoImport(COMMAND_LINE, batch.id))).toMatchObject({ new: 1, changed: 2 });
    expect(await contents()).toEqual(before);
    expect(await readImport(COMMAND_LINE, batch.id)).toMatchObject({ status: 'undone' });
    expect(await db().auditEvent.count({ where: { act: 'import.undo', subjectId: String(batch.id) } })).toBe(1);
    expect(await undoImport(COMMAND_LINE, batch.id)).toMatchObject({ accepted: false, findings: [{ reason: 'import-undone' }] });
    expect(await runImport(COMMAND_LINE, batch.id, TODAY, false)).toMatchObject({ accepted: false, findings: [{ reason: 'import-already-run' }] });
  });

  it('is refused with the row and the reason where something has changed since, and takes nothing back', async () => {
    const batch = await check(
      '微博,此后改过,6700000001,此后局,上城区,统计,,',
      '微博,此后再导,6700000002,此后局,上城区,统计,,',
      '微博,此后不变,6700000003,此后局,上城区,统计,,',
    );
    await write(batch);
    const rows = await readImportRows(COMMAND_LINE, batch.id, { skip: 0 });
    const edited = rows[0]?.accountId ?? 0;
    const now = await readAccount(COMMAND_LINE, edited);
    const texts = { platform: 'weibo', name: '此后改了', platformId: '6700000001', unit: `#${now?.standings.at(-1)?.unitId}` };
    accepted(await editAccount(COMMAND_LINE, edited, texts, TODAY, { version: 1, changedOn: TODAY, correctsName: false }));
    const later = await check('微博,此后又导,6700000002,此后局,上城区,统计,,');
    await write(later);
    const before = await contents();
    expect(await undoImport(COMMAND_LINE, batch.id)).toMatchObject({
      accepted: false,
      findings: [
        { reason: 'undo-refused', facts: { count: 2 } },
        { reason: 'undo-edited', facts: { row: 2 } },
        { reason: 'undo-imported', facts: { row: 3, batch: later.id } },
      ],
    });
    expect(await contents()).toEqual(before);
    expect(await readImport(COMMAND_LINE, batch.id)).toMatchObject({ status: 'done' });
  });

  it('goes backwards through batches that have changed one account, but not past what somebody did between them', async () => {
    const before = await contents();
    const states: Awaited<ReturnType<typeof contents>>[] = [];
    const batches: BatchView[] = [];
    const importing = async (name: string, unit: string, followers: number) => {
      states.push(await contents());
      const batch = await check(`微博,${name},6730000001,${unit},上城区,统计,${followers},`);
      await write(batch);
      batches.push(batch);
    };
    await importing('层叠一', '层叠局', 1);
    await importing('层叠二', '层叠局', 2);
    await importing('层叠三', '层叠新局', 3);
    for (const [index, batch] of [...batches.entries()].reverse()) {
      accepted(await undoImport(COMMAND_LINE, batch.id));
      expect(await contents()).toEqual(states[index]);
    }
    expect(await contents()).toEqual(before);

    batches.length = 0;
    await importing('层叠一', '层叠局', 1);
    const [row] = await readImportRows(COMMAND_LINE, batches[0]?.id ?? 0, { skip: 0 });
    const account = row?.accountId ?? 0;
    const texts = { platform: 'weibo', name: '层叠人改', platformId: '6730000001', unit: '层叠局', region: '上城区', sector: '统计' };
    accepted(await editAccount(COMMAND_LINE, account, texts, TODAY, { version: 1, changedOn: TODAY, correctsName: false }));
    await importing('层叠二', '层叠局', 2);
    accepted(await undoImport(COMMAND_LINE, batches[1]?.id ?? 0));
    expect(await contents()).toEqual(states.at(-1));
    expect(await undoImport(COMMAND_LINE, batches[0]?.id ?? 0)).toMatchObject({
      accepted: false,
      findings: [{ reason: 'undo-refused' }, { reason: 'undo-edited' }],
    });
  });

  it('is told by the account for as long as it stands', async () => {
    const batch = await check('微博,时间线,6710000001,时间线局,上城区,统计,,');
    await write(batch);
    const [row] = await readImportRows(COMMAND_LINE, batch.id, { skip: 0 });
    expect(await publicFilings(row?.accountId ?? 0)).toMatchObject([{ kind: 'opening', batchId: batch.id, direct: true }]);
  });
});

describe('a file that is the same', () => {
  it('again is all the same and changes nothing', async () => {
    const lines = many('再来', 3000);
    await write(await check(...lines));
    const before = await contents();
    const again = await check(...lines);
    expect(again.counts).toMatchObject({ same: 3000, new: 0, changed: 0, refused: 0 });
    await write(again);
    expect(await contents()).toEqual(before);
  }, 60_000);
});

describe('a row that is mended', () => {
  it('is judged with all others, and columns that mean something else are judged anew', async () => {
    const batch = await check('微博,补正一,6720000001,补正局,上城区,统计,,', '微博,,6720000002,补正局,上城区,统计,,');
    expect(batch.counts).toMatchObject({ new: 1, refused: 1 });
    expect(accepted(await mendRow(COMMAND_LINE, batch.id, 3, ['微博', '补正二', '6720000002', '补正局', '上城区', '统计'], TODAY))).toMatchObject({
      number: 3,
      verdict: 'new',
    });
    expect(accepted(await mendRow(COMMAND_LINE, batch.id, 3, ['微博', '补正一', '6720000001', '补正局', '上城区', '统计'], TODAY))).toMatchObject({
      verdict: 'refused',
      findings: [{ reason: 'row-repeats' }],
    });
    const { facts } = (await readImport(COMMAND_LINE, batch.id)) ?? {};
    const fields = facts?.fields.map((field) => (field === 'unit' ? null : field));
    accepted(await recheckImport(COMMAND_LINE, batch.id, TODAY, fields));
    await runBatch(batch.id);
    const [row] = await readImportRows(COMMAND_LINE, batch.id, { skip: 0 });
    expect(row?.findings.find(({ reason }) => reason === 'unit-provisional')?.facts?.name).not.toBe('补正局');
  });
});

describe('what the check shows is what the write does', () => {
  const aRow = fc.record({
    platform: fc.constantFrom('微博', '微信', '腾讯微博', '抖音'),
    name: fc.constantFrom('甲', '乙', '丙', '', '丁（新）'),
    id: fc.constantFrom('', '5500000001', '5500000002', '5500000003'),
    unit: fc.constantFrom('甲局', '乙局', '甲局（筹）', ''),
    region: fc.constantFrom('上城区', '西湖区', '杭州市', ''),
    sector: fc.constantFrom('统计', '体育', '公安', ''),
    followers: fc.constantFrom('', '12', '1.2万', '很多'),
    note: fc.constantFrom('', '说明,"引号"', '换\n行'),
  });
  const line = ({ platform, name, id, unit, region, sector, followers, note }: Record<string, string>) =>
    [
      platform,
      name && `性质${name}`,
      platform === '微信' ? '' : id,
      unit && `性质${unit}`,
      region,
      sector,
      followers,
      note && `"${note.replaceAll('"', '""')}"`,
    ].join(',');

  const counted = async () => ({ accounts: await db().account.count(), units: await db().unit.count(), standings: await db().standing.count() });

  it('for any sheet: as many accounts as were new, and the file again is the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aRow, { minLength: 1, maxLength: 12 }), async (rows) => {
        const lines = rows.map(line);
        const before = await counted();
        const batch = await check(...lines);
        expect(await counted()).toEqual(before);
        const { new: opened, changed, same, refused } = batch.counts;
        expect(opened + changed + same + refused).toBe(rows.length);
        const written = await write(batch, true);
        expect(written.written).toBe(opened + changed);
        expect(await db().account.count()).toBe(before.accounts + opened);
        const good = (await readImportRows(COMMAND_LINE, batch.id, { skip: 0 })).filter(({ verdict }) => verdict !== 'refused');
        const again = await check(...good.map(({ number }) => lines[number - 2] ?? ''));
        expect(again.counts).toMatchObject({ same: good.length, new: 0, changed: 0, refused: 0 });
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});

describe('imports and single writers at once', () => {
  beforeAll(async () => {
    await write(await check(...many('并发底', 200)));
  });

  it('leave counts exact', async () => {
    const [first, second] = [await check(...many('并发甲', 1500)), await check(...many('并发乙', 1500))];
    const before = await db().account.count();
    const { registerAccount } = await import('./account-register');
    const single = Array.from({ length: 30 }, (_, index) =>
      registerAccount(COMMAND_LINE, { platform: '微博', name: `并发单${index}`, unit: `并发单局${index}`, region: '上城区', sector: 'statistics' }, TODAY),
    );
    const runs = await Promise.all([runImport(COMMAND_LINE, first.id, TODAY, false), runImport(COMMAND_LINE, second.id, TODAY, false)]);
    const registered = (await Promise.all(single)).filter((decision) => decision.accepted).length;
    const written = runs.reduce((sum, run) => sum + (run.accepted ? run.change.written : 0), 0);
    expect(registered).toBe(30);
    expect(written).toBe(3000);
    expect(await db().account.count()).toBe(before + written + registered);
    const [odd] = await db().$queryRaw<{ odd: number }[]>`
      SELECT count(*)::int AS odd FROM account a WHERE (SELECT count(*) FROM standing s WHERE s.account_id = a.id AND s.until IS NULL) <> 1
        OR (SELECT count(*) FROM account_name n WHERE n.account_id = a.id AND n.until IS NULL) <> 1`;
    expect(odd?.odd).toBe(0);
  }, 90_000);
});
