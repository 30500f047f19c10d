// What `npm run up` shows by itself, and how it goes away again.
import { SYSTEM } from '../../lib/access/actor.ts';
import { record } from '../../lib/db/audit.ts';
import { db, transaction } from '../../lib/db/client.ts';
import { createUser } from '../../lib/db/users.ts';
import { loadDocumentAccounts } from './documents.ts';

/** Demonstration users, whose passwords are printed: only ever on the loopback address. */
export const PERSONAS = [
  { username: 'demo-admin', displayName: '示例管理员', role: 'administrator', password: 'guta-demo-admin' },
  { username: 'demo-viewer', displayName: '示例查询用户', role: 'viewer', password: 'guta-demo-viewer' },
] as const;

/** Makes the demonstration users, and fills a register that holds no account. */
export async function loadDemonstration(say: (line: string) => void): Promise<void> {
  for (const persona of PERSONAS) {
    const known = await db().user.findUnique({ where: { username: persona.username } });
    if (!known) await createUser(SYSTEM, { ...persona, persona: true });
    else if (known.disabledAt) await db().user.update({ where: { id: known.id }, data: { disabledAt: null } });
  }
  if ((await db().account.count()) > 0) return;
  say('Loading the accounts that the documents name');
  await loadDocumentAccounts();
}

/** Takes the demonstration out again; what people have entered stays. */
export async function clearDemonstration(say: (line: string) => void): Promise<void> {
  const shown = { provenance: { in: ['synthetic', 'document'] } };
  await transaction(async (tx) => {
    const accounts = (await tx.account.findMany({ where: shown, select: { id: true } })).map(({ id }) => id);
    const personas = await tx.user.updateMany({ where: { persona: true, disabledAt: null }, data: { disabledAt: new Date() } });
    if (accounts.length === 0 && personas.count === 0) return;
    const own = { accountId: { in: accounts } };
    await tx.snapshot.deleteMany({ where: own });
    await tx.standing.deleteMany({ where: own });
    await tx.accountName.deleteMany({ where: own });
    await tx.account.deleteMany({ where: { id: { in: accounts } } });
    const units = (await tx.unit.findMany({ where: { ...shown, accountStandings: { none: {} }, children: { none: {} } }, select: { id: true } })).map(
      ({ id }) => id,
    );
    await tx.unitStanding.deleteMany({ where: { unitId: { in: units } } });
    await tx.unit.deleteMany({ where: { id: { in: units } } });
    await record(tx, SYSTEM, {
      act: 'demonstration.clear',
      subjectType: 'dataset',
      subjectId: 'demonstration',
      after: { accounts: accounts.length, units: units.length, personas: personas.count },
    });
    say(`Removed the demonstration (${accounts.length} accounts, ${personas.count} users)`);
  });
}
