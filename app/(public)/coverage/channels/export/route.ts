import { getLocale, getTranslations } from 'next-intl/server';
import { CHANNEL_STATES, type ChannelUnit, isUnknown } from '@/lib/coverage/channels';
import { channelsPageQuery } from '@/lib/coverage/channels-query';
import { listChannels, readChannels } from '@/lib/db/channels';
import { readEditions } from '@/lib/db/demonstration';
import { reference } from '@/lib/db/reference';
import { accept } from '@/lib/decision';
import type { FileCell } from '@/lib/exchange/csv';
import type { Tier } from '@/lib/taxonomy/codes';
import { exportRoute, invented } from '@/lib/web/export';
import { filterWords } from '@/lib/web/filter-words';
import { today } from '@/lib/web/page-query';
import { type ChannelsQuery, channelsAddress, channelsFilter } from '../view';

const ALL = { skip: 0, take: Number.MAX_SAFE_INTEGER };

/** The counts by region; with a state, the bodies or units behind it. */
export const GET = exportRoute(channelsPageQuery, '/coverage/channels', async ({ page: _, per: __, place: ___, ...query }) => {
  const t = await getTranslations('channels');
  const words = await getTranslations('export');
  const csv = await getTranslations('csv');
  const code = await getTranslations('code.channelState');
  const filter = channelsFilter(query, today());
  const { header, rows } = query.state ? await unitRows(query) : await countRows(query);
  return accept({
    name: `${t('title')}-${filter.asOf}`,
    header,
    rows: [rows],
    total: rows.length,
    facts: [
      [words('content'), [t(`of.${query.of}`), query.state && code(query.state)].filter(Boolean).join(' · ')],
      ...(await invented(await readEditions())),
      [csv('filter'), await filterWords({ ...query, asOf: filter.asOf })],
      [csv('asOf'), filter.asOf],
      [csv('definition'), words('channelsDefinition')],
      [words('source'), words('fromRegister')],
    ],
    page: channelsAddress({ ...query, asOf: filter.asOf }),
  });
});

type Rows = { header: string[]; rows: FileCell[][] };

async function countRows(query: ChannelsQuery): Promise<Rows> {
  const t = await getTranslations('channels');
  const words = await getTranslations('export');
  const code = await getTranslations('code.channelState');
  const english = (await getLocale()) === 'en';
  const { rows } = await readChannels(query.of, channelsFilter(query, today()));
  const further = query.of === 'units' ? (['website', 'hotline', 'onePlusTwo'] as const) : [];
  return {
    header: [words('regionCode'), words('regionName'), ...CHANNEL_STATES.map((state) => code(state)), t('total'), ...further.map((each) => t(each))],
    rows: rows.map(({ entry, counts }) => {
      const name = (english && entry.nameEn) || entry.name;
      const numbers = [...CHANNEL_STATES.map((state) => counts[state]), counts.total, ...further.map((each) => counts[each])];
      return [entry.code, entry.own ? t('own', { name }) : name, ...numbers.map((number) => (isUnknown(counts) ? null : number))];
    }),
  };
}

async function unitRows(query: ChannelsQuery): Promise<Rows> {
  const t = await getTranslations('channels');
  const words = await getTranslations('export');
  const { items } = await listChannels(query.of, channelsFilter(query, today()), { state: query.state, ...ALL });
  const cells = await cellsOf();
  return {
    header: [
      ...[words('regionCode'), words('regionName'), t('sector'), t('tier'), t('unit')],
      ...[words('unitNumber'), t('state'), t('website'), t('hotline')],
    ],
    rows: items.map(cells),
  };
}

async function cellsOf(): Promise<(item: ChannelUnit) => FileCell[]> {
  const code = await getTranslations('code');
  const english = (await getLocale()) === 'en';
  const { sectors } = await reference();
  return ({ regionCode, region, sectorCode, tier, name, unitId, state, website, hotline }) => {
    const sector = sectors.byCode(sectorCode);
    const where = [regionCode, region, (english ? sector?.nameEn : sector?.name) ?? sectorCode, tier && code(`tier.${tier as Tier}`)];
    return [...where, name, unitId === null ? null : String(unitId), code(`channelState.${state}`), website, hotline];
  };
}
