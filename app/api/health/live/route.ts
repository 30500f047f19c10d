export const dynamic = 'force-dynamic';

/** 200 as long as this process answers at all. */
export function GET() {
  return Response.json({ live: true });
}
