// An identity provider of the tests' own: a real one, by OpenID Connect, for whatever name is typed.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { freePort } from '../scripts/postgres.ts';

export type IdentityProvider = { issuer: string; clientId: string; clientSecret: string; close(): void };

const CLIENT = { client_id: 'guta', client_secret: 'only-for-the-tests-of-this-machine-1' };

/** Starts it for one client, which is led back to `url`. A name that begins with "unverified" has an address that was not verified. */
export async function startIdentityProvider(url: string): Promise<IdentityProvider> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: [`${url}/api/auth/callback/oidc`] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    cookies: { keys: [CLIENT.client_secret] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@id.example`, email_verified: !id.startsWith('unverified'), preferred_username: id }),
    }),
  });
  const server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { issuer, clientId: CLIENT.client_id, clientSecret: CLIENT.client_secret, close: () => server.close() };
}
