// Once per run: a register of the tests' own, on free ports, served from a production build.
import { build } from '../scripts/build.ts';
import { beginRegister, prepareDatabase } from '../scripts/database.ts';
import { freePort, startCluster, testHome, withClient } from '../scripts/postgres.ts';
import { startServer, stopServer } from '../scripts/server.ts';

export default async function setup() {
  const cluster = await startCluster(testHome(), { fast: true });
  await withClient(cluster.url('postgres', 'postgres'), (client) => client.query('DROP DATABASE IF EXISTS guta_e2e WITH (FORCE)'));
  await cluster.ensureDatabase('guta_e2e');
  const addresses = { databaseUrl: cluster.url('guta_app', 'guta_e2e'), ownerUrl: cluster.url('guta_owner', 'guta_e2e') };
  await prepareDatabase(addresses, () => undefined);
  await beginRegister({ mode: 'demo', empty: false, demonstration: false }, () => undefined);
  await build(console.log);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = await startServer({
    mode: 'demo',
    host: '127.0.0.1',
    port,
    url,
    databaseUrl: addresses.databaseUrl,
    secret: 'only-for-the-tests-of-this-machine-0',
  });
  process.env.GUTA_E2E_URL = url;
  process.env.DATABASE_URL = addresses.databaseUrl;
  return async () => {
    await stopServer(server);
    await cluster.stop();
  };
}
