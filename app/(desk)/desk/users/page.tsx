import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Absent } from '@/app/absent';
import { RefusedQuery } from '@/components/refused';
import { Badge, Empty, Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { may } from '@/lib/access/acts';
import { USER_DUES } from '@/lib/access/user-due';
import { holdsAllThree, listUsers, type UserView } from '@/lib/db/user-list';
import { usersDue } from '@/lib/db/users-due';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { grantText } from './grant-text';

export async function generateMetadata() {
  return { title: (await getTranslations('users'))('title') };
}

const PATH = '/desk/users';
const query = z.object({ due: z.enum(USER_DUES).optional() });

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('user.read', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('users');
  const read = await pageQuery(query, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { due } = read.change;
  const all = await listUsers(actor, today());
  const ids = due && new Set((await usersDue(actor, today()))[due]);
  const users = all.filter(({ id }) => ids === undefined || ids.has(id));
  const separated = all.some(({ disabled, grants }) => !disabled && grants.some(({ role }) => role === 'security'));
  const manages = may(actor, 'user.manage') && (!separated || actor.grants.some(({ role }) => role === 'security'));
  const newUser = manages && (
    <Link className="button" href="/desk/users/new">
      {t('new')}
    </Link>
  );
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} actions={newUser} />
      {separated && <Notice tone="plain">{t('separated')}</Notice>}
      {all
        .filter((user) => !user.disabled && holdsAllThree(user, separated))
        .map(({ id, displayName }) => (
          <Notice key={id} tone="warn">
            {t('allThree', { name: displayName })}
          </Notice>
        ))}
      {due && (
        <p className="mb-2">
          {t('only', { due: t(`due.${due}`) })} <Link href={PATH}>{t('showAll')}</Link>
        </p>
      )}
      {users.length ? <UserTable users={users} /> : <Empty title={t('none')} />}
    </>
  );
}

async function UserTable({ users }: { users: readonly UserView[] }) {
  const t = await getTranslations('users');
  return (
    <div className="overflow-x-auto">
      <table className="list-table">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('username')}</th>
            <th scope="col">{t('displayName')}</th>
            <th scope="col">{t('grants')}</th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <UserRow key={user.id} user={user} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

async function UserRow({ user: { id, username, displayName, grants, disabled, erased, persona } }: { user: UserView }) {
  const t = await getTranslations('users');
  const texts = await Promise.all(grants.map(grantText));
  return (
    <tr>
      <th scope="row">
        <Link href={`/desk/users/${id}`}>{username}</Link>
      </th>
      <td>{displayName}</td>
      <td>{texts.join('；') || t('noGrants')}</td>
      <td className="whitespace-nowrap">
        {disabled ? <Badge tone="closed">{t(erased ? 'erased' : 'disabled')}</Badge> : t('active')} {persona && <Badge tone="warn">{t('persona')}</Badge>}
      </td>
    </tr>
  );
}
