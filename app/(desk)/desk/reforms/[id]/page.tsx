import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { Badge, Facts, PageHeader } from '@/components/ui/page';
import { TakeBackForm } from '@/components/unit/take-back';
import { readReform } from '@/lib/db/reform-read';
import type { FilingKind } from '@/lib/registry/filing';
import type { ReformView } from '@/lib/registry/views';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { takeBackReformAction } from '../../units/actions';

export async function generateMetadata() {
  return { title: (await getTranslations('reforms'))('title') };
}

export default async function ReformPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await requireAct('unit.edit', `/desk/reforms/${id}`);
  const reform = actor && /^\d{1,9}$/.test(id) ? await readReform(actor, Number(id), today()) : null;
  if (!reform) return <Absent />;
  const t = await getTranslations('reforms');
  const nav = await getTranslations('nav');
  return (
    <>
      <PageHeader
        title={t('page', { day: reform.day, kind: t(`kind.${reform.kind}`) })}
        crumbs={[{ href: '/units', name: nav('units') }]}
        crumbsLabel={nav('breadcrumb')}
        lead={reform.takenBack && <Badge tone="closed">{t('takenBack')}</Badge>}
      />
      <ReformFacts reform={reform} />
      {!reform.takenBack && (
        <section className="mt-6" aria-label={t('back')}>
          <TakeBackForm reform={reform.id} action={takeBackReformAction} />
        </section>
      )}
    </>
  );
}

async function ReformFacts({ reform }: { reform: ReformView }) {
  const t = await getTranslations('reforms');
  const field = await getTranslations('field');
  const format = await getFormatter();
  const at = (moment: Date | null) => moment && format.dateTime(moment, { dateStyle: 'medium', timeStyle: 'short' });
  const taken = [
    [t('backBy'), reform.takenBackBy ?? t('commandLine')],
    [t('backAt'), at(reform.takenBackAt)],
  ] as const;
  return (
    <Facts
      facts={[
        [t('state'), t(reform.takenBack ? 'takenBack' : 'holds')],
        [field('document'), reform.document],
        [t('units'), <Units key="units" units={reform.units} />],
        [t('filed'), reform.filings.length ? <Filings key="filings" filings={reform.filings} /> : null],
        [t('by'), reform.enteredBy ?? t('commandLine')],
        [t('at'), at(reform.enteredAt)],
        ...(reform.takenBack ? taken : []),
      ]}
    />
  );
}

async function Units({ units }: Pick<ReformView, 'units'>) {
  const t = await getTranslations('reforms');
  return (
    <ul>
      {units.map(({ id, name, made }) => (
        <li key={id}>
          {name === null ? `#${id}${t('gone')}` : <Link href={`/units/${id}`}>{name}</Link>}
          {made && name !== null && t('made')}
        </li>
      ))}
    </ul>
  );
}

async function Filings({ filings }: Pick<ReformView, 'filings'>) {
  const code = await getTranslations('code.filingKind');
  return (
    <ul>
      {filings.map(({ id, name, kind }) => (
        <li key={id}>
          <Link href={`/desk/filings/${id}`}>
            {code(kind as FilingKind)} · {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
