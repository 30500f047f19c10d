import { useTranslations } from 'next-intl';
import { certaintyOf, nearestOf } from '@/lib/coverage/certainty';
import { type BasisDisagreement, basesApart, type SchemeDisagreement, schemesApart, type Told } from '@/lib/coverage/disagreement';
import type { Distribution } from '@/lib/coverage/distribution';
import type { Scheme } from '@/lib/coverage/scheme';
import { percent } from './percent';

/** How sure a verdict is, and how near the next one. */
export function CertaintyWords({ shown }: { shown: Distribution }) {
  const t = useTranslations('distribution');
  const shape = useTranslations('code.shape');
  const certainty = certaintyOf(shown);
  if (!certainty) return null;
  const { draws, seed, same, others } = certainty;
  const rest = others.map((other) => t('certainOther', { shape: shape(other.shape), draws: other.draws })).join('、');
  return (
    <>
      <li>
        {t('certain', { draws, seed: String(seed), same, shape: shape(shown.shape) })}
        {rest && t('certainOthers', { others: rest })}
      </li>
      <li>
        <NearestWords shown={shown} />
      </li>
    </>
  );
}

function NearestWords({ shown }: { shown: Distribution }) {
  const t = useTranslations('distribution');
  const code = useTranslations('code');
  const nearest = nearestOf(shown);
  if (!nearest) return t('nearestNone');
  const { changed, from, to, becomes } = nearest;
  const band = (name: string) => code(`band.${name}` as 'band.central');
  const shape = code(`shape.${becomes}`);
  if (from !== null && to !== null) return t('nearestMove', { changed, from: band(from), to: band(to), shape });
  return to === null ? t('nearestClose', { changed, band: band(from ?? ''), shape }) : t('nearestOpen', { changed, band: band(to), shape });
}

/** Where the verdict changes with the scheme or the basis, and why. */
export function DisagreementWords({ scheme, all }: { scheme: Scheme; all: readonly Distribution[] }) {
  const schemes = schemesApart(scheme, all);
  const bases = basesApart(scheme, all);
  if (!schemes.length && !bases) return null;
  return (
    <ul className="list-disc ps-5">
      {schemes.map((apart) => (
        <li key={apart.right}>
          <SchemesApart apart={apart} />
        </li>
      ))}
      {bases && (
        <li>
          <BasesApart apart={bases} />
        </li>
      )}
    </ul>
  );
}

function SchemesApart({ apart: { left, right, told, reason } }: { apart: SchemeDisagreement }) {
  const t = useTranslations('distribution');
  const code = useTranslations('code');
  const toldOf = useTold();
  const accounts = 'accounts' in reason ? reason.accounts : 0;
  return t('apart', {
    left: code(`scheme.${left}`),
    leftShape: code(`shape.${told[0].shape}`),
    leftTold: toldOf(told[0]),
    right: code(`scheme.${right}`),
    rightShape: code(`shape.${told[1].shape}`),
    rightTold: toldOf(told[1]),
    reason: t(`apartReason.${reason.why}`, { accounts }),
  });
}

function BasesApart({ apart: { accounts, rate, crowded, keenest } }: { apart: BasisDisagreement }) {
  const t = useTranslations('distribution');
  const code = useTranslations('code');
  const band = (name: string) => code(`band.${name}` as 'band.central');
  const says = {
    accountsShape: code(`shape.${accounts.shape}`),
    rateShape: code(`shape.${rate.shape}`),
    crowded: band(crowded.band),
    accounts: crowded.accounts,
  };
  const best = { keenest: band(keenest.band), keenestRate: percent(keenest.rate, 1) ?? '—' };
  if (crowded.band === keenest.band) return t('basesSameBand', { ...says, rate: best.keenestRate });
  if (crowded.expected === null || crowded.rate === null) return t('basesNoRoster', { ...says, ...best });
  return t('bases', { ...says, ...best, expected: crowded.expected, rate: percent(crowded.rate, 1) ?? '—' });
}

function useTold(): (told: Told) => string {
  const t = useTranslations('distribution');
  const code = useTranslations('code');
  return ({ band, value, most }) => t(most ? 'toldMost' : 'toldLeast', { band: code(`band.${band}` as 'band.central'), share: percent(value, 1) ?? '—' });
}
