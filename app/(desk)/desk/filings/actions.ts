'use server';

import { decideMany, moveFiling, type Outcome } from '@/lib/db/filing-move';
import { resubmitFiling } from '@/lib/db/filing-resubmit';
import { submitChange, submitEnd, submitOpening } from '@/lib/db/filing-submit';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { MOVES } from '@/lib/registry/filing';
import { fillFromLink } from '@/lib/registry/links';
import { isCode } from '@/lib/taxonomy/codes';
import { action } from '@/lib/web/action';

export const openingAction = action(async (actor, texts, day) => toFiling(await submitOpening(actor, fillFromLink(texts), day)));

export const changeAction = action(async (actor, { id = '', version = '', ...texts }, day) =>
  toFiling(await submitChange(actor, Number(id), Number(version), texts, day)),
);

export const endAction = action(async (actor, { id = '', ...texts }, day) => toFiling(await submitEnd(actor, Number(id), texts, day)));

export const resubmitAction = action(async (actor, { filing = '', filingVersion = '', version = '', ...texts }, day) =>
  toFiling(await resubmitFiling(actor, { id: Number(filing), version: Number(filingVersion) }, Number(version), fillFromLink(texts), day)),
);

export const moveAction = action(async (actor, { filing = '', version = '', move = '', ...given }, day) => {
  // What was returned is submitted again by its own form, which reads it anew.
  if (!isCode(MOVES, move) || move === 'resubmit') return refuse(finding(null, 'not-allowed'));
  const decision = await moveFiling(actor, { id: Number(filing), version: Number(version) }, move, ofMove(given, move), day);
  if (decision.accepted) return accept(`/desk/filings/${Number(filing)}`);
  return isOvertaken(decision.findings) ? accept(`/desk/filings/${Number(filing)}?told=1`) : refuse(...decision.findings.map((each) => atMove(each, move)));
});

// The form is gone with the state in which it was legal: the page itself tells what has happened.
function isOvertaken(findings: readonly Finding[]): boolean {
  return findings.some(({ reason }) => reason === 'filing-moved' || reason === 'filing-no-such-move');
}

export const decideManyAction = action(async (actor, { move = '', ...given }, day) => {
  const chosen = Object.entries(given).flatMap(([name, version]) => {
    const id = /^filing-(\d{1,9})$/.exec(name)?.[1];
    return id ? [{ id: Number(id), version: Number(version) }] : [];
  });
  if (chosen.length === 0 || (move !== 'agree' && move !== 'complete')) return refuse(finding(null, 'bulk-none'));
  return toList(await decideMany(actor, chosen, move, day));
});

function toFiling(decision: Decision<number>): Decision<string> {
  return decision.accepted ? accept(`/desk/filings/${decision.change}`) : decision;
}

// Each move's form names its fields for itself, since several stand on a page.
function ofMove(given: Record<string, string>, move: string): Record<string, string> {
  const prefix = `${move}-`;
  return Object.fromEntries(Object.entries(given).flatMap(([name, text]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), text]] : [])));
}

function atMove(each: Finding, move: string): Finding {
  return each.field === null ? each : { ...each, field: `${move}-${each.field}` };
}

function toList(outcomes: readonly Outcome[]): Decision<string> {
  const refused = outcomes.flatMap(({ id, refused: why }) => (why ?? []).map((each) => ({ ...each, field: `filing-${id}` })));
  const done = outcomes.filter(({ refused: why }) => why === null).length;
  if (refused.length === 0) return accept(`/desk/filings?decided=${done}`);
  return refuse(finding(null, 'bulk-partly', { done, refused: outcomes.length - done }), ...refused);
}
