// What the journeys share: who is signed in, without going through the form each time.
import { type APIRequestContext, test as base } from '@playwright/test';
import { PERSONAS } from '../prisma/seed/demonstration.ts';

export { expect } from '@playwright/test';

export type Persona = (typeof PERSONAS)[number]['username'];
type Session = Awaited<ReturnType<APIRequestContext['storageState']>>;

type Options = { as: Persona | null; asWhom(persona: Persona | null): Promise<APIRequestContext> };
type Shared = { sessionOf(persona: Persona): Promise<Session> };

/** A test that begins signed in as whom `as` names; as nobody unless said. */
export const test = base.extend<Options, Shared>({
  as: [null, { option: true }],
  sessionOf: [
    async ({ playwright }, use, { project }) => {
      const begun = new Map<Persona, Promise<Session>>();
      async function begin(persona: Persona): Promise<Session> {
        const request = await playwright.request.newContext({ baseURL: project.use.baseURL });
        await signIn(request, persona, passwordOf(persona));
        const session = await request.storageState();
        await request.dispose();
        return session;
      }
      await use((persona) => {
        const session = begun.get(persona) ?? begin(persona);
        begun.set(persona, session);
        return session;
      });
    },
    { scope: 'worker' },
  ],
  storageState: async ({ as, sessionOf }, use) => {
    await use(as === null ? undefined : await sessionOf(as));
  },
  asWhom: async ({ playwright, sessionOf, baseURL }, use) => {
    const begun: APIRequestContext[] = [];
    await use(async (persona) => {
      const request = await playwright.request.newContext({ baseURL, storageState: persona === null ? undefined : await sessionOf(persona) });
      begun.push(request);
      return request;
    });
    for (const request of begun) await request.dispose();
  },
});

export function passwordOf(persona: Persona): string {
  return PERSONAS.find(({ username }) => username === persona)?.password ?? '';
}

/** Signs in as the form does. */
export async function signIn(request: APIRequestContext, username: string, password: string): Promise<void> {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  await request.post('/api/auth/callback/credentials', { form: { csrfToken, username, password, callbackUrl: '/desk' }, maxRedirects: 0 });
}
