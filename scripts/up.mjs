// `npm run up`: from a bare checkout to a served register. Plain JavaScript until packages are there.
import { ensureInstalled, ensurePrismaClient, requireNode } from './install.mjs';

requireNode();
ensureInstalled();
ensurePrismaClient();

const { register } = await import('tsx/esm/api');
register();
const { up } = await import('./up.ts');
await up(process.argv.slice(2));
