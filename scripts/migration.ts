// `npm run migration`: prints the SQL that takes the committed schema.prisma to the one being edited.
import { spawnSync } from 'node:child_process';
import { schemaSql } from './migrate.ts';
import { startCluster, testHome } from './postgres.ts';

const committed = spawnSync('git', ['show', 'HEAD:prisma/schema.prisma'], { encoding: 'utf8' });
const cluster = await startCluster(testHome(), { fast: true });
try {
  const before = process.argv.includes('--from-empty') || committed.status !== 0 ? undefined : committed.stdout;
  process.stdout.write(await schemaSql(cluster.url('postgres', 'postgres'), before));
} finally {
  if (!cluster.adopted) await cluster.stop();
}
