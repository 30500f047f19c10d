// Once per run: for each worker a cluster of its own, with a migrated template database that holds the reference data.
// Of its own, because sealing the audit waits for every transaction of its cluster.
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { prepareDatabase } from '../database.ts';
import { type Cluster, startCluster, testHome, withClient } from '../postgres.ts';

const TEMPLATE = 'guta_template';

type Addresses = { admin: string; owner: string; app: string };

declare module 'vitest' {
  export interface ProvidedContext {
    clusters: Addresses[];
  }
}

export default async function setup(project: TestProject) {
  const workers = Array.from({ length: project.vitest.config.maxWorkers }, (_, index) => index);
  const clusters = await Promise.all(workers.map((worker) => startCluster(path.join(testHome(), `worker-${worker}`), { fast: true })));
  const addresses: Addresses[] = [];
  // One after the other: the migrations run through the one connection pool of this process.
  for (const cluster of clusters) addresses.push(await prepare(cluster));
  project.provide('clusters', addresses);
  return () => Promise.all(clusters.map((cluster) => cluster.stop())).then(() => undefined);
}

async function prepare(cluster: Cluster): Promise<Addresses> {
  const admin = cluster.url('postgres', 'postgres');
  await withClient(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`));
  await cluster.ensureDatabase(TEMPLATE);
  const addresses = { databaseUrl: cluster.url('guta_app', TEMPLATE), ownerUrl: cluster.url('guta_owner', TEMPLATE) };
  await prepareDatabase(addresses, () => undefined);
  const { closeDb } = await import('../../lib/db/client.ts');
  await closeDb(); // a template with a connection cannot be copied
  return { admin, owner: addresses.ownerUrl, app: addresses.databaseUrl };
}
