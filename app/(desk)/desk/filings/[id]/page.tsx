import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { AskedTable } from '@/components/filing/asked-table';
import { FilingHistory } from '@/components/filing/history';
import { FilingLint, Waivers } from '@/components/filing/lint';
import { MoveForm } from '@/components/filing/move-form';
import { Badge, Facts, Notice, PageHeader } from '@/components/ui/page';
import { lintOf } from '@/lib/db/filing-lint';
import { readFiling } from '@/lib/db/filing-read';
import { filingDays } from '@/lib/db/settings';
import type { FilingPage } from '@/lib/registry/filing-views';
import { requireAct } from '@/lib/web/desk';
import { type SearchParams, today } from '@/lib/web/page-query';
import { moveAction } from '../actions';

type Params = { params: Promise<{ id: string }>; searchParams: SearchParams };

export async function generateMetadata() {
  return { title: (await getTranslations('filings'))('title') };
}

export default async function OneFilingPage({ params, searchParams }: Params) {
  const { id } = await params;
  const actor = await requireAct('filing.read', `/desk/filings/${id}`);
  const filing = actor && /^\d{1,9}$/.test(id) ? await readFiling(actor, Number(id), today()) : null;
  if (!actor || !filing) return <Absent />;
  const t = await getTranslations('filings');
  const code = await getTranslations('code');
  return (
    <>
      <PageHeader
        title={t('of', { kind: code(`filingKind.${filing.kind}`), name: filing.name })}
        crumbs={[{ href: '/desk/filings', name: t('title') }]}
        crumbsLabel={t('title')}
        lead={<Badge tone={filing.state === 'returned' ? 'warn' : 'plain'}>{code(`filingState.${filing.state}`)}</Badge>}
      />
      {(await searchParams).told === '1' && <Told filing={filing} />}
      <div className="grid gap-8 lg:grid-cols-2">
        <section aria-label={t('what')}>
          {filing.moves.includes('return') && <FilingLint findings={await lintOf(actor, filing, today())} />}
          <Waivers waivers={filing.waivers} />
          <What filing={filing} />
        </section>
        <div>
          <section aria-labelledby="history" className="mb-6">
            <h2 id="history" className="mb-2">
              {t('history')}
            </h2>
            <FilingHistory steps={filing.steps} />
          </section>
          <section aria-labelledby="moves" className="no-print">
            <h2 id="moves" className="mb-2">
              {t('moves')}
            </h2>
            <Moves filing={filing} />
          </section>
        </div>
      </div>
    </>
  );
}

// For the later of two who decided at once.
async function Told({ filing: { steps } }: { filing: FilingPage }) {
  const t = await getTranslations('filings');
  return (
    <Notice tone="wrong" title={t('toldTitle')}>
      <p>{t('told')}</p>
      <FilingHistory steps={steps.slice(-1)} />
    </Notice>
  );
}

async function What({ filing }: { filing: FilingPage }) {
  const t = await getTranslations('filings');
  const { kind, asked, direct, bySelf, batchId, reformId, reason, links } = filing;
  const field = await getTranslations('field');
  return (
    <>
      {bySelf && <Notice tone="plain">{t(direct ? 'direct' : 'bySelf')}</Notice>}
      <AskedTable asked={asked} opening={kind === 'opening'} />
      <Facts facts={await factsOf(filing)} />
      <Facts
        facts={[
          [field('reason'), reason],
          [field('links'), links.length > 0 ? <Links key="links" links={links} /> : null],
        ]}
      />
      {batchId !== null && (
        <p className="mt-3">
          <Link href={`/desk/imports/${batchId}`}>{t('inBatch')}</Link>
        </p>
      )}
      {reformId !== null && (
        <p className="mt-3">
          <Link href={`/desk/reforms/${reformId}`}>{t('inReform')}</Link>
        </p>
      )}
      <Clock filing={filing} />
    </>
  );
}

async function factsOf(filing: FilingPage) {
  const t = await getTranslations('filings');
  const field = await getTranslations('field');
  const code = await getTranslations('code.platform');
  const { id, platform, unitId, unitName, accountId, name, office, informed, askedBy, decidedBy, decidedAt, effectiveOn } = filing;
  const nobody = t('commandLine');
  return [
    [t('number'), id],
    [t('onPlatform'), code(platform)],
    [
      field('unit'),
      unitId === null ? (
        unitName
      ) : (
        <Link key="unit" href={`/units/${unitId}`}>
          {unitName}
        </Link>
      ),
    ],
    ...(accountId === null
      ? []
      : [
          [
            t('account'),
            <Link key="account" href={`/accounts/${accountId}`}>
              {name}
            </Link>,
          ] as const,
        ]),
    [t('office'), t('officeOf', { region: office })],
    ...(informed.length ? [[t('informed'), informed.join('、')] as const] : []),
    [t('askedBy'), askedBy ?? nobody],
    ...(decidedAt ? [[t('decidedBy'), decidedBy ?? nobody] as const] : []),
    ...(effectiveOn ? [[t('effective'), effectiveOn] as const] : []),
    ...(filing.dueOn ? [[t('due'), <Due key="due" filing={filing} />] as const] : []),
  ] as const;
}

async function Due({ filing: { dueOn, daysLeft } }: { filing: FilingPage }) {
  const t = await getTranslations('filings');
  const days = daysLeft ?? 0;
  const told = t(days > 0 ? 'dueIn' : days === 0 ? 'dueToday' : 'overdueBy', { dueOn: dueOn ?? '', days: Math.abs(days) });
  return days > 0 ? told : <strong className="text-wrong">{told}</strong>;
}

async function Clock({ filing: { dueOn, yearsUnknown } }: { filing: FilingPage }) {
  const t = await getTranslations('filings');
  if (dueOn === null) return null;
  return (
    <p className="mt-3 text-sm text-muted">
      {t('clock', { days: await filingDays() })}
      {yearsUnknown.length > 0 && ` ${t('yearsUnknown', { years: yearsUnknown.join('、') })}`}
    </p>
  );
}

function Links({ links }: { links: readonly string[] }) {
  return (
    <ul>
      {links.map((link) => (
        <li key={link}>
          <a href={link} rel="noreferrer nofollow" className="break-all">
            {link}
          </a>
        </li>
      ))}
    </ul>
  );
}

async function Moves({ filing }: { filing: FilingPage }) {
  const t = await getTranslations('filings');
  const code = await getTranslations('code');
  const { id, version, kind, moves, unitName, name } = filing;
  if (moves.length === 0) return <p>{t('noMoves')}</p>;
  const letter = t('letter', { unit: unitName, name, kind: code(`filingKind.${kind}`) });
  return moves.map((move) =>
    move === 'resubmit' ? (
      <p key={move} className="mb-3">
        <Link className="button" href={`/desk/filings/${id}/edit`}>
          {code('filingMove.resubmit')}
        </Link>
      </p>
    ) : (
      <MoveForm key={move} action={moveAction} filing={{ id, version, kind }} move={move} letter={letter} today={today()} />
    ),
  );
}
