import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Absent } from '@/app/absent';
import { RefusedQuery } from '@/components/refused';
import { PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { ReformForm } from '@/components/unit/reform-form';
import { reference } from '@/lib/db/reference';
import { accountsEverOpen } from '@/lib/db/unit-accounts';
import { readUnit } from '@/lib/db/unit-read';
import { REFORMS } from '@/lib/registry/reform';
import type { UnitView } from '@/lib/registry/views';
import { regionLabel } from '@/lib/taxonomy/find';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { sectorsEver } from '@/lib/web/sector-choices';
import { suggestRegionAction, suggestUnitAction } from '../../../accounts/actions';
import { reformUnitAction } from '../../actions';

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

const query = z.object({ kind: z.enum(REFORMS).default('merge') });

export async function generateMetadata() {
  return { title: (await getTranslations('reforms'))('title') };
}

export default async function ReformPage({ params, searchParams }: Props) {
  const { id } = await params;
  const path = `/desk/units/${id}/reform`;
  const actor = await requireAct('unit.edit', address(path, await searchParams));
  const unit = actor && /^\d{1,9}$/.test(id) ? await readUnit(actor, Number(id)) : null;
  if (!unit?.mayEdit) return <Absent />;
  const t = await getTranslations('reforms');
  const read = await pageQuery(query, path, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={path} query={await searchParams} />;
  const { kind } = read.change;
  return (
    <>
      <PageHeader title={t('title')} lead={unit.now.name} crumbs={[{ href: `/units/${unit.id}`, name: unit.now.name }]} crumbsLabel={t('title')} />
      <Kinds chosen={kind} path={path} />
      <p className="mb-4 max-w-prose">{t(`lead.${kind}`)}</p>
      <ReformForm
        key={kind}
        kind={kind}
        action={reformUnitAction}
        before={await fieldsOf(unit)}
        accounts={kind === 'merge' ? [] : await accountsEverOpen(unit.id)}
        sectors={await sectorsEver(await getLocale())}
        suggestRegion={suggestRegionAction}
        suggestUnit={suggestUnitAction}
      />
    </>
  );
}

async function Kinds({ chosen, path }: { chosen: string; path: string }) {
  const t = await getTranslations('reforms');
  return (
    <nav aria-label={t('kinds')} className="mb-4">
      <ul className="flex flex-wrap gap-x-5">
        {REFORMS.map((kind) => (
          <li key={kind}>
            <Link href={`${path}?kind=${kind}`} aria-current={kind === chosen ? 'page' : undefined} className="inline-block py-1.5 aria-[current]:font-bold">
              {t(`kind.${kind}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

async function fieldsOf({ id, version, now }: UnitView): Promise<Record<string, string>> {
  const { regions } = await reference();
  const region = regions.at(now.regionCode, today());
  const label = region ? regionLabel(regions, region, today()) : now.region;
  return { id: String(id), version: String(version), day: today(), region1: label, region2: label, region3: label };
}
