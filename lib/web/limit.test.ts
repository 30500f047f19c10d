import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const SETTINGS = {
  GUTA_MODE: 'production',
  DATABASE_URL: 'postgresql://guta@localhost/guta',
  NEXTAUTH_URL: 'https://guta.example.gov.cn',
  NEXTAUTH_SECRET: 'k7Qm2vX9pL4sT8wZ1bN6cR3yF5hJ0dGa',
};

/** The limits of a server that begins with these settings. */
async function begun(settings: Record<string, string> = {}) {
  vi.resetModules();
  (globalThis as { gutaLimits?: unknown }).gutaLimits = undefined;
  for (const [name, value] of Object.entries({ ...SETTINGS, ...settings })) vi.stubEnv(name, value);
  return (await import('./limit')).secondsToWait;
}

describe('secondsToWait', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  it('lets each caller ask so often in a minute, and again after it', async () => {
    const secondsToWait = await begun({ GUTA_LIMIT_VERIFY: '2' });
    const ask = (caller: string) => secondsToWait('verify', caller);
    expect([await ask('a'), await ask('a'), await ask('b')]).toEqual([null, null, null]);
    vi.advanceTimersByTime(20_500);
    expect(await ask('a')).toBe(40);
    expect(await ask('b')).toBeNull();
    vi.advanceTimersByTime(40_000);
    expect(await ask('a')).toBeNull();
  });

  it('counts each kind for itself', async () => {
    const secondsToWait = await begun({ GUTA_LIMIT_API: '1', GUTA_LIMIT_UPLOAD: '1' });
    expect([await secondsToWait('api', 'a'), await secondsToWait('upload', 'a'), await secondsToWait('verify', 'a')]).toEqual([null, null, null]);
    expect([await secondsToWait('api', 'a'), await secondsToWait('upload', 'a')]).toEqual([60, 600]);
  });

  it('has limits of its own in production and none in a demonstration, or where the setting is 0', async () => {
    const asked = async (settings: Record<string, string>) => {
      const secondsToWait = await begun(settings);
      for (let count = 0; count < 120; count++) await secondsToWait('verify', 'a');
      return secondsToWait('verify', 'a');
    };
    expect(await asked({})).toBe(60);
    expect(await asked({ GUTA_MODE: 'demo' })).toBeNull();
    expect(await asked({ GUTA_LIMIT_VERIFY: '0' })).toBeNull();
  });
});
