// Once per run: two registers of the tests' own, on free ports, served from one production build. The
// one holds only what documents name, so that a test can tell its own rows; the other the demonstration.
import { closeDb } from '../lib/db/client.ts';
import { build } from '../scripts/build.ts';
import { analyse, beginRegister, prepareDatabase } from '../scripts/database.ts';
import { type Cluster, freePort, startCluster, testHome, withClient } from '../scripts/postgres.ts';
import { startServer, startWorker, stopServer } from '../scripts/server.ts';

const BARE = 'guta_e2e';
const DEMONSTRATION = 'guta_e2e_demonstration';

export default async function setup() {
  const cluster = await startCluster(testHome(), { fast: true });
  await Promise.all([prepareRegisters(cluster), build(console.log)]);
  const bare = await serve(addressesOf(cluster, BARE).databaseUrl);
  const demonstration = await serve(addressesOf(cluster, DEMONSTRATION).databaseUrl);
  process.env.GUTA_E2E_URL = bare.url;
  process.env.GUTA_E2E_DEMONSTRATION_URL = demonstration.url;
  process.env.DATABASE_URL = addressesOf(cluster, BARE).databaseUrl;
  return async () => {
    for (const { server, worker } of [bare, demonstration]) await Promise.all([stopServer(server), worker.stop()]);
    await cluster.stop();
  };
}

async function prepareRegisters(cluster: Cluster) {
  const bare = addressesOf(cluster, BARE);
  const demonstration = addressesOf(cluster, DEMONSTRATION);
  await withClient(cluster.url('postgres', 'postgres'), async (client) => {
    for (const name of [BARE, DEMONSTRATION]) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  await cluster.ensureDatabase(BARE);
  await prepareDatabase(bare, () => undefined);
  await beginRegister({ mode: 'demo', empty: false, demonstration: false, synthetic: false }, () => undefined);
  await closeDb(); // a template with a connection cannot be copied
  await withClient(cluster.url('postgres', 'postgres'), (client) => client.query(`CREATE DATABASE ${DEMONSTRATION} TEMPLATE ${BARE} OWNER guta_owner`));
  process.env.DATABASE_URL = demonstration.databaseUrl;
  await beginRegister({ mode: 'demo', empty: false, demonstration: true }, () => undefined);
  await closeDb();
  await analyse(demonstration);
}

function addressesOf(cluster: Cluster, name: string) {
  return { databaseUrl: cluster.url('guta_app', name), ownerUrl: cluster.url('guta_owner', name) };
}

async function serve(databaseUrl: string) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = await startServer({ mode: 'demo', host: '127.0.0.1', port, url, databaseUrl, secret: 'only-for-the-tests-of-this-machine-0' });
  return { url, server, worker: startWorker(databaseUrl) };
}
