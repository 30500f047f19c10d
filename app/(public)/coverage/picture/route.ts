import { getTranslations } from 'next-intl/server';
import { checkView, coveragePageQuery } from '@/lib/coverage/query';
import { readEditions } from '@/lib/db/demonstration';
import { accept } from '@/lib/decision';
import { env } from '@/lib/env';
import { invented } from '@/lib/web/export';
import { today } from '@/lib/web/page-query';
import { pictureRoute } from '@/lib/web/picture';
import { readView } from '../arranged';
import { coverageAddress, filterOf, sentenceOf } from '../view';
import { drawn } from './drawn';

export const GET = pictureRoute(
  coveragePageQuery,
  '/coverage',
  async (query) => {
    const t = await getTranslations('coverage');
    const words = await getTranslations('export');
    const editions = await readEditions();
    const asked = await filterOf(query, editions, today());
    if (!asked.accepted) return asked;
    const filter = asked.change;
    const view = await readView(query, filter);
    if (!view.accepted) return view;
    const page = coverageAddress({ ...query, asOf: filter.asOf });
    const facts = [
      [words('definition'), t('definition')],
      [words('source'), words('fromRegister')],
      [words('address'), env().NEXTAUTH_URL ? new URL(page, env().NEXTAUTH_URL).href : page],
      ...(await invented(editions)),
    ];
    const svg = await drawn(view.change, query, { title: await sentenceOf(query, filter), foot: facts.map(([label, said]) => `${label}：${said}`) });
    return accept({ name: `${t('title')}-${filter.asOf}`, svg, rows: view.change.shown.rows.length });
  },
  checkView,
);
