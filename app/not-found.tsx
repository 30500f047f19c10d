import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page';

export default async function NotFound() {
  const t = await getTranslations('errors');
  return (
    <>
      <PageHeader title={t('notFound')} lead={t('notFoundLead')} />
      <Link href="/">{t('home')}</Link>
    </>
  );
}
