'use server';

import { address } from '@/components/ui/query';
import { editAccount } from '@/lib/db/account-edit';
import { registerAccount } from '@/lib/db/account-register';
import { eraseContact } from '@/lib/db/contact-erase';
import { type Lookalike, lookalikes, suggestAnyUnit, suggestRegion, suggestUnit } from '@/lib/db/suggest';
import { accept } from '@/lib/decision';
import { fillFromLink } from '@/lib/registry/links';
import { isCode, PLATFORMS } from '@/lib/taxonomy/codes';
import { isDay } from '@/lib/taxonomy/day';
import type { Suggestion } from '@/lib/taxonomy/suggest';
import { action } from '@/lib/web/action';
import { today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';

export const registerAction = action(async (actor, texts, day) => {
  const { then, ...typed } = texts;
  const fields = fillFromLink(typed);
  const decision = await registerAccount(actor, fields, day);
  if (!decision.accepted) return decision;
  const { platform, unit, region, sector, tier, fills } = fields;
  const another = address('/desk/accounts/new', { registered: decision.change, platform, unit, region, sector, tier, fills });
  return accept(then === 'another' ? another : `/accounts/${decision.change}`, decision.told);
});

export const editAction = action(async (actor, { id = '', version = '', changedOn = '', correctsName, ...texts }, day) => {
  const decision = await editAccount(actor, Number(id), texts, day, {
    version: Number(version),
    changedOn: isDay(changedOn) ? changedOn : day,
    correctsName: correctsName === 'yes',
  });
  return decision.accepted ? accept(`/accounts/${decision.change}`, decision.told) : decision;
});

export const eraseContactAction = action(async (actor, { id = '', version = '', eraseReason = '' }, day) => {
  const decision = await eraseContact(actor, Number(id), Number(version), eraseReason, day);
  return decision.accepted ? accept(`/accounts/${decision.change}`) : decision;
});

export async function suggestRegionAction(text: string): Promise<Suggestion[]> {
  return (await currentActor()).userId === null ? [] : suggestRegion(text.slice(0, 60), today());
}

export async function suggestUnitAction(text: string): Promise<Suggestion[]> {
  return suggestUnit(await currentActor(), text.slice(0, 60), today());
}

export async function suggestAnyUnitAction(text: string): Promise<Suggestion[]> {
  return (await currentActor()).userId === null ? [] : suggestAnyUnit(text.slice(0, 60));
}

export async function lookalikesAction(typed: { platform: string; name: string; platformId: string; handle: string }): Promise<Lookalike[]> {
  const { platform, name, platformId, handle } = typed;
  return isCode(PLATFORMS, platform)
    ? lookalikes(await currentActor(), { platform, name: name.slice(0, 100), platformId: platformId.slice(0, 60), handle: handle.slice(0, 60) })
    : [];
}
