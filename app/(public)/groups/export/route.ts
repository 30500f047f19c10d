import { getTranslations } from 'next-intl/server';
import { address } from '@/components/ui/query';
import { readEditions } from '@/lib/db/demonstration';
import { listGroups } from '@/lib/db/groups';
import { accept } from '@/lib/decision';
import { groupsPageQuery } from '@/lib/registry/group-query';
import { exportRoute, invented } from '@/lib/web/export';
import { filterWords } from '@/lib/web/filter-words';
import { today } from '@/lib/web/page-query';

export const GET = exportRoute(groupsPageQuery, '/groups', async ({ region }) => {
  const [t, csv, words, code] = [await getTranslations('groups'), await getTranslations('csv'), await getTranslations('export'), await getTranslations('code')];
  const groups = await listGroups(today(), region[0]);
  return accept({
    name: `${t('title')}-${today()}`,
    header: [
      ...[words('number'), t('name'), t('kind'), t('leader'), words('regionCode'), words('regionName')],
      ...[t('platforms'), t('members'), t('began'), t('endedOn'), t('note')],
    ],
    rows: [
      groups.map(({ id, name, kind, lead, regionCode, region: where, platforms, members, from, until, note }) => [
        ...[String(id), name, code(`groupKind.${kind}`), lead, regionCode, where],
        ...[platforms.map((each) => code(`platform.${each}`)).join('、') || t('anyPlatform'), members, from, until, note],
      ]),
    ],
    total: groups.length,
    facts: [
      [words('content'), t('title')],
      ...(await invented(await readEditions())),
      [csv('filter'), await filterWords({ region, sector: [], tier: [], asOf: today() })],
      [csv('asOf'), today()],
      [csv('definition'), t('definition')],
      [words('source'), words('fromRegister')],
    ],
    page: address('/groups', { region }),
  });
});
