import { getTranslations } from 'next-intl/server';
import { eventSentence, subjectOf, whoOf } from '@/components/audit/words';
import { address } from '@/components/ui/query';
import { eventsQuery } from '@/lib/audit/query';
import { listEvents } from '@/lib/db/audit-read';
import { accept } from '@/lib/decision';
import { requireAct } from '@/lib/web/desk';
import { exportRoute } from '@/lib/web/export';
import { today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { filterOf, PATH } from '../view';

const MOST_ROWS = 20_000;

export async function GET(request: Request): Promise<Response> {
  const actor = await requireAct('audit.export', PATH);
  return actor ? eventsFile(request) : new Response(null, { status: 404 });
}

const eventsFile = exportRoute(eventsQuery, PATH, async (query) => {
  const t = await getTranslations('audit');
  const words = await getTranslations('export');
  const csv = await getTranslations('csv');
  const { items, total } = await listEvents(await currentActor(), filterOf(query), { skip: 0, take: MOST_ROWS });
  const { page: _, ...asked } = query;
  return accept({
    name: `${t('title')}-${today()}`,
    header: ['id', 'at', 'who', 'act', 'what', 'about', 'subject', 'before', 'after', 'via', 'address', 'requestId'].map((name) => t(`csv.${name as 'id'}`)),
    rows: [
      items.map((event) => [
        ...[Number(event.id), event.at.toISOString(), whoOf(t, event), event.act, eventSentence(t, event)],
        ...[t(`about.${event.subjectType}` as 'about.account'), subjectOf(t, event), json(event.before), json(event.after)],
        ...[t(`via.${event.via}`), event.address, event.requestId],
      ]),
    ],
    total: items.length,
    facts: [
      [words('content'), t('title')],
      ...(total > MOST_ROWS ? [[t('csv.cut'), t('csv.cutTo', { shown: MOST_ROWS, total })] as [string, string]] : []),
      [csv('definition'), words('auditDefinition')],
      [words('source'), words('fromRegister')],
    ],
    page: address(PATH, asked),
  });
});

function json(value: object | null): string | null {
  return value && JSON.stringify(value);
}
