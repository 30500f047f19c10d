// Once per run: a cluster of the tests' own, with a migrated template database that holds the reference data.
import type { TestProject } from 'vitest/node';
import { prepareDatabase } from '../database.ts';
import { startCluster, testHome, withClient } from '../postgres.ts';

const TEMPLATE = 'guta_template';

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: { admin: string; owner: string; app: string };
  }
}

export default async function setup(project: TestProject) {
  const cluster = await startCluster(testHome(), { fast: true });
  const admin = cluster.url('postgres', 'postgres');
  await withClient(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`));
  await cluster.ensureDatabase(TEMPLATE);
  const addresses = { databaseUrl: cluster.url('guta_app', TEMPLATE), ownerUrl: cluster.url('guta_owner', TEMPLATE) };
  await prepareDatabase(addresses, () => undefined);
  const { closeDb } = await import('../../lib/db/client.ts');
  await closeDb(); // a template with a connection cannot be copied
  project.provide('cluster', { admin, owner: addresses.ownerUrl, app: addresses.databaseUrl });
  return () => cluster.stop();
}
