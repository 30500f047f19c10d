import { z } from 'zod';

const DEFAULT_SECRETS = ['replace-with-32-random-characters-or-more'];

const database = z.object({
  DATABASE_URL: z
    .string({ error: 'must be set to the address of a PostgreSQL database' })
    .regex(/^postgres(ql)?:\/\//, { error: 'must begin with postgresql://' }),
});

const count = (most: number) =>
  z.coerce
    .number({ error: 'must be a number' })
    .int({ error: 'must be a whole number' })
    .min(0, { error: 'must not be below 0' })
    .max(most, { error: `must not be above ${most}` });
const limit = count(1_000_000).optional();

const identity = z.object({
  NEXTAUTH_SECRET: z
    .string({ error: 'must be set to 32 random characters or more' })
    .min(32, { error: 'must have 32 characters or more' })
    .refine((secret) => !DEFAULT_SECRETS.includes(secret), {
      error: 'is still the example: choose one of your own, such as the output of openssl rand -base64 32',
    }),
  GUTA_SESSION_IDLE_MINUTES: whole(1, 1440).default(120),
  GUTA_SESSION_HOURS: whole(1, 24 * 7).default(12),
  GUTA_REQUIRE_TOTP: z.enum(['administrator'], { error: 'must be administrator, or not be set' }).optional(),
});

// An identity provider, by OpenID Connect: all of the first three, or none.
const provider = z.object({
  OIDC_ISSUER: z
    .string()
    .regex(/^https:\/\/\S+$|^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/\S*)?$/, { error: 'must begin with https://' })
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40, { error: 'must have 40 characters or less' }).default('统一身份认证'),
  OIDC_MATCH: z.enum(['subject', 'email', 'username'], { error: 'must be subject, email or username' }).default('subject'),
});

// Mail, by which the audit's heads are sent: all of the first three, or none.
const mail = z.object({
  GUTA_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, { error: 'must begin with smtp:// or smtps://' })
    .refine((url) => URL.canParse(url), { error: 'must be an address such as smtps://user:password@mail.example.gov.cn:465' })
    .optional(),
  GUTA_MAIL_FROM: z.email({ error: 'must be a mail address' }).optional(),
  GUTA_HEADS_MAIL_TO: z
    .string()
    .transform((list) => list.split(',').map((each) => each.trim()))
    .pipe(z.array(z.email({ error: 'must be mail addresses with commas between them' })))
    .optional(),
  GUTA_HEADS_MAIL_MINUTES: whole(1, 7 * 1440).default(60),
});

/** Where mail is handed over, and to whom the audit's heads are sent, at most once in so many minutes. */
export type MailSettings = { url: string; from: string; to: readonly string[]; minutes: number };

const server = database
  .extend({
    GUTA_MODE: z.enum(['demo', 'production'], { error: 'must be demo or production' }).default('production'),
    NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: 'must be the address under which people open the register, such as https://guta.example.gov.cn' }),
    /** The file of the log; unset, the server's standard output. */
    GUTA_LOG: z.string().optional(),
    /** How many reverse proxies of one's own stand before this server. */
    GUTA_TRUST_PROXY: count(5).default(0),
    // How often one caller may ask: lib/web/limit.ts.
    GUTA_LIMIT_VERIFY: limit,
    GUTA_LIMIT_API: limit,
    GUTA_LIMIT_UPLOAD: limit,
    ...identity.shape,
    ...provider.shape,
    ...mail.shape,
  })
  .superRefine(({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, GUTA_SMTP_URL, GUTA_MAIL_FROM, GUTA_HEADS_MAIL_TO }, { addIssue }) => {
    const together = [
      [{ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }, 'the identity provider'],
      [{ GUTA_SMTP_URL, GUTA_MAIL_FROM, GUTA_HEADS_MAIL_TO }, 'mail'],
    ] as const;
    for (const [parts, of] of together) {
      const missing = Object.entries(parts).filter(([, value]) => value === undefined);
      if (missing.length === 3) continue;
      for (const [name] of missing) addIssue({ code: 'custom', path: [name], message: `must be set, since the other settings of ${of} are` });
    }
  });

function whole(min: number, max: number) {
  return z.coerce.number({ error: `must be a whole number from ${min} to ${max}` }).pipe(
    z
      .int({ error: `must be a whole number from ${min} to ${max}` })
      .min(min, { error: `must be ${min} or more` })
      .max(max, { error: `must be ${max} or less` }),
  );
}

type Variables = Record<string, string | undefined>;

/**
 * Checks the settings of the server.
 * @throws Error with one sentence per wrong variable, naming it
 */
export function readServerEnv(variables: Variables) {
  return read(server, variables);
}

function read<T extends z.ZodType>(schema: T, variables: Variables): z.infer<T> {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const { data, error } = schema.safeParse(present);
  if (error) throw new Error(error.issues.map(({ path, message }) => `The environment variable ${path.join('.')} ${message}.`).join('\n'));
  return data;
}

let known: z.infer<typeof server> | undefined;

/** The settings of this server process, checked at first use: a build needs none of them. */
export function env() {
  known ??= readServerEnv(process.env);
  return known;
}

/** To whom the audit's heads are mailed; null where nobody has set it. */
export function mailSettings(): MailSettings | null {
  const { GUTA_SMTP_URL: url, GUTA_MAIL_FROM: from, GUTA_HEADS_MAIL_TO: to, GUTA_HEADS_MAIL_MINUTES: minutes } = env();
  return url && from && to ? { url, from, to, minutes } : null;
}

/** What sign-ins and sessions are held to; read anew each time. */
export function identitySettings() {
  return read(identity, process.env);
}

/** Where the database is: all that command lines need. */
export function databaseUrl(): string {
  return read(database, process.env).DATABASE_URL;
}

/** Whether the server runs from the sources while they are being worked on. */
export function developing(): boolean {
  return process.env.NODE_ENV === 'development';
}

/** Whether `npm run bench` measures this server, which then has a page to compare with. */
export function benched(): boolean {
  return process.env.GUTA_BENCH === '1';
}
