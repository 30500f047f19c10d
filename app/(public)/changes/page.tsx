import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { NoSuchPage } from '@/app/no-such-page';
import { PlatformBadge } from '@/components/account/list';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { ListFoot } from '@/components/ui/list-foot';
import { ListTable } from '@/components/ui/list-table';
import { Empty, PageHeader } from '@/components/ui/page';
import { countChanges, listChanges } from '@/lib/db/changes';
import { reference } from '@/lib/db/reference';
import { CHANGE_KINDS, type ChangeView, changesQuery, checkDays } from '@/lib/registry/changes';
import { PLATFORMS } from '@/lib/taxonomy/codes';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { type ChangesQuery, changesAddress, filterOf, wordsOf } from './view';

const PER_PAGE = 50;

export async function generateMetadata() {
  return { title: (await getTranslations('changes'))('title') };
}

export default async function ChangesPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('changes');
  const read = await pageQuery(changesQuery, '/changes', searchParams, (asked) => checkDays(asked, today()));
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path="/changes" query={await searchParams} />;
  const query = read.change;
  const filter = filterOf(query);
  const counts = await countChanges(filter);
  const total = CHANGE_KINDS.filter((kind) => !query.kind.length || query.kind.includes(kind)).reduce((sum, kind) => sum + counts[kind], 0);
  const pages = Math.ceil(total / PER_PAGE);
  const toPage = (page: number) => changesAddress('/changes', query, { page: page === 1 ? null : page });
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Filter query={query} />
      <h2 className="mb-2">{t('between', { from: filter.from, to: filter.to })}</h2>
      <Kinds query={query} counts={counts} />
      {total === 0 ? (
        <Empty title={t('none')}>{t('noneNext')}</Empty>
      ) : query.page > pages ? (
        <NoSuchPage page={query.page} pages={pages} href={toPage} />
      ) : (
        <Changes changes={await listChanges(filter, { skip: (query.page - 1) * PER_PAGE, take: PER_PAGE })} />
      )}
      <ListFoot page={query.page} pages={pages} href={toPage} />
      <p className="mt-4 max-w-prose text-sm text-muted">{t('definition')}</p>
      <p className="no-print">
        <ExportLinks hrefOf={(format) => changesAddress('/changes/export', query, { format })} />
      </p>
    </>
  );
}

async function Filter({ query }: { query: ChangesQuery }) {
  const t = await getTranslations('changes');
  const field = await getTranslations('field');
  const code = await getTranslations('code.platform');
  const coverage = await getTranslations('coverage');
  const { regions } = await reference();
  const { from, to } = filterOf(query);
  const where = query.region.map((each) => regions.at(each, to)?.name ?? each).join('、');
  return (
    <FilterBar action="/changes">
      <DayField name="from" label={field('from')} value={from} />
      <DayField name="to" label={field('to')} value={to} />
      <FilterText name="place" label={field('region')} hint={where || coverage('nation')} />
      {query.region.map((each) => (
        <input key={each} type="hidden" name="region" value={each} />
      ))}
      <FilterSelect name="platform" label={field('platform')} value={query.platform[0]} choices={PLATFORMS.map((value) => ({ value, label: code(value) }))} />
      <FilterSelect
        name="kind"
        label={t('column.kindOf')}
        value={query.kind[0]}
        choices={CHANGE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
    </FilterBar>
  );
}

function DayField({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <label>
      <span className="block text-sm font-semibold">{label}</span>
      <input name={name} type="date" className="input" defaultValue={value} />
    </label>
  );
}

async function Kinds({ query, counts }: { query: ChangesQuery; counts: Awaited<ReturnType<typeof countChanges>> }) {
  const t = await getTranslations('changes');
  const all = { href: changesAddress('/changes', query, { kind: null }), name: t('all'), here: query.kind.length === 0 };
  const each = CHANGE_KINDS.map((kind) => ({
    href: changesAddress('/changes', query, { kind }),
    name: t('count', { kind: t(`kind.${kind}`), count: counts[kind] }),
    here: query.kind.length === 1 && query.kind[0] === kind,
  }));
  return (
    <nav aria-label={t('column.kindOf')} className="mb-3">
      <ul className="flex flex-wrap gap-x-5">
        {[all, ...each].map(({ href, name, here }) => (
          <li key={name}>
            <Link href={href} aria-current={here ? 'page' : undefined} className="inline-block py-1 aria-[current]:font-bold">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

async function Changes({ changes }: { changes: readonly ChangeView[] }) {
  const t = await getTranslations('changes');
  const words = await wordsOf();
  return (
    <ListTable caption={t('title')} heads={(['account', 'platform', 'kindOf', 'was', 'is', 'day'] as const).map((name) => t(`column.${name}`))}>
      {changes.map((change) => (
        <tr key={`${change.id}${change.kind}`}>
          <th scope="row" className="min-w-36 font-normal">
            <Link href={`/accounts/${change.id}`}>{(change.is ?? change.was)?.name}</Link>
            <span className="block text-sm text-muted">{(change.is ?? change.was)?.unit}</span>
          </th>
          <td>
            <PlatformBadge platform={change.platform} />
          </td>
          <td className="whitespace-nowrap">{t(`kind.${change.kind}`)}</td>
          <td>{words(change).was}</td>
          <td>{words(change).is}</td>
          <td className="whitespace-nowrap">{change.day ?? '—'}</td>
        </tr>
      ))}
    </ListTable>
  );
}
