// The sentences of the rules, for command lines: Chinese where the terminal is.
import { createTranslator } from 'next-intl';
import type { Finding } from '../lib/decision.ts';
import { MESSAGES } from '../lib/web/locale.ts';

const locale = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? 'zh-CN' : 'en';
const reason = createTranslator({ locale, messages: MESSAGES[locale], namespace: 'reason' });

export function sentence({ reason: code, facts }: Finding): string {
  return reason(code as 'not-found', facts as never);
}

export function sentences(findings: readonly Finding[]): string[] {
  return findings.map(sentence);
}
