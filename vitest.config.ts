import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;
const alias = { '@': root };

export default defineConfig({
  root,
  test: {
    // One would leave a core of two idle while it waits for the database.
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'rules',
          include: ['lib/**/*.test.ts', 'components/**/*.test.ts', 'scripts/test/direction.test.ts'],
          exclude: ['lib/db/**'],
          // No speed is tested: properties tried a thousand times take seconds where a machine is busy.
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'database',
          include: ['lib/db/**/*.test.ts', 'scripts/test/heads-mail.test.ts', 'prisma/**/*.test.ts', 'scripts/copy/*.test.ts'],
          globalSetup: [path.join(root, 'scripts/test/cluster.ts')],
          setupFiles: [path.join(root, 'scripts/test/database.ts')],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'up', include: ['scripts/test/up.test.ts'], hookTimeout: 60_000 } },
    ],
  },
});
