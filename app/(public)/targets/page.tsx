import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { NoSuchPage } from '@/app/no-such-page';
import { RefusedQuery } from '@/components/refused';
import { TargetTable } from '@/components/target/target-table';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterText } from '@/components/ui/filter-bar';
import { ListFoot } from '@/components/ui/list-foot';
import { Empty, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { may } from '@/lib/access/acts';
import { targetsPageQuery } from '@/lib/coverage/targets-query';
import { reference } from '@/lib/db/reference';
import { measure } from '@/lib/db/targets';
import type { MeasuredTarget } from '@/lib/exchange/views';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { targetsWithin } from './view';

const PATH = '/targets';
/** Each is read for seven days. */
const PER = 10;

export async function generateMetadata() {
  return { title: (await getTranslations('targets'))('title') };
}

export default async function TargetsPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('targets');
  const field = await getTranslations('field');
  const read = await pageQuery(targetsPageQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { page, region } = read.change;
  const { regions } = await reference();
  const all = await targetsWithin(region);
  const pages = Math.ceil(all.length / PER);
  const measured: MeasuredTarget[] = [];
  for (const target of all.slice((page - 1) * PER, page * PER)) measured.push(await measure(target, today()));
  const toPage = (number: number) => address(PATH, { region, page: number === 1 ? null : number });
  const where = region.map((each) => regions.at(each, today())?.name ?? each).join('、');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} actions={may(await currentActor(), 'target.record') && <Door text={t('desk')} />} />
      <FilterBar action={PATH}>
        <FilterText name="place" label={field('region')} value={where} />
      </FilterBar>
      {all.length === 0 ? (
        <Empty title={t('none')}>{t('noneHint')}</Empty>
      ) : page > pages ? (
        <NoSuchPage page={page} pages={pages} href={toPage} />
      ) : (
        <TargetTable targets={measured} />
      )}
      <ListFoot page={page} pages={pages} href={toPage} />
      {all.length > 0 && (
        <p className="no-print mt-2">
          <ExportLinks hrefOf={(format) => address(`${PATH}/export`, { region, format })} />
        </p>
      )}
      <p className="mt-4 max-w-prose text-sm text-muted">{t('formulas')}</p>
    </>
  );
}

function Door({ text }: { text: string }) {
  return (
    <Link href="/desk/targets" className="button button-plain">
      {text}
    </Link>
  );
}
