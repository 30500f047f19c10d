import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { Actor } from '@/lib/access/actor';
import { type Decision, type Finding, finding, refuse } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { today } from './page-query';
import { currentActor } from './session';
import { tellAt } from './told';

/** What a form shows after it was refused: everything that was typed, and every sentence about it; or what it tells this once. */
export type FormState = { values: Record<string, string>; findings: Finding[]; told?: string[] } | null;

type Perform<T> = (actor: Actor, texts: Record<string, string>, today: Day) => Promise<Decision<T>>;

/**
 * Makes a form's action: reads what was typed, asks who types, lets the data layer decide,
 * and leads on where the change is accepted, with what it is told. A choice among several (`unit.choice`) takes the
 * place of what was typed.
 * @param perform the change; answers with the address to go to
 */
export function action(perform: Perform<string>): (before: FormState, form: FormData) => Promise<FormState> {
  return async (_before, form) => {
    const texts = textsOf(form);
    const actor = await currentActor();
    // Before anything is revalidated: the page would lead to the sign-in, and what was typed would be gone.
    if (actor.userId === null) return { values: shownAgain(texts), findings: [finding(null, 'signed-out')] };
    const decision = await perform(actor, texts, today());
    revalidatePath('/', 'layout');
    if (!decision.accepted) return { values: shownAgain(texts), findings: decision.findings };
    if (decision.told) await tellAt(decision.change, decision.told);
    redirect(decision.change);
  };
}

/** Makes the action of a form that tells something in its place which is told only once, and so leads nowhere. */
export function telling(perform: Perform<string[]>): (before: FormState, form: FormData) => Promise<FormState> {
  return async (_before, form) => {
    const texts = textsOf(form);
    const actor = await currentActor();
    if (actor.userId === null) return { values: {}, findings: [finding(null, 'signed-out')] };
    const decision = await perform(actor, texts, today());
    if (!decision.accepted) return { values: shownAgain(texts), findings: decision.findings };
    revalidatePath('/', 'layout');
    return { values: {}, findings: [], told: decision.change };
  };
}

// A password is typed again: it is not sent back to a page.
function shownAgain(texts: Record<string, string>) {
  return Object.fromEntries(Object.entries(texts).filter(([name]) => !name.startsWith('password')));
}

const CHOICE = '.choice';

function textsOf(form: FormData): Record<string, string> {
  const given = [...form.entries()].flatMap(([name, value]) => (typeof value === 'string' && !name.startsWith('$ACTION') ? [[name, value] as const] : []));
  const chosen = given.filter(([name, value]) => name.endsWith(CHOICE) && value !== '').map(([name, value]) => [name.slice(0, -CHOICE.length), value] as const);
  return Object.fromEntries([...given.filter(([name]) => !name.endsWith(CHOICE)), ...chosen]);
}

/** A refusal of one of several like forms on a page, each of which names its field for itself. */
export function atRow<T>(decision: Extract<Decision<T>, { accepted: false }>, id: string): Decision<never> {
  return refuse(...decision.findings.map((each) => (each.field === 'until' ? { ...each, field: `until-${id}` } : each)));
}
