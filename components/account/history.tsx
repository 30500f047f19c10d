import { useTranslations } from 'next-intl';
import type { AccountView, StandingView } from '@/lib/registry/views';

/** What an account was called and counted as, newest first, in sentences. */
export function AccountHistory({ account }: { account: AccountView }) {
  const t = useTranslations('accounts');
  const told = useEvents(account);
  return (
    <ol className="border-s-2 border-line ps-4">
      {told.map(({ key, day, text }) => (
        <li key={key} className="mb-2">
          <span className="block text-sm text-muted">{day ?? t('sinceEver')}</span>
          {text}
        </li>
      ))}
    </ol>
  );
}

type Told = { key: string; day: string | null; text: string };

function useEvents({ names, standings, openedOn }: AccountView): Told[] {
  const t = useTranslations('accounts');
  const status = useTranslations('code.status');
  const renamed = names
    .slice(1)
    .map(({ from, name }, index): Told => ({ key: `name${from}`, day: from, text: t('renamed', { from: names[index]?.name ?? '', to: name }) }));
  const moved = standings.flatMap((standing, index): Told[] => {
    const before = standings[index - 1];
    if (!before) return [{ key: 'first', day: standing.from, text: t(openedOn ? 'opened' : 'knownOpen', { unit: standing.unit }) }];
    return changes(before, standing).map((kind) => ({
      key: `${kind}${standing.from}`,
      day: standing.from,
      text: t(kind, { unit: standing.unit, status: status(standing.status), region: standing.region, post: standing.post ?? '—' }),
    }));
  });
  return [...renamed, ...moved].sort((a, b) => (b.day ?? '').localeCompare(a.day ?? ''));
}

function changes(before: StandingView, after: StandingView) {
  return [
    ...(before.unitId === after.unitId ? [] : (['movedTo'] as const)),
    ...(before.status === after.status ? [] : (['becameStatus'] as const)),
    ...(before.post === after.post ? [] : (['tookPost'] as const)),
    ...(before.unitId === after.unitId && (before.regionCode !== after.regionCode || before.sectorCode !== after.sectorCode || before.tier !== after.tier)
      ? (['reclassified'] as const)
      : []),
  ];
}
