import { cookies } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { beginProviderSession, type Claims } from '@/lib/db/oidc';
import { endSession } from '@/lib/db/sessions';
import { beginSession } from '@/lib/db/sign-in';
import { env } from '@/lib/env';
import { requestFrom } from './from';
import { claimsOf, identityProviders } from './provider';

/**
 * next-auth's settings. The cookie holds nothing but the id of a session row, which
 * lib/db/sessions reads at each request.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: env().GUTA_SESSION_HOURS * 3600 },
    // next-auth comes here after it has set its CSRF cookie, which a page cannot.
    pages: { signIn: '/sign-in?ready=1', error: '/sign-in?ready=1' },
    providers: [
      Credentials({
        credentials: { username: {}, password: {} },
        authorize: async (credentials) => ({ id: await enterByPassword(credentials?.username?.trim() ?? '', credentials?.password ?? '') }),
      }),
      ...identityProviders(),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== 'oidc') return true;
        const session = await enterByProvider(claimsOf(profile));
        if (session === null) return '/sign-in?ready=1&error=no-user';
        user.id = session; // the same object that the token is made from
        return true;
      },
      jwt: ({ token, user }) => (user ? { sid: user.id } : token),
      session: ({ session, token }) => ({ ...session, sid: token.sid }),
      redirect: ({ url, baseUrl }) => new URL(withinApp(url, baseUrl), baseUrl).href,
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === 'string') await endSession(token.sid, await requestFrom());
      },
    },
  };
}

/**
 * The session that a password begins.
 * @throws Error whose message next-auth hands on to the page, in its address: never one that tells more
 */
async function enterByPassword(username: string, password: string): Promise<string> {
  const begun = await requestFrom()
    .then((from) => beginSession(username, password, from))
    .catch((error: unknown) => {
      console.error(error);
      throw new Error('failed');
    });
  if (begun.accepted) return begun.change;
  const [{ reason, facts } = { reason: '', facts: undefined }] = begun.findings;
  throw new Error(reason === 'sign-in-wrong' ? 'CredentialsSignin' : reason === 'sign-in-wait' ? `wait-${facts?.seconds}` : 'failed');
}

/** The session that the identity provider's word begins; null where it names nobody of this register. */
async function enterByProvider(claims: Claims | null): Promise<string | null> {
  const begun = claims && (await beginProviderSession(claims, env().OIDC_MATCH, await requestFrom()));
  return begun?.accepted ? begun.change : null;
}

/**
 * Where a person goes after signing in: never to another host. The way leads through the
 * sign-in page, so what comes back from there holds the address inside.
 */
export function callbackPath(address: string): string {
  const path = withinApp(address, env().NEXTAUTH_URL);
  const inner = new URL(path, env().NEXTAUTH_URL);
  return inner.pathname === '/sign-in' ? callbackPath(inner.searchParams.get('callbackUrl') ?? '/desk') : path;
}

/** The path of an address inside this app; the desk for every other address. */
export function withinApp(address: string, baseUrl: string): string {
  try {
    const url = new URL(address, baseUrl);
    const inside = url.origin === new URL(baseUrl).origin && /^\/(?!\/)/.test(url.pathname);
    return inside ? url.pathname + url.search : '/desk';
  } catch {
    return '/desk';
  }
}

/**
 * Makes next-auth's redirects relative: it spells them with NEXTAUTH_URL, and a person who
 * came by another name of this machine would lose the cookie that was just set.
 */
export function stayOnThisHost(response: Response): Response {
  const location = response.headers.get('location');
  const own = new URL(env().NEXTAUTH_URL).origin;
  if (!location || new URL(location, own).origin !== own) return response;
  const { pathname, search } = new URL(location, own);
  const headers = new Headers(response.headers);
  headers.set('location', pathname + search);
  return new Response(response.body, { status: response.status, headers });
}

/** The CSRF token of next-auth's cookie, for the forms that post to it; null before that cookie is set. */
export async function csrfToken(): Promise<string | null> {
  const secure = env().NEXTAUTH_URL.startsWith('https:');
  const cookie = (await cookies()).get(secure ? '__Host-next-auth.csrf-token' : 'next-auth.csrf-token');
  return cookie?.value.split('|')[0] ?? null;
}
