import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { env } from '@/lib/env';
import { callerOf } from './address';
import { currentRequest } from './request';

type Kind = 'verify' | 'api' | 'upload';
type Limit = { variable: `GUTA_LIMIT_${'VERIFY' | 'API' | 'UPLOAD'}`; usual: number; seconds: number };

/** How often one caller may ask. A demonstration listens to its own machine only, and limits nobody unless told. */
const LIMITS: Record<Kind, Limit> = {
  verify: { variable: 'GUTA_LIMIT_VERIFY', usual: 120, seconds: 60 },
  api: { variable: 'GUTA_LIMIT_API', usual: 600, seconds: 60 },
  upload: { variable: 'GUTA_LIMIT_UPLOAD', usual: 30, seconds: 600 },
};

/** Kept for the whole process, since pages and routes are bundled apart. Several servers count each for itself. */
const kept = globalThis as { gutaLimits?: Map<Kind, RateLimiterMemory | null> };

/**
 * Counts what is being asked against its limit.
 * @param caller a person where one is known; else the address that the request comes from
 * @returns null, or in how many seconds to ask again
 */
export async function secondsToWait(kind: Kind, caller = addressOfCaller()): Promise<number | null> {
  const limiter = limiterOf(kind);
  if (!limiter) return null;
  try {
    await limiter.consume(caller);
    return null;
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    return Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000));
  }
}

function addressOfCaller(): string {
  return callerOf(currentRequest()?.address ?? '');
}

function limiterOf(kind: Kind): RateLimiterMemory | null {
  kept.gutaLimits ??= new Map();
  const known = kept.gutaLimits.get(kind);
  if (known !== undefined) return known;
  const made = limiterFor(LIMITS[kind], env());
  kept.gutaLimits.set(kind, made);
  return made;
}

function limiterFor({ variable, usual, seconds }: Limit, settings: ReturnType<typeof env>): RateLimiterMemory | null {
  const points = settings[variable] ?? (settings.GUTA_MODE === 'demo' ? 0 : usual);
  return points === 0 ? null : new RateLimiterMemory({ points, duration: seconds });
}
