import { getLocale, getTranslations } from 'next-intl/server';
import { readEditions } from '@/lib/db/demonstration';
import { accountsExportQuery } from '@/lib/registry/query';
import { accountsFile } from '@/lib/web/accounts-file';
import { exportRoute, invented } from '@/lib/web/export';
import { today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';

export const GET = exportRoute(accountsExportQuery, '/accounts', async (query, asked) => {
  const tongue = {
    t: await getTranslations('export'),
    code: await getTranslations('code'),
    name: (await getLocale()) === 'en' ? ('nameEn' as const) : ('name' as const),
  };
  const notice = await invented(await readEditions());
  return accountsFile(await currentActor(), query, { tongue, notice, today: today(), taken: { path: '/accounts', query: asked.toString() } });
});
