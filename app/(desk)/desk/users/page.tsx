import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Absent } from '@/app/absent';
import { NoSuchPage } from '@/app/no-such-page';
import { RefusedQuery } from '@/components/refused';
import { ListFoot } from '@/components/ui/list-foot';
import { ListTable } from '@/components/ui/list-table';
import { Badge, Empty, Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { SortHead } from '@/components/ui/sort-head';
import { may } from '@/lib/access/acts';
import { USER_DUES } from '@/lib/access/user-due';
import { holdsAllThree, listUsers, USER_SORTS, type UserView, usersInOrder } from '@/lib/db/user-list';
import { usersDue } from '@/lib/db/users-due';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { grantText } from './grant-text';

export async function generateMetadata() {
  return { title: (await getTranslations('users'))('title') };
}

const PATH = '/desk/users';
const PER_PAGE = 50;
const query = z.object({
  due: z.enum(USER_DUES).optional(),
  sort: z.enum(USER_SORTS).default('username'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('user.read', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('users');
  const read = await pageQuery(query, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { due, sort, page } = read.change;
  const all = await listUsers(actor, today());
  const ids = due && new Set((await usersDue(actor, today()))[due]);
  const users = usersInOrder(
    all.filter(({ id }) => ids === undefined || ids.has(id)),
    sort,
  );
  const pages = Math.ceil(users.length / PER_PAGE);
  const at = (change: { sort?: string; page?: number }) => address(PATH, { due, sort: sort === 'username' ? null : sort, ...change });
  const toPage = (number: number) => at({ page: number === 1 ? undefined : number });
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
      {users.length === 0 && <Empty title={t('none')} />}
      {users.length > 0 && page > pages && <NoSuchPage page={page} pages={pages} href={toPage} />}
      {users.length > 0 && page <= pages && (
        <UserTable users={users.slice((page - 1) * PER_PAGE, page * PER_PAGE)} sort={sort} sortHref={(by) => at({ sort: by })} />
      )}
      <ListFoot page={page} pages={pages} href={toPage} />
    </>
  );
}

async function UserTable({ users, sort, sortHref }: { users: readonly UserView[]; sort: string; sortHref: (sort: string) => string }) {
  const t = await getTranslations('users');
  return (
    <ListTable
      caption={t('title')}
      heads={[
        <SortHead key="username" label={t('username')} by="username" sort={sort} href={sortHref} />,
        <SortHead key="name" label={t('displayName')} by="name" sort={sort} href={sortHref} />,
        t('grants'),
        <SortHead key="state" label={t('state')} by="state" sort={sort} href={sortHref} />,
      ]}
    >
      {users.map((user) => (
        <UserRow key={user.id} user={user} />
      ))}
    </ListTable>
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
