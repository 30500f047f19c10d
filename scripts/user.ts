// `npm run user:create -- NAME`, `npm run user:reset -- NAME` and `npm run user:disable -- NAME`.
import { parseArgs } from 'node:util';
import { COMMAND_LINE, ROLES, type Role } from '../lib/access/actor.ts';
import { closeDb } from '../lib/db/client.ts';
import { oneTimePassword, resetUser } from '../lib/db/passwords.ts';
import { createUser, disableUser } from '../lib/db/users.ts';
import { accept, type Decision } from '../lib/decision.ts';
import { isCode } from '../lib/taxonomy/codes.ts';
import { connect } from './connect.ts';
import { sentences } from './words.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { role: { type: 'string', default: 'administrator' }, name: { type: 'string' }, email: { type: 'string' } },
});
const [command = '', username = ''] = positionals;
const COMMANDS: Record<string, () => Promise<Decision<string>>> = { create, reset, disable };
const perform = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
if (!username || !perform || !isCode<Role>(ROLES, values.role)) {
  console.error(
    `Usage: npm run user:create -- NAME [--role ${ROLES.join('|')}] [--name "DISPLAY NAME"] [--email ADDRESS], npm run user:reset -- NAME, or npm run user:disable -- NAME`,
  );
  process.exit(2);
}
connect();

const decision = await perform();
await closeDb();
if (!decision.accepted) {
  console.error(sentences(decision.findings).join('\n'));
  process.exit(1);
}
console.log(decision.change);

async function create(): Promise<Decision<string>> {
  const [role, password] = [values.role as Role, oneTimePassword()];
  const made = await createUser(COMMAND_LINE, { username, displayName: values.name ?? username, email: values.email, password, role });
  return made.accepted ? accept(`Created ${role} ${username}, ${told(password)}`) : made;
}

async function reset(): Promise<Decision<string>> {
  const password = await resetUser(COMMAND_LINE, username);
  return password.accepted ? accept(`Reset ${username}: signed out everywhere, no second step, ${told(password.change)}`) : password;
}

async function disable(): Promise<Decision<string>> {
  const disabled = await disableUser(COMMAND_LINE, username);
  return disabled.accepted ? accept(`Disabled ${username}.`) : disabled;
}

function told(password: string): string {
  return `password ${password} (shown this once, changed at the first sign-in).`;
}
