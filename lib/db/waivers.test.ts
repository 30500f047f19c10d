import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE } from '@/lib/access/actor';
import type { Decision } from '@/lib/decision';
import type { RowTexts } from '@/lib/exchange/columns';
import { editAccount } from './account-edit';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { ANY_EVENT, countExceptions, listEvents } from './audit-read';
import { db } from './client';
import { accepted, givenActor, reasonsOf } from './filing-given';
import { moveFiling } from './filing-move';
import { publicFilings, readFiling } from './filing-read';
import { resubmitFiling } from './filing-resubmit';
import { submitChange, submitEnd, submitOpening } from './filing-submit';
import { checkImport, runImport } from './imports';
import { enactRule } from './lint-rules';
import { reform } from './reform-given';

const TODAY = '2026-11-21';
let number = 0;
let clerk: Actor;
let registrar: Actor;

beforeAll(async () => {
  clerk = await givenActor('clerk', '330102');
  registrar = await givenActor('registrar', '330102');
});

function texts(more: RowTexts = {}): RowTexts {
  number += 1;
  return { platform: '微信', name: `豁免试验${number}`, unit: `豁免试验局${number}`, region: '上城区', sector: 'statistics', contactName: '张三', ...more };
}

const fieldsOf = (decision: Decision<unknown>) =>
  decision.accepted ? [] : decision.findings.filter(({ severity }) => !severity).map(({ field, reason }) => [field, reason]);
const filingOf = async (account: number) => (await db().filing.findFirstOrThrow({ where: { accountId: account }, orderBy: { id: 'desc' } })).id;

describe('a waivable finding', () => {
  it('stops what is asked for until a reason is given, which the one who decides and the auditor see', async () => {
    const first = texts();
    accepted(await registerAccount(COMMAND_LINE, first, TODAY));
    const second = { ...first, name: '豁免第二个' };
    const stopped = await submitOpening(clerk, second, TODAY);
    expect(fieldsOf(stopped)).toEqual([['waive-second-account', 'waiver-needed']]);
    expect(stopped.accepted ? null : stopped.findings[0]?.facts).toMatchObject({ names: first.name, documentNo: '国办发〔2018〕123号' });
    const id = accepted(await submitOpening(clerk, { ...second, 'waive-second-account': '专题账号，年底并入' }, TODAY));
    expect((await readFiling(registrar, id, TODAY))?.waivers).toMatchObject([
      { rule: 'second-account', reason: '专题账号，年底并入', by: clerk.name, source: '国务院办公厅 国办发〔2018〕123号', found: { names: first.name } },
    ]);
    const auditor = await givenActor('auditor', '000000');
    expect((await countExceptions(auditor, { from: null, until: null })).waived).toBeGreaterThan(0);
    const { items } = await listEvents(auditor, { ...ANY_EVENT, exceptions: ['waived'] }, { skip: 0, take: 1 });
    expect(items).toMatchObject([{ act: 'filing.waive', subjectId: String(id), after: { 'second-account': '专题账号，年底并入' }, who: clerk.name }]);
  });

  it('is answered again when it is mended: the same reason is kept once, another beside it', async () => {
    const said = texts({ openedOn: '2026-10-01' });
    const id = accepted(await submitOpening(clerk, { ...said, 'waive-opened-without-filing': '已报区府办' }, TODAY));
    const again = async (reason: string | undefined) => {
      const { version } = await db().filing.findUniqueOrThrow({ where: { id } });
      accepted(await moveFiling(registrar, { id, version }, 'return', { 'reason-incomplete': 'yes' }, TODAY));
      const resubmitted = await resubmitFiling(clerk, { id, version: version + 1 }, 0, { ...said, 'waive-opened-without-filing': reason }, TODAY);
      return resubmitted;
    };
    expect(fieldsOf(await again(undefined))).toEqual([['waive-opened-without-filing', 'waiver-needed']]);
    const resubmit = async (reason: string) => {
      const { version } = await db().filing.findUniqueOrThrow({ where: { id } });
      return resubmitFiling(clerk, { id, version }, 0, { ...said, 'waive-opened-without-filing': reason }, TODAY);
    };
    accepted(await resubmit('已报区府办'));
    accepted(await again('另有批文'));
    expect((await readFiling(clerk, id, TODAY))?.waivers.map(({ reason }) => reason)).toEqual(['已报区府办', '另有批文']);
  });

  it('stops a registrar’s own entry in the same way, and nothing is written', async () => {
    const said = texts({ openedOn: '2026-10-01' });
    expect(fieldsOf(await registerAccount(registrar, said, TODAY))).toEqual([['waive-opened-without-filing', 'waiver-needed']]);
    expect(await db().accountName.count({ where: { name: said.name } })).toBe(0);
    const account = accepted(await registerAccount(registrar, { ...said, 'waive-opened-without-filing': '补录' }, TODAY));
    expect((await readFiling(registrar, await filingOf(account), TODAY))?.waivers).toMatchObject([
      { rule: 'opened-without-filing', reason: '补录', by: registrar.name },
    ]);
  });

  it('of a change is only what the change brings', async () => {
    const said = texts({ verification: '官方公众号', openedOn: '2015-01-01' });
    const account = accepted(await registerAccount(registrar, { ...said, 'waive-verification-without-owner': '平台所限' }, TODAY));
    const { version = 0, standings = [] } = (await readAccount(registrar, account)) ?? {};
    const now = { ...said, unit: `#${standings.at(-1)?.unitId}` };
    const edit = (more: object, at = version) =>
      editAccount(registrar, account, { ...now, ...more }, TODAY, { version: at, changedOn: TODAY, correctsName: false });
    accepted(await edit({ note: '换了编辑' }));
    expect(fieldsOf(await edit({ holder: 'official', person: '李四' }, version + 1))).toEqual([['waive-official-without-post', 'waiver-needed']]);
    expect(fieldsOf(await submitChange(clerk, account, version + 1, { holder: 'official', person: '李四' }, TODAY))).toEqual([
      ['waive-official-without-post', 'waiver-needed'],
    ]);
  });

  it('of a closure is that no notice is named; its address stays with the filing', async () => {
    const said = texts({ openedOn: '2015-01-01' });
    const account = accepted(await registerAccount(registrar, said, TODAY));
    const { standings = [] } = (await readAccount(registrar, account)) ?? {};
    const close = (more: object) =>
      editAccount(registrar, account, { ...said, unit: `#${standings.at(-1)?.unitId}`, status: 'closed', ...more }, TODAY, {
        version: 1,
        changedOn: TODAY,
        correctsName: false,
      });
    expect(fieldsOf(await close({}))).toEqual([['waive-closure-without-notice', 'waiver-needed']]);
    expect(fieldsOf(await close({ notice: 'ftp://example.gov.cn' }))).toContainEqual(['notice', 'link-form']);
    accepted(await close({ notice: 'https://example.gov.cn/notice' }));
    expect(await readFiling(registrar, await filingOf(account), TODAY)).toMatchObject({ links: ['https://example.gov.cn/notice'], waivers: [] });
  });
});

