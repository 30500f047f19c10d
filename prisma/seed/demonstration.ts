// What `npm run up` shows by itself, and how it goes away again.
import { type Actor, SYSTEM } from '../../lib/access/actor.ts';
import { record } from '../../lib/db/audit.ts';
import { db, type Tx, transaction } from '../../lib/db/client.ts';
import { readEditions, removeShown } from '../../lib/db/demonstration.ts';
import { createUser } from '../../lib/db/users.ts';
import { loadDocumentAccounts } from './documents.ts';
import { loadSynthetic } from './synthetic/load.ts';

/** Demonstration users, whose passwords are printed: only ever on the loopback address. */
export const PERSONAS = [
  { username: 'demo-admin', displayName: '示例管理员', role: 'administrator', password: 'guta-demo-admin' },
  { username: 'demo-registrar', displayName: '示例浙江备案管理员', role: 'registrar', regionCode: '330000', password: 'guta-demo-registrar' },
  { username: 'demo-clerk', displayName: '示例杭州填报员', role: 'clerk', regionCode: '330100', password: 'guta-demo-clerk' },
  { username: 'demo-viewer', displayName: '示例查询用户', role: 'viewer', password: 'guta-demo-viewer' },
] as const;

/**
 * Makes the demonstration users, and fills a register that holds no account.
 * @param again the operator asked for the made-up accounts, whatever the register holds
 * @param synthetic whether to load made-up accounts at all
 */
export async function loadDemonstration(say: (line: string) => void, { again, synthetic }: { again: boolean; synthetic: boolean }): Promise<void> {
  await makePersonas();
  const bare = (await db().account.count()) === 0;
  if (bare) {
    say('Loading the accounts that the documents name');
    await loadDocumentAccounts();
  }
  if (!synthetic || (!bare && !again) || Object.keys(await readEditions()).length > 0) return;
  say('Loading the made-up accounts; published figures and what was made of them:');
  await loadSynthetic(say);
}

/** Makes the demonstration users, or lets them in again. */
export async function makePersonas(): Promise<void> {
  for (const persona of PERSONAS) {
    const known = await db().user.findUnique({ where: { username: persona.username } });
    if (!known) await createUser(SYSTEM, { ...persona, persona: true });
    else if (known.disabledAt) await transaction((tx) => letInAgain(tx, known.id));
  }
}

async function letInAgain(tx: Tx, id: number): Promise<void> {
  await tx.user.update({ where: { id }, data: { disabledAt: null } });
  await record(tx, SYSTEM, { act: 'user.enable', subjectType: 'user', subjectId: id });
}

/** Takes the made-up accounts out; users and real accounts stay, those that documents name among them. */
export async function clearSynthetic(actor: Actor, say: (line: string) => void): Promise<void> {
  await transaction(async (tx) => {
    const { accounts, units } = await removeShown(tx, ['synthetic']);
    if (accounts + units > 0) await recordClearing(tx, actor, { accounts, units });
    say(`Removed ${accounts} made-up accounts and ${units} made-up units.`);
  });
}

/** Takes the whole demonstration out, its users too; what people have entered stays. */
export async function clearDemonstration(say: (line: string) => void): Promise<void> {
  await transaction(async (tx) => {
    const personas = await tx.user.updateMany({ where: { persona: true, disabledAt: null }, data: { disabledAt: new Date() } });
    const { accounts, units } = await removeShown(tx, ['synthetic', 'document']);
    if (accounts === 0 && personas.count === 0) return;
    await recordClearing(tx, SYSTEM, { accounts, units, personas: personas.count });
    say(`Removed the demonstration (${accounts} accounts, ${personas.count} users)`);
  });
}

function recordClearing(tx: Tx, actor: Actor, after: Record<string, number>): Promise<void> {
  return record(tx, actor, { act: 'demonstration.clear', subjectType: 'dataset', subjectId: 'demonstration', after });
}
