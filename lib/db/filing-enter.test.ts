import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/access/actor';
import type { RowTexts } from '@/lib/exchange/columns';
import { dayOf } from '@/lib/taxonomy/day';
import { editAccount } from './account-edit';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { db, transaction } from './client';
import { removeShown } from './demonstration';
import { accepted, givenActor } from './filing-given';
import { publicFilings, readFiling } from './filing-read';
import { checkImport, runImport } from './imports';

const TODAY = '2026-11-20';
let number = 0;
let district: Actor;

function texts(more: RowTexts): RowTexts {
  number += 1;
  return { platform: '微信', name: `直接登记${number}`, unit: `直接登记局${number}`, region: '上城区', sector: 'statistics', ...more };
}

beforeAll(async () => {
  district = await givenActor('registrar', '330102');
});

describe('what an office writes by itself', () => {
  it('is filed at once, and marked', async () => {
    const account = accepted(await registerAccount(district, texts({ openedOn: '2015-03-02' }), TODAY));
    const [filing] = await db().filing.findMany({ where: { accountId: account } });
    expect(await readFiling(district, filing?.id ?? 0, TODAY)).toMatchObject({
      kind: 'opening',
      state: 'done',
      direct: true,
      bySelf: true,
      effectiveOn: '2015-03-02',
      office: '上城区',
    });
  });

  it('is one filing of a whole file, which each of its accounts tells', async () => {
    const csv = [
      '平台,账号名称,平台ID,主办单位,行政区划,职能系统,开设日期',
      ...[1, 2, 3].map((row) => `微信,备案导入${row},gh_00000000c00${row},备案导入局${row},上城区,统计,2015-03-0${row}`),
    ].join('\n');
    const batch = accepted(await checkImport(district, { name: '备案.csv', bytes: Buffer.from(csv) }, TODAY));
    accepted(await runImport(district, batch.id, TODAY, false));
    expect(await db().filing.count({ where: { name: { startsWith: '备案导入' } } })).toBe(0);
    const accounts = await db().accountName.findMany({ where: { name: { startsWith: '备案导入' } }, orderBy: { name: 'asc' } });
    const filed = await Promise.all(accounts.map(({ accountId }) => publicFilings(accountId)));
    expect(filed).toEqual(
      [1, 2, 3].map((row) => [
        {
          kind: 'opening',
          filedOn: dayOf(new Date()),
          effectiveOn: `2015-03-0${row}`,
          office: '上城区',
          officeCode: '330102',
          direct: true,
          batchId: batch.id,
        },
      ]),
    );
  });

  it('is a closure where it ends an account, and nothing where nothing differs', async () => {
    const account = accepted(await registerAccount(district, texts({ openedOn: '2015-03-02' }), TODAY));
    const now = await readAccount(district, account);
    const said = { platform: 'wechat', name: now?.name, unit: `#${now?.standings.at(-1)?.unitId}`, openedOn: '2015-03-02' };
    const edit = (status: string, version: number) =>
      editAccount(district, account, { ...said, status, notice: 'https://example.gov.cn/notice' }, TODAY, {
        version,
        changedOn: '2026-11-11',
        correctsName: false,
      });
    accepted(await edit('active', 1));
    accepted(await edit('closed', 2));
    expect((await publicFilings(account)).map(({ kind, effectiveOn }) => [kind, effectiveOn])).toEqual([
      ['opening', '2015-03-02'],
      ['closure', '2026-11-11'],
    ]);
  });
});

it('outlives the account, where that goes with the demonstration', async () => {
  const account = accepted(await registerAccount(district, texts({}), TODAY));
  const filing = await db().filing.findFirstOrThrow({ where: { accountId: account } });
  await db().account.update({ where: { id: account }, data: { provenance: 'synthetic' } });
  await transaction((tx) => removeShown(tx, ['synthetic']));
  expect(await readFiling(district, filing.id, TODAY)).toMatchObject({ accountId: null, state: 'done', name: filing.name });
});
