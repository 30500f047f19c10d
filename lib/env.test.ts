import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readServerEnv } from './env';

const GOOD = {
  DATABASE_URL: 'postgresql://guta:secret@db.example:5432/guta',
  NEXTAUTH_URL: 'https://guta.example.gov.cn',
  NEXTAUTH_SECRET: 'k7Qm2vX9pL4sT8wZ1bN6cR3yF5hJ0dGa',
};

const DEFAULTS = {
  GUTA_TRUST_PROXY: 0,
  GUTA_SESSION_IDLE_MINUTES: 120,
  GUTA_SESSION_HOURS: 12,
  OIDC_NAME: '统一身份认证',
  OIDC_MATCH: 'subject',
  GUTA_HEADS_MAIL_MINUTES: 60,
};
const MAIL = { GUTA_SMTP_URL: 'smtps://guta:hunter5@mail.example:465', GUTA_MAIL_FROM: 'guta@example.org', GUTA_HEADS_MAIL_TO: 'a@example.org, b@example.org' };
const OIDC = { OIDC_ISSUER: 'https://id.example.gov.cn/realms/office', OIDC_CLIENT_ID: 'guta', OIDC_CLIENT_SECRET: 'hunter5' };

function complaint(variables: Record<string, string | undefined>): string {
  try {
    readServerEnv(variables);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('readServerEnv', () => {
  it('takes good settings as they are and means production unless told', () => {
    expect(readServerEnv(GOOD)).toEqual({ ...GOOD, GUTA_MODE: 'production', ...DEFAULTS });
    expect(readServerEnv({ ...GOOD, GUTA_MODE: 'demo' }).GUTA_MODE).toBe('demo');
  });

  it('takes the settings of mail together, the addresses one by one, and refuses some of them alone', () => {
    expect(readServerEnv({ ...GOOD, ...MAIL }).GUTA_HEADS_MAIL_TO).toEqual(['a@example.org', 'b@example.org']);
    expect(complaint({ ...GOOD, GUTA_SMTP_URL: MAIL.GUTA_SMTP_URL })).toBe(
      'The environment variable GUTA_MAIL_FROM must be set, since the other settings of mail are.\nThe environment variable GUTA_HEADS_MAIL_TO must be set, since the other settings of mail are.',
    );
    for (const wrong of [
      { GUTA_SMTP_URL: 'mail.example' },
      { GUTA_MAIL_FROM: 'guta' },
      { GUTA_HEADS_MAIL_TO: 'a@example.org;b' },
      { GUTA_HEADS_MAIL_MINUTES: '0' },
    ]) {
      const said = complaint({ ...GOOD, ...MAIL, ...wrong });
      expect(said).toContain(`The environment variable ${Object.keys(wrong)[0]}`);
      expect(said).not.toContain('hunter5');
    }
  });

  it.each([
    ['a short scheme', { DATABASE_URL: 'postgres://guta@localhost/guta' }],
    ['a plain address', { NEXTAUTH_URL: 'http://127.0.0.1:3000' }],
    ['a secret of exactly 32 characters', { NEXTAUTH_SECRET: 'x'.repeat(32) }],
    ['a variable of somebody else', { PATH: '/usr/bin' }],
    ['an empty mode, which is as good as none', { GUTA_MODE: '' }],
    ['shorter sessions', { GUTA_SESSION_IDLE_MINUTES: '30', GUTA_SESSION_HOURS: '8' }],
    ['an identity provider', OIDC],
    ['an identity provider on this machine', { ...OIDC, OIDC_ISSUER: 'http://localhost:8080/realms/office', OIDC_MATCH: 'email' }],
    ['a second step for administrators', { GUTA_REQUIRE_TOTP: 'administrator' }],
  ])('accepts %s', (_what, changed) => {
    expect(complaint({ ...GOOD, ...changed })).toBe('');
  });

  it.each([
    ['no database', { DATABASE_URL: undefined }, 'DATABASE_URL must be set to the address of a PostgreSQL database.'],
    ['an empty database', { DATABASE_URL: '' }, 'DATABASE_URL must be set to the address of a PostgreSQL database.'],
    ['another kind of database', { DATABASE_URL: 'mysql://localhost/guta' }, 'DATABASE_URL must begin with postgresql://.'],
    ['a mode that does not exist', { GUTA_MODE: 'staging' }, 'GUTA_MODE must be demo or production.'],
    ['no address', { NEXTAUTH_URL: undefined }, 'NEXTAUTH_URL must be the address under which people open the register'],
    ['an address without a scheme', { NEXTAUTH_URL: 'guta.example.gov.cn' }, 'NEXTAUTH_URL must be the address'],
    ['an address of another scheme', { NEXTAUTH_URL: 'ftp://guta.example.gov.cn' }, 'NEXTAUTH_URL must be the address'],
    ['no secret', { NEXTAUTH_SECRET: undefined }, 'NEXTAUTH_SECRET must be set to 32 random characters or more.'],
    ['no idle time', { GUTA_SESSION_IDLE_MINUTES: '0' }, 'GUTA_SESSION_IDLE_MINUTES must be 1 or more.'],
    ['an idle time in words', { GUTA_SESSION_IDLE_MINUTES: 'two hours' }, 'GUTA_SESSION_IDLE_MINUTES must be a whole number from 1 to 1440.'],
    ['half an hour of session', { GUTA_SESSION_HOURS: '0.5' }, 'GUTA_SESSION_HOURS must be'],
    ['a session of months', { GUTA_SESSION_HOURS: '2000' }, 'GUTA_SESSION_HOURS must be 168 or less.'],
    ['an identity provider in the clear', { ...OIDC, OIDC_ISSUER: 'http://id.example.gov.cn' }, 'OIDC_ISSUER must begin with https://.'],
    ['half an identity provider', { ...OIDC, OIDC_CLIENT_SECRET: undefined }, 'OIDC_CLIENT_SECRET must be set, since'],
    ['a client of no provider', { OIDC_CLIENT_ID: 'guta' }, 'OIDC_ISSUER must be set, since'],
    ['a match by what anybody can say', { ...OIDC, OIDC_MATCH: 'name' }, 'OIDC_MATCH must be subject, email or username.'],
    ['a second step for somebody else', { GUTA_REQUIRE_TOTP: 'everyone' }, 'GUTA_REQUIRE_TOTP must be administrator, or not be set.'],
    ['a short secret', { NEXTAUTH_SECRET: 'x'.repeat(31) }, 'NEXTAUTH_SECRET must have 32 characters or more.'],
  ])('names the variable of %s', (_what, changed, sentence) => {
    expect(complaint({ ...GOOD, ...changed })).toContain(`The environment variable ${sentence}`);
  });

  it('says every wrong variable, a sentence each', () => {
    const lines = complaint({}).split('\n');
    expect(lines.map((line) => /^The environment variable (\w+) .+\.$/.exec(line)?.[1])).toEqual(['DATABASE_URL', 'NEXTAUTH_URL', 'NEXTAUTH_SECRET']);
  });

  it('refuses the secret of the example file, which everybody knows', () => {
    const example = readFileSync(path.resolve(import.meta.dirname, '..', '.env.example'), 'utf8');
    const secret = /^#?\s*NEXTAUTH_SECRET="?([^"\n]+)"?$/m.exec(example)?.[1];
    expect(secret).toMatch(/.{32}/);
    expect(complaint({ ...GOOD, NEXTAUTH_SECRET: secret })).toContain('NEXTAUTH_SECRET is still the example');
  });

  it('never repeats a value, which may be a password', () => {
    const said = complaint({ DATABASE_URL: 'mysql://guta:hunter2@db/guta', NEXTAUTH_URL: 'hunter3', NEXTAUTH_SECRET: 'hunter4' });
    expect(said).not.toMatch(/hunter/);
  });
});
