import { useTranslations } from 'next-intl';
import { ListTable } from '@/components/ui/list-table';
import { ELSEWHERE, type GroupTable } from '@/lib/registry/group-table';

/** Which regions × sectors have members of a group, and which regions have none. */
export function GroupMatrix({ table, leadCode, english }: { table: GroupTable; leadCode: string; english: boolean }) {
  const t = useTranslations('groups');
  const [held, without] = [table.rows.filter(({ total }) => total > 0), table.rows.filter(({ total, code }) => total === 0 && code !== leadCode)];
  const named = (row: GroupTable['rows'][number]) => {
    if (row.code === ELSEWHERE) return t('elsewhere');
    return row.code === leadCode ? t('own', { name: row.name }) : row.name;
  };
  return (
    <section aria-labelledby="members-where" className="mt-6">
      <h2 id="members-where" className="mb-2">
        {t('coverage')}
      </h2>
      {held.length === 0 ? (
        <p>{t('coverageNone')}</p>
      ) : (
        <ListTable caption={t('coverage')} heads={[t('region'), ...table.sectors.map(({ name, nameEn }) => (english ? nameEn : name)), t('all')]}>
          {held.map((row) => (
            <tr key={row.code}>
              <th scope="row" className="font-normal whitespace-nowrap">
                {named(row)}
              </th>
              {row.cells.map((count, index) => (
                <td key={table.sectors[index]?.code}>{count}</td>
              ))}
              <td>{row.total}</td>
            </tr>
          ))}
        </ListTable>
      )}
      {without.length > 0 && <p className="mt-2 max-w-prose text-sm">{t('without', { regions: without.map(({ name }) => name).join('、') })}</p>}
    </section>
  );
}
