import NextAuth from 'next-auth';
import { authOptions, stayOnThisHost } from '@/lib/web/auth';
import { fromElsewhere } from '@/lib/web/upload';

type Context = { params: Promise<{ nextauth: string[] }> };

export async function GET(request: Request, context: Context) {
  return stayOnThisHost(await NextAuth(authOptions())(request, context));
}

export async function POST(request: Request, context: Context) {
  if (fromElsewhere(request)) return new Response(null, { status: 403 });
  const typed = await request
    .clone()
    .formData()
    .catch(() => undefined);
  const response = stayOnThisHost(await NextAuth(authOptions())(request, context));
  if (response.headers.get('location')?.includes('error=')) keepUsername(response, typed?.get('username'));
  return response;
}

// A refused sign-in comes back with the name still in its field.
function keepUsername(response: Response, username: unknown) {
  if (typeof username !== 'string') return;
  response.headers.append('set-cookie', `guta.username=${encodeURIComponent(username.slice(0, 100))}; Path=/sign-in; Max-Age=60; HttpOnly; SameSite=Lax`);
}
