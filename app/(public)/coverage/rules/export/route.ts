import { getTranslations } from 'next-intl/server';
import { address } from '@/components/ui/query';
import { expectationRulesQuery } from '@/lib/coverage/rules-query';
import { expectationRules } from '@/lib/db/expectation-rules';
import { reference } from '@/lib/db/reference';
import { accept } from '@/lib/decision';
import { EXPECTATION_HEADER, expectationCells } from '@/lib/exchange/expectation-row';
import { NATION } from '@/lib/taxonomy/regions';
import { exportRoute } from '@/lib/web/export';
import { filterWords } from '@/lib/web/filter-words';
import { MESSAGES } from '@/lib/web/locale';
import { today } from '@/lib/web/page-query';

const PATH = '/coverage/rules';

export const GET = exportRoute(expectationRulesQuery.omit({ place: true }), PATH, async ({ region: [code = NATION] = [], asOf = today() }) => {
  const [t, csv, words] = [await getTranslations('expectations'), await getTranslations('csv'), await getTranslations('export')];
  const { regions, sectors } = await reference();
  const region = regions.at(code, asOf);
  if (!region) throw new Error(`No region ${code} on ${asOf}.`);
  const rules = await expectationRules(region, asOf);
  // In Chinese, whoever takes them: that is how files are read.
  const said = MESSAGES['zh-CN'].code;
  const asked = { region: code === NATION ? [] : [code], asOf };
  return accept({
    name: `${t('title')}-${asOf}`,
    header: EXPECTATION_HEADER,
    rows: [rules.map((rule) => expectationCells(rule, said, sectors))],
    total: rules.length,
    facts: [
      [words('content'), t('title')],
      [csv('filter'), await filterWords({ ...asked, sector: [], tier: [] })],
      [csv('asOf'), asOf],
      [csv('definition'), `${t('lead')}${words('rulesDefinition')}`],
      [words('source'), words('eachItsOwn')],
    ],
    page: address(PATH, asked),
  });
});
