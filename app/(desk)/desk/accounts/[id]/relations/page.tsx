import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Absent } from '@/app/absent';
import { AddRelation, EndRelation } from '@/components/account/relation-forms';
import { RelationList } from '@/components/account/relations';
import { PageHeader } from '@/components/ui/page';
import { readAccount } from '@/lib/db/account-read';
import { readRelations } from '@/lib/db/relation-read';
import type { RelationView } from '@/lib/registry/views';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { suggestAnyUnitAction } from '../../actions';
import { relateAction, unrelateAction } from './actions';

// One that has ended is rarely touched again.
async function Folded({ relation: { unit, until }, children }: { relation: RelationView; children: ReactNode }) {
  const t = await getTranslations('relations');
  if (until === null) return children;
  return (
    <details className="mb-4">
      <summary className="cursor-pointer">{t('mend', { unit })}</summary>
      {children}
    </details>
  );
}

export async function generateMetadata() {
  return { title: (await getTranslations('relations'))('title') };
}

export default async function RelationsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await requireAct('account.edit', `/desk/accounts/${id}/relations`);
  const account = actor && /^\d{1,9}$/.test(id) ? await readAccount(actor, Number(id)) : null;
  if (!account?.mayEdit) return <Absent />;
  const t = await getTranslations('relations');
  const relations = await readRelations(account.id);
  const own = { id: String(account.id), version: String(account.version) };
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: `/accounts/${account.id}`, name: account.name }]} crumbsLabel={t('title')} />
      <RelationList relations={relations} />
      {relations.map((relation) => (
        <Folded key={relation.id} relation={relation}>
          <EndRelation action={unrelateAction} relation={relation} before={own} today={today()} />
        </Folded>
      ))}
      <h2 className="mt-6 mb-3">{t('addTitle')}</h2>
      <AddRelation key={account.version} action={relateAction} before={{ ...own, from: today() }} suggestUnit={suggestAnyUnitAction} />
    </>
  );
}
