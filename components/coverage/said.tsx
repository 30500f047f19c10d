import { useTranslations } from 'next-intl';
import type { CoverageFact, Extreme, LevelFact, Missing, MostMissing, Named } from '@/lib/coverage/words';
import { useEntryName } from './matrix';
import { percent } from './percent';

type Said = { facts: readonly (CoverageFact | MostMissing)[] /** The bodies spoken of: 省级公安单位. */; what: string };

/** Facts of coverage as sentences. */
export function CoverageWords({ facts, what }: Said) {
  const say = useCoverageSentence(what);
  return facts.length > 0 && <p className="mb-3 max-w-prose">{facts.map(say).join('')}</p>;
}

function useCoverageSentence(what: string): (fact: CoverageFact | MostMissing) => string {
  const t = useTranslations('said');
  const axis = useTranslations('code.axis');
  const names = useNames();
  const missingNames = (missing: readonly Missing[]) =>
    missing
      .map(({ at, count, whole }) => {
        const name = at.map(names.of).join(t('within'));
        return count === 1 && whole ? name : t('some', { name, count });
      })
      .join(t('and'));
  const extreme = ({ entries, count }: Extreme) => names.list(entries, count);
  return (fact) => {
    switch (fact.kind) {
      case 'all':
      case 'none':
        return t(fact.kind, { expected: fact.expected, what, estimated: fact.estimated ? 'yes' : 'no' });
      case 'all-but': {
        const lacking = [
          fact.confirmed.length > 0 && t('lacking', { names: missingNames(fact.confirmed) }),
          fact.estimated.length > 0 && t('notRegistered', { names: missingNames(fact.estimated) }),
        ].filter(Boolean);
        return t('allBut', { expected: fact.expected, covered: fact.covered, what, lacking: lacking.join(t('then')) });
      }
      case 'some':
        return t('open', { missing: fact.missing, estimated: fact.estimated ? 'yes' : 'no' });
      case 'extremes':
        return t('extremes', {
          axis: axis(fact.axis),
          highest: extreme(fact.highest),
          highestRate: percent(fact.highest.rate, 1) ?? '',
          lowest: extreme(fact.lowest),
          lowestRate: percent(fact.lowest.rate, 1) ?? '',
        });
      case 'without-accounts':
        return t('withoutAccounts', { of: fact.of, axis: axis(fact.axis), names: names.list(fact.without, fact.without.length) });
      case 'no-roster':
        return t('noRoster', { names: names.list(fact.entries, fact.count) });
      case 'most-missing':
        return t('mostMissing', { names: fact.top.map((each) => t('some', { name: names.of(each), count: each.missing })).join(t('and')) });
    }
  };
}

function useNames() {
  const t = useTranslations('said');
  const nameOf = useEntryName();
  const of = ({ axis, entry }: Named) => nameOf(axis, entry);
  const list = (entries: readonly Named[], count: number) => {
    const all = entries.map(of).join(t('and'));
    return count > entries.length ? t('more', { names: all, count }) : all;
  };
  return { of, list };
}

/** What the levels of one or two platforms say, as sentences. */
export function LevelWords({ facts }: { facts: readonly LevelFact[] }) {
  const t = useTranslations('said');
  const say = useLevelSentence();
  const [left, right] = facts;
  // Two platforms on two days are two figures; of their shapes under one scheme it is said whether they are the same.
  const comparable = left?.kind === 'most' && right?.kind === 'most' && left.scheme === right.scheme && facts.length === 2;
  const together = comparable ? t('shapes', { same: left.shape === right.shape ? 'yes' : 'no' }) : '';
  return <p className="mb-3 max-w-prose">{facts.map(say).join('') + together}</p>;
}

function useLevelSentence(): (fact: LevelFact) => string {
  const t = useTranslations('said');
  const code = useTranslations('code');
  return (fact) => {
    const of = { platform: code(`platform.${fact.platform}`), asOf: fact.asOf, scheme: code(`scheme.${fact.scheme}`), total: fact.total };
    if (fact.kind === 'no-accounts') return t('levelNone', { platform: of.platform, asOf: of.asOf });
    if (fact.kind === 'no-verdict') return t('levelNoVerdict', of);
    if (fact.kind === 'alike') return t('levelAlike', of);
    const bands = fact.bands.map((band) => code(`band.${band}` as 'band.central')).join(t('and'));
    const shape = code(`shape.${fact.shape}`);
    return t(fact.basis === 'accounts' ? 'levelMost' : 'levelHighest', { ...of, bands, value: percent(fact.value, 1) ?? '', shape });
  };
}
