import { describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY, ROLES, type Role, SYSTEM } from './actor';
import { type Act, may } from './acts';

const WRITES: Act[] = ['account.register', 'account.edit', 'unit.register', 'unit.edit', 'import.run', 'user.manage'];
const ALL: Act[] = ['desk.open', 'account.read-contact', ...WRITES];

function holding(...roles: Role[]): Actor {
  return { userId: 7, name: '张三', via: 'web', grants: roles.map((role) => ({ role, regionCode: '440000' })) };
}

describe('may', () => {
  it.each(ALL)('lets an administrator do %s', (act) => {
    expect(may(holding('administrator'), act)).toBe(true);
  });

  it.each(ALL)('lets nobody who has not signed in do %s', (act) => {
    expect(may(NOBODY, act)).toBe(false);
  });

  it.each(ALL)('lets a user without any role not do %s', (act) => {
    expect(may(holding(), act)).toBe(false);
  });

  it.each(ROLES)('opens the desk to every role: %s', (role) => {
    expect(may(holding(role), 'desk.open')).toBe(true);
  });

  it.each((['auditor', 'viewer'] as const).flatMap((role) => [...WRITES, 'account.read-contact' as const].map((act) => [role, act] as const)))(
    'does not let one who only reads, a %s, do %s',
    (role, act) => {
      expect(may(holding(role), act)).toBe(false);
    },
  );

  it('asks whether any of several roles allows it', () => {
    expect(may(holding('viewer', 'administrator'), 'import.run')).toBe(true);
    expect(may(holding('viewer', 'auditor'), 'import.run')).toBe(false);
  });

  it.each([COMMAND_LINE, SYSTEM])('lets $name manage users, who has the database anyway', (actor) => {
    expect(may(actor, 'user.manage')).toBe(true);
  });
});
