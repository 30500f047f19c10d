// `npm run demo:clear`: takes the made-up accounts out of the register; users and real accounts stay.

import { COMMAND_LINE } from '../lib/access/actor.ts';
import { closeDb } from '../lib/db/client.ts';
import { clearSynthetic } from '../prisma/seed/demonstration.ts';
import { connect } from './connect.ts';

connect();
await clearSynthetic(COMMAND_LINE, console.log);
await closeDb();
