import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import { NameForm } from '@/components/profile/name-form';
import { SessionList } from '@/components/profile/session-list';
import { Facts, Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { browserOf } from '@/lib/access/browser';
import { ownProfile, type Profile } from '@/lib/db/profile';
import { type OwnSession, ownSessions } from '@/lib/db/sessions';
import { ownSecondStep, type SecondStep } from '@/lib/db/totp';
import { requireActor, requireHolder } from '@/lib/web/session';
import { endOthersAction, endSessionAction, renameSelfAction } from './actions';

export async function generateMetadata() {
  return { title: (await getTranslations('profile'))('title') };
}

const DONE = ['name', 'password', 'session', 'others', 'second-step-off'] as const;

export default async function ProfilePage({ searchParams }: { searchParams: Promise<{ done?: string }> }) {
  const actor = await requireActor(address('/desk/profile', await searchParams));
  const { sessionId } = await requireHolder(address('/desk/profile', await searchParams));
  const profile = await ownProfile(actor);
  const { done: asked } = await searchParams;
  const done = DONE.find((each) => each === asked);
  const t = await getTranslations('profile');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {done && <Notice tone="good">{t(`done.${done}`)}</Notice>}
      {profile && <About profile={profile} step={await ownSecondStep(actor)} />}
      <h2 className="mt-8 mb-2">{t('sessions')}</h2>
      <p className="mb-2 max-w-prose text-muted">{t('sessionsLead')}</p>
      <SessionList sessions={await sessionRows(await ownSessions(actor))} current={sessionId} endOne={endSessionAction} endOthers={endOthersAction} />
    </>
  );
}

async function About({ profile, step }: { profile: Profile; step: SecondStep }) {
  const t = await getTranslations('profile');
  const format = await getFormatter();
  const field = await getTranslations('field');
  const role = await getTranslations('code.role');
  const changed = profile.passwordChangedAt && format.dateTime(profile.passwordChangedAt, { dateStyle: 'medium' });
  return (
    <div className="max-w-3xl">
      <Facts
        facts={[
          [field('username'), profile.username],
          [t('roles'), profile.grants.map((grant) => t('grant', { role: role(grant.role), region: grant.regionName })).join('；') || t('noRole')],
          [
            field('password'),
            <span key="password" className="flex flex-wrap gap-x-4">
              {changed ? t('passwordChanged', { day: changed }) : t('passwordNever')}
              <Link href="/desk/profile/password">{t('changePassword')}</Link>
            </span>,
          ],
          [
            t('secondStep'),
            <span key="second-step" className="flex flex-wrap gap-x-4">
              {step.since ? t('secondStepOn', { day: format.dateTime(step.since, { dateStyle: 'medium' }), left: step.recoveryLeft }) : t('secondStepOff')}
              <Link href="/desk/profile/code">{t('secondStepManage')}</Link>
            </span>,
          ],
        ]}
      />
      <div className="mt-6">
        <NameForm action={renameSelfAction} displayName={profile.displayName} />
      </div>
    </div>
  );
}

/** The sessions in the words of the page. */
async function sessionRows(sessions: readonly OwnSession[]) {
  const t = await getTranslations('profile');
  const format = await getFormatter();
  const moment = (at: Date) => format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' });
  return sessions.map(({ id, createdAt, lastUsedAt, address, userAgent }) => {
    const { browser, system } = browserOf(userAgent);
    const where = browser || system ? t('browser', { browser: browser ?? t('someBrowser'), system: system ?? t('someSystem') }) : t('unknownBrowser');
    return { id, where, address: address ?? '—', begun: moment(createdAt), lastUsed: moment(lastUsedAt) };
  });
}
