import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Qr } from '@/components/profile/qr';
import { CodesForm, PasswordAsked } from '@/components/profile/second-step';
import { Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { enrolAddress, grouped } from '@/lib/access/totp';
import { ownProfile } from '@/lib/db/profile';
import { ownSecondStep, type SecondStep } from '@/lib/db/totp';
import { requireHolder } from '@/lib/web/session';
import { beginSecondStepAction, endSecondStepAction, recoveryCodesAction } from './actions';

export async function generateMetadata() {
  return { title: (await getTranslations('profile'))('secondStep') };
}

/** The second step of signing in; open to whoever must set it up before anything else. */
export default async function SecondStepPage({ searchParams }: { searchParams: Promise<{ do?: string }> }) {
  const { actor, owes } = await requireHolder(address('/desk/profile/code', await searchParams));
  const t = await getTranslations('profile');
  const nav = await getTranslations('nav');
  const step = await ownSecondStep(actor);
  const ending = (await searchParams).do === 'end';
  const crumbs = owes ? [] : [{ href: '/desk/profile', name: t('title') }];
  return (
    <>
      <PageHeader title={t('secondStep')} lead={t('secondStepLead')} crumbs={crumbs} crumbsLabel={nav('breadcrumb')} />
      {owes === 'totp' && <Notice tone="warn">{t('owesTotp')}</Notice>}
      {step.waiting && <Scan secret={step.waiting} username={(await ownProfile(actor))?.username ?? ''} />}
      {step.since && <Since step={step} ending={ending} />}
      {(step.waiting || (step.since && !ending)) && <CodesForm action={recoveryCodesAction} confirmed={step.since !== null} />}
      {!step.since && (
        <section className="mt-6">
          <h2 className="mb-2">{t(step.waiting ? 'scanAnew' : 'begin')}</h2>
          <PasswordAsked action={beginSecondStepAction} button={t(step.waiting ? 'beginAnew' : 'begin')} plain={step.waiting !== null} />
        </section>
      )}
      {step.since && ending && <PasswordAsked action={endSecondStepAction} button={t('endSecondStep')} />}
    </>
  );
}

async function Scan({ secret, username }: { secret: string; username: string }) {
  const t = await getTranslations('profile');
  const app = await getTranslations('app');
  return (
    <div className="mb-4">
      <p className="mb-2 max-w-prose">{t('scan')}</p>
      <Qr text={enrolAddress(secret, username, app('name'))} label={t('qr')} />
      <p className="mt-2 max-w-prose">
        {t('typeSecret')} <code className="break-all">{grouped(secret)}</code>
      </p>
    </div>
  );
}

async function Since({ step, ending }: { step: SecondStep; ending: boolean }) {
  const t = await getTranslations('profile');
  const format = await getFormatter();
  const day = step.since ? format.dateTime(step.since, { dateStyle: 'medium' }) : '';
  return (
    <>
      <p className="mb-4">{t('secondStepOn', { day, left: step.recoveryLeft })}</p>
      <p className="mb-6">
        <Link href={ending ? '/desk/profile/code' : '/desk/profile/code?do=end'}>{t(ending ? 'renewCodes' : 'endSecondStep')}</Link>
      </p>
      <h2 className="mb-2">{t(ending ? 'endSecondStep' : 'renewCodes')}</h2>
    </>
  );
}
