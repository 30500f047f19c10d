// The plans of the slowest statements, from the database server's own log: the bench asks it to explain what is slow.
import { withClient } from '../scripts/postgres.ts';

const SLOW_MS = 20;
const SHOWN = 3;

type Plan = { ms: number; text: string };

/** From now on every slow statement of any client is explained. @returns where the log stands; null where the role may not ask for that. */
export async function explainSlow(admin: string): Promise<number | null> {
  try {
    return await withClient(admin, async (client) => {
      await client.query(`ALTER SYSTEM SET session_preload_libraries = 'auto_explain'`);
      await client.query(`ALTER SYSTEM SET auto_explain.log_min_duration = ${SLOW_MS}`);
      await client.query('SELECT pg_reload_conf()');
      const { rows } = await client.query<{ size: number }>(`SELECT (pg_stat_file('server.log')).size::int AS size`);
      return rows[0]?.size ?? 0;
    });
  } catch {
    return null;
  }
}

/** The slowest statements of those that ask for what is in the register, each once. */
export async function slowestPlans(admin: string, from: number): Promise<Plan[]> {
  const log = await withClient(admin, async (client) => {
    // As bytes: what is being written as it is read may end within a character.
    const { rows } = await client.query<{ bytes: Buffer }>(`SELECT pg_read_binary_file('server.log', $1, 50000000) AS bytes`, [from]);
    return rows[0]?.bytes.toString() ?? '';
  });
  return slowest(log);
}

const ASKED = /Query Text:\s*(WITH|SELECT|INSERT|UPDATE|DELETE)/;
/** What builds the bench's own registers and controls. */
const FILLING = /FROM (made|slot)\b|ON COMMIT DROP|bare_account/;

function slowest(log: string): Plan[] {
  const plans = new Map<string, Plan>();
  for (const entry of log.split(/\n(?=\d{4}-\d\d-\d\d )/)) {
    const [, ms, text] = /duration: ([\d.]+) ms {2}plan:\n([\s\S]*)/.exec(entry) ?? [];
    if (ms === undefined || text === undefined || !ASKED.test(text) || FILLING.test(text)) continue;
    const name = text.slice(0, 200);
    if (Number(ms) > (plans.get(name)?.ms ?? 0)) plans.set(name, { ms: Number(ms), text: text.slice(0, 4000) });
  }
  return [...plans.values()].sort((a, b) => b.ms - a.ms).slice(0, SHOWN);
}
