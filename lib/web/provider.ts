import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { Claims } from '@/lib/db/oidc';
import { env } from '@/lib/env';

/** What a provider sends of a person, as far as it is used. */
type Sent = { iss?: unknown; sub?: unknown; email?: unknown; email_verified?: unknown; preferred_username?: unknown; amr?: unknown };

// RFC 8176: what an authentication is called that took more than a password.
const SECOND_STEPS = ['mfa', 'otp'];

/** What the operator calls the identity provider; null where there is none. */
export function providerName(): string | null {
  return env().OIDC_ISSUER ? env().OIDC_NAME : null;
}

/** next-auth's way to the operator's identity provider, where one is set. */
export function identityProviders(): OAuthConfig<Sent>[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = env();
  if (!issuer) return [];
  return [
    {
      id: 'oidc',
      name,
      type: 'oauth',
      wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      authorization: { params: { scope: 'openid email profile' } },
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      clientId,
      clientSecret,
      userinfo: {
        // Many say little in the token itself; what they say beside it must be of the same subject.
        async request({ tokens, client }) {
          const checked = tokens as Parameters<typeof client.userinfo>[0] & { claims(): { sub: string } };
          return { ...(await client.userinfo(checked)), ...checked.claims() };
        },
      },
      profile: ({ sub }) => ({ id: String(sub) }),
    },
  ];
}

/** Reads what a provider sent; null where it names nobody. */
export function claimsOf(sent: Sent | undefined): Claims | null {
  const { iss, sub, email, email_verified, preferred_username, amr } = sent ?? {};
  if (typeof iss !== 'string' || typeof sub !== 'string' || !sub) return null;
  return {
    issuer: iss,
    subject: sub,
    email: typeof email === 'string' ? email : null,
    emailVerified: email_verified === true,
    username: typeof preferred_username === 'string' ? preferred_username : null,
    secondStep: Array.isArray(amr) && amr.some((method) => SECOND_STEPS.includes(method)),
  };
}
