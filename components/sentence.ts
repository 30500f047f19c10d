import type { useTranslations } from 'next-intl';
import type { Finding } from '@/lib/decision';

/** Translates a reason; every reason of the rules has its words in messages/ (tested). */
type Reasons = ReturnType<typeof useTranslations<'reason'>>;

/** What a finding says to the person. */
export function sentence(t: Reasons, { reason, facts }: Finding): string {
  return t(reason as Parameters<Reasons>[0], facts as never);
}
