import { type Finding, finding } from '@/lib/decision';
import { clean } from '@/lib/taxonomy/text';
import { isWebAddress } from './filing-fields';

/** 网站 and 热线 of a unit: further channels beside its accounts ("1+2"); public. */
export type UnitChannels = { website?: string | null; hotline?: string | null };

const LONGEST_WEBSITE = 300;
const LONGEST_HOTLINE = 60;

/** Reads a unit's further channels. One that no form asked for is left out, and so stays as it is. */
export function readUnitChannels(texts: Readonly<Record<string, string | undefined>>, findings: Finding[]): UnitChannels {
  const website = texts.website === undefined ? undefined : clean(texts.website).text;
  const hotline = texts.hotline === undefined ? undefined : clean(texts.hotline).text;
  if (website && (website.length > LONGEST_WEBSITE || !isWebAddress(website)))
    findings.push(finding('website', 'website-form', { value: website.slice(0, 60) }));
  // 12345; 0571-12345, 400-800-8888: several with commas between.
  if (hotline && (hotline.length > LONGEST_HOTLINE || !/^[+\d][\d\s(),、-]*$/.test(hotline)))
    findings.push(finding('hotline', 'hotline-form', { value: hotline.slice(0, 60) }));
  return { ...(website !== undefined && { website: website || null }), ...(hotline !== undefined && { hotline: hotline || null }) };
}
