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

const server = database.extend({
  GUTA_MODE: z.enum(['demo', 'production'], { error: 'must be demo or production' }).default('production'),
  NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: 'must be the address under which people open the register, such as https://guta.example.gov.cn' }),
  NEXTAUTH_SECRET: z
    .string({ error: 'must be set to 32 random characters or more' })
    .min(32, { error: 'must have 32 characters or more' })
    .refine((secret) => !DEFAULT_SECRETS.includes(secret), {
      error: 'is still the example: choose one of your own, such as the output of openssl rand -base64 32',
    }),
  /** The file of the log; unset, the server's standard output. */
  GUTA_LOG: z.string().optional(),
  /** How many reverse proxies of one's own stand before this server. */
  GUTA_TRUST_PROXY: count(5).default(0),
  // How often one caller may ask: lib/web/limit.ts.
  GUTA_LIMIT_VERIFY: limit,
  GUTA_LIMIT_API: limit,
  GUTA_LIMIT_UPLOAD: limit,
});

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

/** Where the database is: all that command lines need. */
export function databaseUrl(): string {
  return read(database, process.env).DATABASE_URL;
}

/** Whether the server runs from the sources while they are being worked on. */
export function developing(): boolean {
  return process.env.NODE_ENV === 'development';
}