it('what blocks cannot be waived, neither where it is asked for nor in an office’s own entry', async () => {
  const said = texts({ openedOn: '2015-01-01' });
  const account = accepted(await registerAccount(registrar, said, TODAY));
  const before = await readAccount(registrar, account);
  const unit = before?.standings.at(-1)?.unitId ?? 0;
  accepted(await reform(unit, { kind: 'dissolve', day: '2026-11-20', rest: 'stay' }));
  const versionNow = (await readAccount(registrar, account))?.version ?? 0;
  const edit = { version: versionNow, changedOn: TODAY, correctsName: false };
  const now = { ...said, unit: `#${unit}`, note: '仍在使用' };
  expect(fieldsOf(await editAccount(registrar, account, now, TODAY, edit))).toEqual([['waive-owner-dissolved', 'rule-blocks']]);
  const waived = { ...now, 'waive-owner-dissolved': '请准予' };
  expect(fieldsOf(await editAccount(registrar, account, waived, TODAY, edit))).toEqual([['waive-owner-dissolved', 'waiver-of-block']]);
  const asked = await submitChange(clerk, account, versionNow, { note: '仍在使用', 'waive-owner-dissolved': '请准予' }, TODAY);
  expect(fieldsOf(asked)).toEqual([['waive-owner-dissolved', 'waiver-of-block']]);
  expect(await db().filingWaiver.count({ where: { rule: 'owner-dissolved' } })).toBe(0);
  // Its end is filed, as that of any other.
  accepted(await editAccount(registrar, account, { ...now, status: 'closed', notice: 'https://example.gov.cn/notice' }, TODAY, edit));
  expect(await readFiling(registrar, await filingOf(account), TODAY)).toMatchObject({ kind: 'closure', state: 'done' });
});

it('a place that is stricter blocks what may be waived elsewhere, from its day', async () => {
  const source = { ruleVersion: '2026', documentNo: '桂办〔2026〕1号', issuer: '广西壮族自治区政府办公厅', issuedOn: TODAY };
  accepted(
    await enactRule(COMMAND_LINE, { region: '450000', lint: 'opened-without-filing', severity: 'block', effectiveFrom: '2026-12-01', ...source }, TODAY),
  );
  const said = { ...texts({ region: '450103', openedOn: '2026-10-01' }), 'waive-opened-without-filing': '补录' };
  expect(fieldsOf(await registerAccount(COMMAND_LINE, said, '2026-12-01'))).toEqual([['waive-opened-without-filing', 'waiver-of-block']]);
  accepted(await registerAccount(COMMAND_LINE, said, '2026-11-30'));
});

it('a file’s rows are written without a reason', async () => {
  const csv = [
    '平台,账号名称,平台ID,主办单位,行政区划,职能系统,开设日期',
    ...[1, 2].map((row) => `微信,豁免导入${row},gh_0000000ee00${row},豁免导入局,上城区,统计,2026-10-01`),
  ];
  const batch = accepted(await checkImport(registrar, { name: '豁免.csv', bytes: Buffer.from(csv.join('\n')) }, TODAY));
  accepted(await runImport(registrar, batch.id, TODAY, false));
  const rows = await db().importRow.findMany({ where: { batchId: batch.id } });
  expect(await Promise.all(rows.map(({ accountId }) => publicFilings(accountId ?? 0)))).toMatchObject(rows.map(() => [{ kind: 'opening', batchId: batch.id }]));
  expect(await db().filingWaiver.count({ where: { filing: { accountId: { in: rows.map(({ accountId }) => accountId ?? 0) } } } })).toBe(0);
});

it('an end that is only asked for has nothing to waive, and rules nobody knows are refused', async () => {
  const account = accepted(await registerAccount(registrar, texts(), TODAY));
  const unknown = { reason: '合并', 'waive-everything': '请准予' };
  expect(reasonsOf(await submitEnd(clerk, account, unknown, TODAY))).toEqual(['waiver-unknown']);
});

it('waivers are append-only', async () => {
  await expect(db().$executeRaw`UPDATE filing_waiver SET reason = '另一个'`).rejects.toThrow('append-only');
  await expect(db().$executeRaw`DELETE FROM filing_waiver`).rejects.toThrow('append-only');
});
