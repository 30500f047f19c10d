import { createTranslator } from 'next-intl';
import { createTransport } from 'nodemailer';
import type { HeadsMail } from '@/lib/db/audit-mail';
import { mailHeads } from '@/lib/db/audit-mail';
import type { MailSettings } from '@/lib/env';
import { LOCALES, MESSAGES } from './locale';

const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };
const MINUTE = 60_000;

/** Sends the audit's new heads to whom the settings name; answers whether there was anything to send. */
export function mailNewHeads({ url, from, to, minutes }: MailSettings, register: string): Promise<'sent' | 'nothing'> {
  return mailHeads(async (mail) => {
    const transport = createTransport({ url, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true });
    try {
      await transport.sendMail({ from, to: [...to], subject: subjectOf(mail), text: textOf(mail, register), headers: { 'Auto-Submitted': 'auto-generated' } });
    } finally {
      transport.close();
    }
  }, minutes * MINUTE);
}

function subjectOf({ last, heads }: HeadsMail): string {
  return `鼓塔 Guta · audit head ${last} ${heads.at(-1)?.hash.slice(0, 16) ?? ''}`;
}

// In both languages: who keeps it may not be who set the register up.
function textOf({ first, last, heads }: HeadsMail, register: string): string {
  const said = LOCALES.map((locale) => {
    const t = createTranslator({ locale, messages: MESSAGES[locale], namespace: 'audit.mail' });
    return t('text', { register, first, last, shown: heads.length });
  });
  const lines = heads.map(
    ({ number, hash, previousHash, count, sealedAt }) => `${number} ${hash} previous ${previousHash} events ${count} sealed ${sealedAt.toISOString()}`,
  );
  return [...said, ...lines].join('\n\n');
}
