import { useTranslations } from 'next-intl';
import type { Finding } from '@/lib/decision';
import { sentence } from './sentence';
import { Notice, PageHeader } from './ui/page';

type Props = { title: string; findings: readonly Finding[]; path: string; query: Record<string, string | string[] | undefined> };

/** What a page says when its address cannot be understood: each parameter with its reason, and what can be chosen. */
export function RefusedQuery({ title, findings, path, query }: Props) {
  const list = useTranslations('list');
  const field = useTranslations('field');
  const reason = useTranslations('reason');
  // An unknown parameter is shown as it was given: it may be called like something that every object has.
  const named = ({ field: name, reason: why }: Finding) => (why !== 'parameter-unknown' && field.has(name as 'name') ? field(name as 'name') : name);
  return (
    <>
      <PageHeader title={title} />
      <Notice tone="wrong" title={list('badParameters')}>
        <ul className="list-disc ps-5">
          {findings.map((each) => (
            <li key={`${each.field}${each.reason}${each.facts?.value}`}>
              {each.field !== null && <code>{named(each)}</code>} {sentence(reason, each)}
              <Options options={each.options ?? []} path={path} query={query} />
            </li>
          ))}
        </ul>
        <p className="mt-2">
          <a href={path}>{list('understood')}</a>
        </p>
      </Notice>
    </>
  );
}

function Options({
  options,
  path,
  query,
}: {
  options: readonly { value: string; label: string }[];
  path: string;
  query: Record<string, string | string[] | undefined>;
}) {
  if (!options.length) return null;
  const rest = Object.entries(query).flatMap(([name, value]) =>
    name === 'place' || name === 'region' || name === 'page' ? [] : [value ?? []].flat().map((each) => [name, each]),
  );
  return (
    <ul className="list-disc ps-5">
      {options.map(({ value, label }) => (
        <li key={value}>
          <a href={`${path}?${new URLSearchParams([...rest, ['region', value]])}`}>{label}</a>
        </li>
      ))}
    </ul>
  );
}
