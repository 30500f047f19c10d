import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { GapHistory } from '@/components/gap/history';
import { StepForm } from '@/components/gap/step-form';
import { Badge, Facts, Notice, PageHeader } from '@/components/ui/page';
import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import type { ChaseState, ChaseStep } from '@/lib/coverage/chase';
import { answerBy } from '@/lib/coverage/chase-fields';
import { refuseOutside } from '@/lib/db/audit';
import { type GapPage, readGapPage } from '@/lib/db/gap-read';
import { reference } from '@/lib/db/reference';
import type { Day } from '@/lib/taxonomy/day';
import { workdaysBetween } from '@/lib/taxonomy/workday';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { stepAction } from '../actions';
import { bodyOf, PATH, registrationOf } from '../view';

/** What is late: nobody has answered, or what was answered has not come. */
const LATE: readonly ChaseState[] = ['overdue', 'promise-passed'];

export async function generateMetadata() {
  return { title: (await getTranslations('gaps'))('one') };
}

export default async function OneGapPage({ params }: { params: Promise<{ gap: string }> }) {
  const { gap: text } = await params;
  const actor = await requireAct('gap.read', `${PATH}/${text}`);
  const found = actor && (await readGapPage(actor, text, today()));
  if (actor && !found) await refuseOutside(actor, 'gap.read', { subjectType: 'gap', subjectId: text });
  if (!actor || !found) return <Absent />;
  const t = await getTranslations('gaps');
  const code = await getTranslations('code');
  const { gap, steps } = found;
  const name = bodyOf(gap);
  return (
    <>
      <PageHeader
        title={t('of', { name, platform: code(`platform.${gap.platform}`) })}
        crumbs={[{ href: PATH, name: t('title') }]}
        crumbsLabel={t('title')}
        lead={
          <Badge tone={gap.covered || !LATE.includes(gap.chase.state) ? 'plain' : 'warn'}>{code(`gapState.${gap.covered ? 'opened' : gap.chase.state}`)}</Badge>
        }
      />
      <Closed found={found} />
      <div className="grid gap-8 lg:grid-cols-2">
        <section aria-label={t('what')}>
          <What found={found} />
          <Next actor={actor} found={found} />
        </section>
        <div>
          <section aria-labelledby="history" className="mb-6">
            <h2 id="history" className="mb-2">
              {t('history')}
            </h2>
            <GapHistory steps={steps} />
          </section>
          <Steps found={found} />
        </div>
      </div>
    </>
  );
}

async function Closed({ found: { gap } }: { found: GapPage }) {
  const t = await getTranslations('gaps');
  if (!gap.covered) return null;
  return <Notice tone="good" title={gap.openedOn === null ? t('coveredOtherwise') : t('openedOn', { day: gap.openedOn })} />;
}

async function What({ found: { gap } }: { found: GapPage }) {
  const t = await getTranslations('gaps');
  const field = await getTranslations('field');
  const code = await getTranslations('code');
  const { calendar } = await reference();
  const { chase } = gap;
  const lateBy = (state: ChaseState, day: Day | null) =>
    chase.state === state && day !== null && !gap.covered ? (
      <strong className="text-wrong">{t('lateBy', { day, days: workdaysBetween(calendar, day, today()) })}</strong>
    ) : (
      day
    );
  return (
    <Facts
      facts={[
        [field('region'), `${gap.region}（${gap.regionCode}）`],
        [field('sector'), (await getLocale()) === 'en' ? gap.sectorEn : gap.sector],
        [field('tier'), code(`tier.${gap.tier}`)],
        [field('platform'), code(`platform.${gap.platform}`)],
        [
          field('unit'),
          gap.unitId === null ? (
            t('unitUnknown', { name: bodyOf(gap) })
          ) : (
            <Link key="unit" href={`/units/${gap.unitId}`}>
              {gap.unit}
            </Link>
          ),
        ],
        [t('rosterLabel'), t(gap.estimated ? 'roster.estimated' : 'roster.confirmed')],
        [t('assignee'), gap.assignee],
        [t('times'), chase.times > 0 ? t('timesOf', { times: chase.times, day: chase.chasedOn ?? '—' }) : null],
        [t('due'), lateBy('overdue', chase.dueOn)],
        [field('outcome'), chase.outcome && t('outcomeOn', { outcome: code(`outcome.${chase.outcome}`), day: chase.repliedOn ?? '—' })],
        [t('promised'), lateBy('promise-passed', chase.promisedOn)],
      ]}
    />
  );
}

/** What the answer asks for next, and where it is done. */
async function Next({ actor, found: { gap } }: { actor: Actor; found: GapPage }) {
  const t = await getTranslations('gaps');
  const rosters = await getTranslations('rosters');
  const { outcome } = gap.chase;
  if (gap.covered) return null;
  const told = outcome === 'unregistered' || outcome === 'to-open' ? 'toRegister' : outcome === null ? null : 'toRoster';
  return (
    <div className="mt-4">
      {told !== null && (
        <p className="mb-2 max-w-prose">
          {t(told)} {told === 'toRoster' && may(actor, 'roster.confirm') && <Link href="/desk/rosters/absences">{rosters('absence')}</Link>}
        </p>
      )}
      {may(actor, 'filing.submit') && (
        <Link className="button" href={registrationOf(gap)}>
          {t('register')}
        </Link>
      )}
    </div>
  );
}

async function Steps({ found }: { found: GapPage }) {
  const t = await getTranslations('gaps');
  const { gap, may: allowed, assignees } = found;
  const steps: ChaseStep[] = [...(allowed.chase ? (['chase'] as const) : []), ...(allowed.answer ? (['reply'] as const) : [])];
  const more: ChaseStep[] = [...(allowed.chase ? (['assign', 'snooze'] as const) : []), ...(allowed.answer ? (['note'] as const) : [])];
  const due = answerBy((await reference()).calendar, today());
  return (
    <section aria-labelledby="steps" className="no-print">
      <h2 id="steps" className="mb-2">
        {t('steps')}
      </h2>
      {steps.length === 0 && <p>{t('noSteps')}</p>}
      {[...steps, ...more].map((step) => (
        // Taken once, a step's form begins anew.
        <StepForm
          key={`${step}${gap.chase.seen}`}
          action={stepAction}
          gap={{ text: gap.text, seen: gap.chase.seen }}
          step={step}
          today={today()}
          due={due}
          assignees={assignees}
        />
      ))}
    </section>
  );
}
