import { useTranslations } from 'next-intl';
import { sentence } from '@/components/sentence';
import { Badge } from '@/components/ui/page';
import { type Finding, refuses } from '@/lib/decision';
import { fieldsAt, placeInFile } from '@/lib/exchange/layout';
import type { BatchFacts, RowView } from '@/lib/exchange/views';

type Shown = Pick<BatchFacts, 'headers' | 'fields' | 'parts'>;

/** The rows of a file as they came, each with its verdict, and every sentence beside the cell that it is about. */
export function RowTable({ rows, facts, mends }: { rows: readonly RowView[]; facts: Shown; mends: string | null }) {
  const t = useTranslations('imports');
  const mapping = useTranslations('mapping');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must scroll by keyboard too
    <section className="overflow-x-auto" aria-label={t('rows')} tabIndex={0}>
      <table className="list-table">
        <thead>
          <tr>
            <th scope="col">{t('row')}</th>
            <th scope="col">{t('verdict')}</th>
            {facts.headers.map((header, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file have no other name
              <th key={index} scope="col" className={facts.fields[index] === null ? 'text-muted' : ''}>
                {header || <span className="sr-only">{mapping('unnamed', { number: index + 1 })}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.number} row={row} facts={facts} mends={mends} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, facts, mends }: { row: RowView; facts: Shown; mends: string | null }) {
  const t = useTranslations('imports');
  const fields = fieldsAt(facts, row.number);
  const place = placeInFile(facts.parts, row.number);
  const code = useTranslations('code.verdict');
  const columns = new Set<string>(fields.filter((field) => field !== null));
  const elsewhere = row.findings.filter(({ field }) => field === null || !columns.has(columnOf(field)));
  return (
    <tr>
      <th scope="row" className="font-normal">
        {place.column === null ? place.row : t('rowColumn', { row: place.row, column: place.column })}
      </th>
      <td className="max-w-72 min-w-28">
        {row.accountId === null ? <Verdict verdict={row.verdict} name={code(row.verdict)} /> : <a href={`/accounts/${row.accountId}`}>{code(row.verdict)}</a>}
        <Findings findings={elsewhere} />
        {mends && row.verdict === 'refused' && (
          <a href={`${mends}/${row.number}`} className="block py-1">
            {t('mend')}
          </a>
        )}
      </td>
      {facts.headers.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file have no other name
        <td key={index} className="max-w-80 min-w-20">
          <span className="wrap-anywhere">{row.cells[index]?.slice(0, 200)}</span>
          <Findings findings={row.findings.filter(({ field }) => field !== null && columnOf(field) === fields[index])} />
        </td>
      ))}
    </tr>
  );
}

// The rank of an official's post is read from the column of the rank.
function columnOf(field: string): Exclude<BatchFacts['fields'][number], null> {
  return (field === 'postRank' ? 'rank' : field) as Exclude<BatchFacts['fields'][number], null>;
}

function Verdict({ verdict, name }: { verdict: RowView['verdict']; name: string }) {
  return verdict === 'refused' ? <Badge tone="warn">{name}</Badge> : name;
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const reason = useTranslations('reason');
  return findings.map((each) => (
    <p key={each.reason} className={`text-sm ${refuses(each) ? 'font-semibold text-wrong' : each.severity === 'warning' ? 'text-warn' : 'text-muted'}`}>
      {sentence(reason, each)}
    </p>
  ));
}
