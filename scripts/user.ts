// `npm run user:create -- NAME [--role ROLE] [--name "DISPLAY NAME"]` and `npm run user:disable -- NAME`.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { COMMAND_LINE, ROLES, type Role } from '../lib/access/actor.ts';
import { closeDb } from '../lib/db/client.ts';
import { createUser, disableUser } from '../lib/db/users.ts';
import type { Decision } from '../lib/decision.ts';
import { isCode } from '../lib/taxonomy/codes.ts';
import { connect } from './connect.ts';
import { sentences } from './words.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { role: { type: 'string', default: 'administrator' }, name: { type: 'string' } },
});
const [command, username] = positionals;
if (!username || (command !== 'create' && command !== 'disable') || !isCode<Role>(ROLES, values.role)) {
  console.error(`Usage: npm run user:create -- NAME [--role ${ROLES.join('|')}] [--name "DISPLAY NAME"], or npm run user:disable -- NAME`);
  process.exit(2);
}
connect();

const password = randomBytes(9).toString('base64url');
const decision: Decision<unknown> =
  command === 'create'
    ? await createUser(COMMAND_LINE, { username, displayName: values.name ?? username, password, role: values.role as Role })
    : await disableUser(COMMAND_LINE, username);
await closeDb();
if (!decision.accepted) {
  console.error(sentences(decision.findings).join('\n'));
  process.exit(1);
}
console.log(command === 'create' ? `Created ${values.role} ${username}, password ${password} (shown this once).` : `Disabled ${username}.`);
