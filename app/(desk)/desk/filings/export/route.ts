import { getTranslations } from 'next-intl/server';
import { address } from '@/components/ui/query';
import type { Actor } from '@/lib/access/actor';
import { type FilingFilter, listFilings } from '@/lib/db/filing-read';
import { accept } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import { filingsPageQuery } from '@/lib/registry/filing-query';
import { dayOf } from '@/lib/taxonomy/day';
import { requireAct } from '@/lib/web/desk';
import { exportRoute } from '@/lib/web/export';
import { filterWords } from '@/lib/web/filter-words';
import { today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { PATH, viewsFor } from '../view';

const AT_ONCE = 1000;

export async function GET(request: Request): Promise<Response> {
  const actor = await requireAct('filing.read', PATH);
  return actor ? filingsFile(request) : new Response(null, { status: 404 });
}

const filingsFile = exportRoute(filingsPageQuery.omit({ decided: true }), PATH, async ({ page: _, region, scope, sector, ...query }) => {
  const actor = await currentActor();
  const t = await getTranslations('filings');
  const field = await getTranslations('field');
  const words = await getTranslations('export');
  const code = await getTranslations('code');
  const csv = await getTranslations('csv');
  const areas = region.map((code) => ({ region: code, scope }));
  const filter = { ...query, view: query.view ?? viewsFor(actor)[0] ?? 'all', areas, sectors: sector };
  const { total } = await listFilings(actor, filter, today(), { skip: 0, take: 1 });
  const said = [
    code(`filingView.${filter.view}`),
    ...(filter.kind ? [code(`filingKind.${filter.kind}`)] : []),
    ...(filter.state ? [code(`filingState.${filter.state}`)] : []),
    ...(filter.due ? [code(`due.${filter.due}`)] : []),
  ];
  return accept({
    name: `${t('title')}-${today()}`,
    header: [
      words('number'),
      t('kind'),
      field('platform'),
      field('name'),
      field('unit'),
      field('state'),
      t('office'),
      t('askedBy'),
      words('askedOn'),
      t('due'),
    ],
    rows: await rowsOf(actor, filter),
    total,
    facts: [
      [words('content'), t('title')],
      [csv('filter'), await filterWords({ region, scope, sector, tier: [], asOf: today() }, [said.join(' · ')])],
      [csv('asOf'), today()],
      [csv('definition'), words('filingsDefinition')],
      [words('source'), words('fromRegister')],
    ],
    page: address(PATH, { ...query, view: filter.view, region, scope: scope === 'own' ? scope : null, sector }),
  });
});

async function rowsOf(actor: Actor, filter: FilingFilter): Promise<AsyncGenerator<FileCell[][]>> {
  const code = await getTranslations('code');
  return (async function* () {
    for (let skip = 0; ; skip += AT_ONCE) {
      const { items } = await listFilings(actor, filter, today(), { skip, take: AT_ONCE });
      yield items.map(({ id, kind, platform, name, unitName, state, office, askedBy, askedAt, dueOn }) => [
        ...[String(id), code(`filingKind.${kind}`), code(`platform.${platform}`), name, unitName, code(`filingState.${state}`)],
        ...[office, askedBy, dayOf(askedAt), dueOn],
      ]);
      if (items.length < AT_ONCE) return;
    }
  })();
}
