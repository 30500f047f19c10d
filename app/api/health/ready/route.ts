import { readiness } from '@/lib/db/health';

export const dynamic = 'force-dynamic';

/** 200 when the database answers, is migrated and holds its reference data; else 503 and why. */
export async function GET() {
  const missing = await readiness();
  return Response.json({ ready: missing.length === 0, missing }, { status: missing.length === 0 ? 200 : 503 });
}
