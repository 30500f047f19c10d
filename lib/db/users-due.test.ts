import { beforeAll, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE } from '@/lib/access/actor';
import { USER_DUES } from '@/lib/access/user-due';
import { db } from './client';
import { accepted, givenActor } from './filing-given';
import { countAttempt } from './lockout';
import { readReferenceDue } from './reference-due';
import { listUsers } from './user-list';
import { createUser } from './users';
import { usersDue } from './users-due';

const TODAY = '2026-11-20';
const ids: Record<string, number> = {};

async function user(
  username: string,
  regionCode: string,
  signedInDaysAgo: number | null,
  more: { totpSecret?: string; totpConfirmedAt?: Date; disabledAt?: Date } = {},
) {
  accepted(await createUser(COMMAND_LINE, { username, displayName: username, password: 'Rlh7-vkQz-91dd', role: 'clerk', regionCode }));
  const { id } = await db().user.update({ where: { username }, data: more });
  ids[username] = id;
  if (signedInDaysAgo === null) return;
  const createdAt = new Date(Date.now() - signedInDaysAgo * 86_400_000);
  await db().session.create({ data: { id: crypto.randomUUID(), userId: id, createdAt, expiresAt: createdAt } });
}

beforeAll(async () => {
  await user('yaoqing', '330000', null);
  await user('banlu', '330000', null);
  await db().session.create({ data: { id: crypto.randomUUID(), userId: ids.banlu ?? 0, expiresAt: new Date(), awaitsCode: true } });
  await user('suoding', '330100', 1);
  await user('liangbu', '330100', 89, { totpSecret: 'sealed', totpConfirmedAt: new Date() });
  await user('jiulibie', '330100', 91);
  await user('tingyong', '330100', null, { disabledAt: new Date() });
  await user('waidi', '440000', null);
  for (let attempt = 0; attempt < 6; attempt++) await countAttempt([['account', 'suoding']]);
});

const named = async (actor: Actor) => {
  const due = await usersDue(actor, TODAY);
  return Object.fromEntries(USER_DUES.map((why) => [why, Object.keys(ids).filter((name) => due[why].includes(ids[name] ?? 0))]));
};

it('users are looked at who never came, are blocked, have no second step or have long been away', async () => {
  expect(await named(await givenActor('administrator', '330000'))).toEqual({
    invited: ['yaoqing', 'banlu'],
    locked: ['suoding'],
    'no-second-step': ['yaoqing', 'banlu', 'suoding', 'jiulibie'],
    idle: ['jiulibie'],
  });
});

it('nobody is counted whom the actor would not see in the list', async () => {
  const actors = [
    ...(await Promise.all(['000000', '330000', '330100', '440000'].map((region) => givenActor('administrator', region)))),
    await givenActor('administrator', '330000', { sectorCode: 'tax' }),
    await givenActor('clerk', '000000'),
    { ...COMMAND_LINE },
  ];
  for (const actor of actors) {
    const seen = new Set((await listUsers(actor, TODAY)).map(({ id }) => id));
    const may = (await db().user.findMany({ where: { disabledAt: null, totpConfirmedAt: null } })).map(({ id }) => id).filter((id) => seen.has(id));
    expect((await usersDue(actor, TODAY))['no-second-step'].sort(), JSON.stringify(actor.grants)).toEqual(may.sort());
  }
});

it('the lists as they are loaded lack the holidays of next year', async () => {
  expect(await readReferenceDue(TODAY)).toEqual([
    { what: 'holidays', year: '2027' },
    { what: 'populations', latest: '2024' },
    { what: 'regions', edition: expect.stringMatching(/^2024/) },
  ]);
  await db().expectation.updateMany({ where: { sectorCode: 'health', tier: 'county' }, data: { validUntil: new Date('2026-12-31T00:00:00Z') } });
  await db().dataset.update({ where: { name: 'expectations' }, data: { checksum: 'changed' } });
  expect((await readReferenceDue(TODAY)).at(-1)).toMatchObject({ what: 'expectation', sector: '卫生健康', until: '2026-12-31' });
});
