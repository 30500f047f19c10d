import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { editAccount } from './account-edit';
import { registerAccount } from './account-register';
import { db } from './client';
import { EXPLAINED } from './filing-given';
import { verify } from './verify';

const TODAY = '2026-11-20';
const UNIT = { ...EXPLAINED, unit: '试验查验单位', region: '110101', sector: '教育' };

beforeAll(async () => {
  await registerAccount(COMMAND_LINE, { platform: '微博', name: '试验在用', platformId: '1234567890', handle: 'shiyanzaiyong', ...UNIT }, TODAY);
  await registerAccount(COMMAND_LINE, { platform: '微博', name: '试验关了', platformId: '1234567891', status: '已注销', ...UNIT }, TODAY);
  await registerAccount(COMMAND_LINE, { platform: '微信', name: '试验在用', platformId: 'gh_abcdef012345', ...UNIT }, TODAY);
  const renamed = await registerAccount(COMMAND_LINE, { platform: '微信', name: '试验曾用名', handle: 'shiyanceng', ...UNIT }, TODAY);
  if (renamed.accepted)
    await editAccount(COMMAND_LINE, renamed.change, { platform: '微信', name: '试验现用名', handle: 'shiyanceng', ...UNIT }, TODAY, {
      version: 1,
      changedOn: TODAY,
      correctsName: false,
    });
  const synthetic = await registerAccount(COMMAND_LINE, { platform: '微博', name: '试验（示例）', platformId: '1234567899', ...UNIT }, TODAY);
  if (synthetic.accepted) await db().account.update({ where: { id: synthetic.change }, data: { provenance: 'synthetic' } });
});

describe('verify', () => {
  it.each([
    ['https://weibo.com/u/1234567890', 'official', '试验在用'],
    ['weibo.com/shiyanzaiyong', 'official', '试验在用'],
    ['https://m.weibo.cn/u/1234567890?x=1', 'official', '试验在用'],
    ['1234567890', 'official', '试验在用'],
    ['ShiyanZaiyong', 'official', '试验在用'],
    ['gh_abcdef012345', 'official', '试验在用'],
    ['https://weibo.com/u/1234567891', 'formerly-official', '试验关了'],
    ['https://weibo.com/u/5555555555', 'not-registered', null],
    ['https://weibo.com/u/1234567899', 'not-registered', null],
    ['https://mp.weixin.qq.com/s/AbCdEf', 'cannot-tell', null],
    ['https://www.douyin.com/user/1', 'unknown-platform', null],
    ['没有这个名字', 'not-registered', null],
  ])('%s is %s', async (query, verdict, name) => {
    expect(await verify(query)).toMatchObject({ query, verdict, account: name === null ? null : { name } });
  });

  it('gives every account of a name, of either platform, and proves nothing by it', async () => {
    const answer = await verify('试验在用');
    expect(answer).toMatchObject({ verdict: 'candidates', account: null });
    expect(answer.candidates.map(({ platform }) => platform).sort()).toEqual(['wechat', 'weibo']);
  });

  it('finds who bore a name, and says that it is borne no longer', async () => {
    expect((await verify('试验曾用名')).candidates).toMatchObject([{ name: '试验现用名', formerly: true }]);
    expect((await verify('试验现用名')).candidates).toMatchObject([{ formerly: false }]);
  });

  it('marks a synthetic account among the candidates of its name', async () => {
    expect((await verify('试验 （示例）')).candidates).toMatchObject([{ provenance: 'synthetic' }]);
  });
});
