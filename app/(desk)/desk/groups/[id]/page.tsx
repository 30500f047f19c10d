import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { EndGroupForm, GroupForm, JoinForm, JoinOneForm, LeaveForm } from '@/components/group/forms';
import { RefusedQuery } from '@/components/refused';
import { FilterBar, FilterText } from '@/components/ui/filter-bar';
import { ListTable } from '@/components/ui/list-table';
import { Empty, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { listAccounts } from '@/lib/db/account-list';
import { keepsGroup } from '@/lib/db/group-write';
import { membersOf, readGroup } from '@/lib/db/groups';
import { unitLabel } from '@/lib/exchange/owner';
import { groupEditQuery } from '@/lib/registry/group-query';
import type { GroupView } from '@/lib/registry/group-views';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { suggestUnitAction } from '../../accounts/actions';
import { changeGroupAction, endGroupAction, joinGroupAction, leaveGroupAction } from '../actions';

type Params = { params: Promise<{ id: string }>; searchParams: SearchParams };
type Known = { id: string; version: string };

const MOST = 20;

export async function generateMetadata() {
  return { title: (await getTranslations('groups'))('edit') };
}

export default async function EditGroupPage({ params, searchParams }: Params) {
  const { id } = await params;
  const path = `/desk/groups/${id}`;
  const actor = await requireAct('group.manage', address(path, await searchParams));
  const group = actor && /^\d{1,9}$/.test(id) ? await readGroup(Number(id), today()) : null;
  if (!actor || !group || group.until !== null || !(await keepsGroup(actor, group, today()))) return <Absent />;
  const t = await getTranslations('groups');
  const form = await getTranslations('groupForm');
  const read = await pageQuery(groupEditQuery, path, searchParams);
  if (!read.accepted) return <RefusedQuery title={group.name} findings={read.findings} path={path} query={await searchParams} />;
  const known = { id, version: String(group.version) };
  return (
    <>
      <PageHeader title={group.name} lead={t('edit')} crumbs={[{ href: `/groups/${id}`, name: t('back') }]} crumbsLabel={t('back')} />
      <Members group={group} known={known} />
      <h2 className="mt-6 mb-2">{t('search')}</h2>
      <FilterBar action={path}>
        <FilterText name="q" label={t('search')} value={read.change.q} hint={t('searchHint')} />
      </FilterBar>
      {read.change.q && <Found text={read.change.q} group={group} known={known} />}
      <h2 className="mt-6 mb-2">{form('joinTitle')}</h2>
      <JoinForm key={`join${group.version}`} action={joinGroupAction} before={{ ...known, joinedOn: today() }} />
      <h2 className="mt-8 mb-2">{form('changeTitle')}</h2>
      <GroupForm key={`change${group.version}`} action={changeGroupAction} before={{ ...known, ...typedOf(group) }} editing suggestUnit={suggestUnitAction} />
      <h2 className="mt-8 mb-1">{form('endTitle')}</h2>
      <p className="mb-3 text-muted">{form('endHint')}</p>
      <EndGroupForm action={endGroupAction} before={{ ...known, endedOn: today() }} />
    </>
  );
}

// The group as its form would have it typed.
function typedOf({ name, kind, lead, leadUnitId, leadAccountId, platforms, note }: GroupView): Record<string, string> {
  return {
    groupName: name,
    groupKind: kind,
    unit: leadUnitId === null ? '' : unitLabel({ id: leadUnitId, name: lead ?? '' }),
    leadAccount: leadAccountId === null ? '' : `${lead}（#${leadAccountId}）`,
    ...Object.fromEntries(platforms.map((platform) => [`on-${platform}`, 'yes'])),
    note: note ?? '',
  };
}

async function Members({ group, known }: { group: GroupView; known: Known }) {
  const t = await getTranslations('groups');
  const code = await getTranslations('code.platform');
  const form = await getTranslations('groupForm');
  const members = await membersOf(group.id, today(), { from: today(), to: today() });
  if (members.length === 0) return <Empty title={t('coverageNone')} />;
  return (
    <ListTable caption={form('leaveHint')} shown heads={[t('account'), t('unit'), t('joined'), form('leave')]}>
      {members.map((member) => (
        <tr key={member.id}>
          <th scope="row" className="font-normal">
            <Link href={`/accounts/${member.accountId}`}>{member.name}</Link> <span className="text-sm text-muted">{code(member.platform)}</span>
          </th>
          <td>{member.unit ?? '—'}</td>
          <td className="whitespace-nowrap">{member.from}</td>
          <td>
            <LeaveForm action={leaveGroupAction} before={{ ...known, member: String(member.id), [`until-${member.id}`]: today() }} account={member.name} />
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

async function Found({ text, group, known }: { text: string; group: GroupView; known: Known }) {
  const t = await getTranslations('groups');
  const code = await getTranslations('code.platform');
  const anything = { regions: [], scope: 'subtree', sectors: [], tiers: [], ranks: [], holders: [], statuses: [], provenances: [], unitId: null } as const;
  const filter = { ...anything, asOf: today(), platforms: group.platforms, text };
  const { items, total } = await listAccounts(filter, { sort: 'name', skip: 0, take: MOST });
  return (
    <>
      <p className="mb-2">{[t('found', { total }), total > MOST && t('more', { shown: MOST })].filter(Boolean).join(' ')}</p>
      <ul>
        {items.map((account) => (
          <li key={account.id} className="mb-2 flex flex-wrap items-center gap-x-4 border-b border-line pb-2">
            <span>
              <Link href={`/accounts/${account.id}`}>{account.name}</Link> <span className="text-sm text-muted">{code(account.platform)}</span> {account.unit}
            </span>
            <JoinOneForm
              action={joinGroupAction}
              before={{ ...known, accounts: `#${account.id}`, joinedOn: today() }}
              name={`${account.name}（${code(account.platform)}）`}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
