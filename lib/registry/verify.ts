import { OPEN_STATUSES, type Platform, type Provenance, type Status } from '@/lib/taxonomy/codes';
import type { LinkWithout, Pasted } from './links';

/** An account that what was asked about may be. */
export type Match = {
  id: number;
  platform: Platform;
  name: string;
  platformId: string | null;
  handle: string | null;
  unitId: number;
  unit: string;
  region: string;
  status: Status;
  provenance: Provenance;
  /** It bears the name no longer. */
  formerly: boolean;
};

/** 官方账号, 曾为官方账号, 本册未登记, 无法判断, 未知平台; a bare name only has 本册有此名的账号. */
export type VerifyVerdict = 'official' | 'formerly-official' | 'not-registered' | 'cannot-tell' | 'unknown-platform' | 'candidates';

export type Verification = {
  query: string;
  platform: Platform | null;
  verdict: VerifyVerdict;
  account: Match | null;
  candidates: Match[];
  /** What kind of link carries no account. */
  why: LinkWithout | null;
};

/**
 * What can be said of a link, handle, id or name. A permanent id or handle is one account's;
 * a name proves nothing, since an impostor bears the same. A synthetic account is never official.
 */
export function verification(query: string, pasted: Pasted, matches: readonly Match[]): Verification {
  const answer = (verdict: VerifyVerdict, platform: Platform | null, more: Partial<Verification> = {}): Verification => ({
    query,
    platform,
    verdict,
    account: null,
    candidates: [],
    why: null,
    ...more,
  });
  switch (pasted.kind) {
    case 'unknown-platform':
      return answer('unknown-platform', null);
    case 'no-account':
      return answer('cannot-tell', pasted.platform, { why: pasted.why });
    case 'name':
      return named(matches.length ? 'candidates' : 'not-registered', pasted.platform);
    case 'bare':
    case 'platform-id':
    case 'handle': {
      const account = matches.find(({ provenance }) => provenance !== 'synthetic');
      const platform = pasted.kind === 'bare' ? (account?.platform ?? null) : pasted.platform;
      if (!account) return named('not-registered', platform);
      return answer(OPEN_STATUSES.includes(account.status) ? 'official' : 'formerly-official', platform, { account });
    }
  }

  function named(verdict: VerifyVerdict, platform: Platform | null) {
    return answer(verdict, platform, { candidates: [...matches] });
  }
}
