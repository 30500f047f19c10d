'use client';

import { useTranslations } from 'next-intl';
import { Form, type FormAction } from '@/components/form/form';

/** Writes exactly what the check shows: the whole file, or its good rows when some are refused. */
export function RunForm({
  action,
  batch,
  counts,
}: {
  action: FormAction;
  batch: number;
  counts: { rows: number; new: number; changed: number; same: number; refused: number };
}) {
  const t = useTranslations('runForm');
  const writes = counts.new + counts.changed;
  return (
    <div className="mb-6">
      {counts.refused > 0 && <p className="mb-2">{t('refusedHint', { refused: counts.refused })}</p>}
      <Form
        action={action}
        before={{}}
        submit={
          <>
            <input type="hidden" name="batch" value={batch} />
            {counts.refused > 0 && <input type="hidden" name="onlyGood" value="yes" />}
            <button type="submit" className="button" disabled={writes === 0}>
              {t(counts.refused > 0 ? 'writeGood' : 'writeAll', { writes, refused: counts.refused })}
            </button>
            {writes === 0 && <p className="self-center">{t('nothing')}</p>}
          </>
        }
      >
        {() => null}
      </Form>
    </div>
  );
}
