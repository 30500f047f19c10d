import { z } from 'zod';
import { address } from '@/components/ui/query';
import { reference } from '@/lib/db/reference';
import { readSheets, type SheetStream, type UnitSheet } from '@/lib/db/unit-sheets';
import { type Finding, finding } from '@/lib/decision';
import { fileName, uniqueNames } from '@/lib/exchange/file-name';
import { type Sheet, workbook, XLSX_TYPE } from '@/lib/exchange/xlsx-write';
import { type ZipEntry, zipped } from '@/lib/exchange/zip';
import { FILTERS, LARGEST_ID } from '@/lib/taxonomy/query';
import { badRequest, tooMany } from '@/lib/web/api';
import { requireAct } from '@/lib/web/desk';
import { enter, streamed } from '@/lib/web/download';
import { downloadHeaders, parametersOf } from '@/lib/web/export';
import { pageQuery, today } from '@/lib/web/page-query';
import { sheetMaker } from '@/lib/web/templates';

const PATH = '/desk/sheets';
const query = z.object({
  region: FILTERS.region,
  unit: z.coerce.number().int().min(1).max(LARGEST_ID).optional(),
});
type Asked = z.infer<typeof query>;

/** 采集表: the sheet of one unit, or those of all units of a region in an archive. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireAct('account.read-contact', PATH);
  if (!actor) return new Response(null, { status: 404 });
  const read = await pageQuery(query, PATH, Promise.resolve(parametersOf(request)), oneOfBoth);
  if (!read.accepted) return badRequest(request, read.findings);
  const leave = enter();
  if (!leave) return tooMany(request, 30);
  try {
    const { unit, region } = read.change;
    const taken = { path: PATH, query: address('', { unit, region }).slice(1) };
    const stream = await readSheets(actor, unit === undefined ? { region: region[0] ?? '' } : { unit }, today(), taken);
    const ended = async () => {
      leave();
      if (stream.accepted) await stream.change.stop();
    };
    if (stream.accepted) return await answer(stream.change, read.change, await sheetMaker(actor, today()), ended);
    await ended();
    return stream.findings.some(({ reason }) => reason === 'too-many-sheets') ? badRequest(request, stream.findings) : new Response(null, { status: 404 });
  } catch (error) {
    leave();
    throw error;
  }
}

function oneOfBoth({ region, unit }: Asked): Finding[] {
  return region.length === (unit === undefined ? 1 : 0) ? [] : [finding('region', 'region-or-unit')];
}

async function answer({ sheets }: SheetStream, { region, unit }: Asked, made: (unit: UnitSheet) => Sheet[], ended: () => Promise<void>): Promise<Response> {
  if (unit === undefined) {
    const { regions } = await reference();
    const name = `${fileName(`采集表-${regions.at(region[0] ?? '', today())?.name}-${today()}`)}.zip`;
    return new Response(streamed(zipped(archive(sheets, made)), ended), { headers: downloadHeaders(name, 'application/zip') });
  }
  const { value } = await sheets.next();
  const name = `${fileName(`采集表-${value?.name ?? unit}-${today()}`)}.xlsx`;
  return new Response(streamed(workbook(value ? made(value) : []), ended), { headers: downloadHeaders(name, XLSX_TYPE) });
}

async function* archive(sheets: AsyncGenerator<UnitSheet>, made: (unit: UnitSheet) => Sheet[]): AsyncGenerator<ZipEntry> {
  const named = uniqueNames();
  for await (const sheet of sheets) yield { name: `${named(sheet.name, `#${sheet.id}`)}.xlsx`, content: workbook(made(sheet)), packed: true };
}
