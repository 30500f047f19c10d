import { verify } from 'argon2';
import { describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { db } from './client';
import { handPasswords, usersWithoutPassword } from './import-passwords';
import { check, contents, imported, office, TODAY, told, undo, write } from './import-told';
import { resetPassword, setDisabled } from './user-admin';
import { eraseUser } from './user-erase';

const file = (...lines: string[]) => ['用户名,姓名,邮箱,角色,行政区划代码,职能系统,单位', ...lines];

describe('a file of users', () => {
  it('makes users who can do nothing until a password is given them', async () => {
    await imported('units', ['单位名称,行政区划代码,职能系统', '上城区用户局,330102,统计']);
    const batch = await check(
      'users',
      file('zhang.san,张三,Zhang@example.cn,备案管理员,330102,,', 'zhang.san,,,填报员,330102,,上城区用户局', 'li-si,李四,,clerk,330100,统计,'),
    );
    expect(await told(batch)).toEqual(['new', 'new', 'new']);
    expect(await db().user.count({ where: { username: 'zhang.san' } })).toBe(0);
    await write(batch);
    const zhang = await db().user.findUniqueOrThrow({ where: { username: 'zhang.san' }, include: { grants: { orderBy: { id: 'asc' } } } });
    expect(zhang).toMatchObject({ displayName: '张三', email: 'zhang@example.cn', mustChangePassword: true, persona: false, disabledAt: null });
    expect(zhang.grants.map(({ role, regionCode, sectorCode, unitId }) => [role, regionCode, sectorCode, unitId !== null])).toEqual([
      ['registrar', '330102', null, false],
      ['clerk', '330102', null, true],
    ]);
    expect(zhang.passwordHash).toMatch(/^\$argon2/);
    expect(JSON.stringify(await db().importRow.findMany({ where: { batchId: batch.id } }))).not.toContain('argon2');
  });

  it('says the same a second time, adds a grant, and takes that back', async () => {
    const before = await contents('user', 'grant');
    const again = await imported('users', file('zhang.san,张三,zhang@example.cn,备案管理员,330102,,', 'li-si,李四,,填报员,330100,统计,'));
    expect(again.counts).toMatchObject({ same: 2, changed: 0, new: 0 });
    expect(await contents('user', 'grant')).toEqual(before);
    const changed = await imported('users', file('li-si,,li@example.cn,查询用户,330000,,'));
    expect(changed.counts).toMatchObject({ changed: 1 });
    expect(await db().user.findUniqueOrThrow({ where: { username: 'li-si' }, include: { grants: true } })).toMatchObject({
      email: 'li@example.cn',
      grants: [{}, { role: 'viewer' }],
    });
    expect((await undo(changed)).accepted).toBe(true);
    expect(await contents('user', 'grant')).toEqual(before);
  });

  it('refuses what the form refuses, each beside its field', async () => {
    const batch = await check(
      'users',
      file(
        'Wang Wu,王五,,填报员,330102,,',
        'wang-wu,,,填报员,330102,,',
        'wang-wu,王五,,站长,330102,,',
        'wang-wu,王五,,填报员,,,',
        'wang-wu,王五,无,填报员,330102,,',
        'wang-wu,王五,zhang@example.cn,填报员,330102,,',
        'wang-wu,王五,,填报员,330102,,没有的局',
        'wang-wu,王五,,填报员,330102,玄学,',
        'wang-wu,王五,,填报员,330102,,',
        'wang-wu,王五,,填报员,330102,,',
      ),
    );
    expect(await told(batch)).toEqual([
      'refused username-form@username',
      'refused display-name-needed@displayName',
      'refused choice-unknown@role',
      'refused cell-needed@region',
      'refused email-form@email',
      'refused email-taken@email',
      'refused unit-not-registered@grantUnit',
      'refused sector-unknown@sector',
      'new',
      'refused row-repeats@username',
    ]);
  });

  it('is taken back only while nobody was given a password; what a user was called goes with the user', async () => {
    const before = await contents('user', 'grant');
    const batch = await imported('users', file('zhao-liu,赵六,,填报员,330102,,'));
    expect((await undo(batch)).accepted).toBe(true);
    expect(await contents('user', 'grant')).toEqual(before);
    const second = await imported('users', file('zhao-liu,赵六,,填报员,330102,,'));
    const { id } = await db().user.findUniqueOrThrow({ where: { username: 'zhao-liu' } });
    expect((await resetPassword(COMMAND_LINE, id, TODAY)).accepted).toBe(true);
    expect(await undo(second)).toMatchObject({
      accepted: false,
      findings: [{ reason: 'undo-refused' }, { reason: 'undo-user-used', facts: { name: 'zhao-liu' } }],
    });
    const refused = await check('users', file(' Zhao-Liu ,赵六,,无此角色,330102,,', 'zhou-liu,周六,,无此角色,330102,,'));
    expect(refused.counts).toMatchObject({ refused: 2 });
    expect((await setDisabled(COMMAND_LINE, id, true, TODAY)).accepted).toBe(true);
    expect((await eraseUser(COMMAND_LINE, id, { reason: 'left', confirm: 'zhao-liu' }, TODAY)).accepted).toBe(true);
    expect(JSON.stringify(await db().importRow.findMany({ where: { batchId: second.id } }))).not.toContain('赵六');
    const left = JSON.stringify(await db().importRow.findMany({ where: { batchId: refused.id } }));
    expect([left.includes('赵六'), left.includes('周六')]).toEqual([false, true]);
  });

  it('hands out the passwords of its new users once, in one sheet, and keeps none', async () => {
    const administrator = await office('administrator', '330100');
    const batch = await imported('users', file('qian-jiu,钱九,,填报员,330102,,', 'wu-shi,吴十,,填报员,330102,,'), administrator);
    const { id: late } = await db().user.findUniqueOrThrow({ where: { username: 'wu-shi' } });
    expect((await resetPassword(administrator, late, TODAY)).accepted).toBe(true);
    expect(await usersWithoutPassword(batch.id)).toBe(1);
    for (const other of [await office('registrar', '330100'), await office('administrator', '440000')])
      expect(await handPasswords(other, batch.id, TODAY)).toMatchObject({ accepted: false });
    const both = await Promise.all([handPasswords(administrator, batch.id, TODAY), handPasswords(administrator, batch.id, TODAY)]);
    const handed = both.flatMap((each) => (each.accepted ? each.change : []));
    expect(handed).toEqual([{ username: 'qian-jiu', displayName: '钱九', password: expect.stringMatching(/^[\w-]{16}$/) }]);
    expect(both.flatMap((each) => (each.accepted ? [] : each.findings))).toMatchObject([{ reason: 'passwords-handed' }]);
    const user = await db().user.findUniqueOrThrow({ where: { username: 'qian-jiu' } });
    expect([await verify(user.passwordHash, handed[0]?.password ?? ''), user.mustChangePassword]).toEqual([true, true]);
    expect(await db().auditEvent.count({ where: { act: 'user.reset-password', subjectId: String(user.id) } })).toBe(1);
    expect(JSON.stringify(await contents('audit_event', 'import_row', 'user'))).not.toContain(handed[0]?.password);
    expect(await usersWithoutPassword(batch.id)).toBe(0);
  });

  it('gives nothing beyond the grants of who sends it; a security administrator manages users alone', async () => {
    const administrator = await office('administrator', '330100');
    const mixed = file(
      'sun-qi,孙七,,填报员,330102,,',
      'sun-qi,孙七,,填报员,440106,,',
      'li-si,李四,,填报员,330102,,',
      `${administrator.name},甲,,填报员,330102,,`,
    );
    expect(await told(await check('users', mixed, administrator))).toEqual(['new', 'refused grant-beyond-own@region', 'changed', 'refused grant-own@username']);
    const security = await office('security', '330000');
    expect(await told(await check('users', file('sun-qi,孙七,,填报员,330102,,'), administrator))).toEqual(['refused users-separated@username']);
    const batch = await check('users', file('sun-qi,孙七,,填报员,330102,,'), security);
    expect(await told(batch)).toEqual(['new']);
    await write(batch, security);
    expect(await db().user.count({ where: { username: 'sun-qi' } })).toBe(1);
  });
});
