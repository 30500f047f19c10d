import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideMove,
  FILING_KINDS,
  FILING_STATES,
  type FilingKind,
  type FilingState,
  kindOfChange,
  LINES,
  MOVES,
  type Move,
  movesFor,
  OVER_STATES,
  type Standpoint,
  WAITING_STATES,
} from './filing';

const ASKER: Standpoint = { asks: true, decides: false };
const OFFICE: Standpoint = { asks: false, decides: true };
const BOTH: Standpoint = { asks: true, decides: true };
const READER: Standpoint = { asks: false, decides: false };

/** The whole table as it is meant: in each state of each kind, what the asker and what the office may do, and where it leads. */
const MEANT: Record<FilingKind, Partial<Record<FilingState, { asker: string; office: string }>>> = {
  opening: {
    submitted: { asker: 'withdraw:withdrawn', office: 'return:returned agree:agreed complete:done' },
    returned: { asker: 'resubmit:submitted withdraw:withdrawn', office: '' },
    agreed: { asker: 'withdraw:withdrawn report:opened', office: 'complete:done' },
    opened: { asker: '', office: 'return:agreed complete:done' },
  },
  change: {
    submitted: { asker: 'withdraw:withdrawn', office: 'return:returned complete:done' },
    returned: { asker: 'resubmit:submitted withdraw:withdrawn', office: '' },
  },
  closure: {
    submitted: { asker: 'withdraw:withdrawn', office: 'return:returned agree:agreed' },
    returned: { asker: 'resubmit:submitted withdraw:withdrawn', office: '' },
    agreed: { asker: 'withdraw:withdrawn announce:announced', office: 'announce:announced' },
    announced: { asker: 'close:closed', office: 'close:closed' },
    closed: { asker: 'cancel:done', office: 'cancel:done' },
  },
  cancellation: {
    submitted: { asker: 'withdraw:withdrawn', office: 'return:returned complete:done' },
    returned: { asker: 'resubmit:submitted withdraw:withdrawn', office: '' },
  },
};

function told(kind: FilingKind, state: FilingState, who: Standpoint): string[] {
  return MOVES.flatMap((move) => {
    const decision = decideMove({ kind, state }, move, who);
    return decision.accepted ? [`${move}:${decision.change.to}`] : [];
  }).sort();
}

const words = (text = '') => text.split(' ').filter(Boolean).sort();

describe('kind × state × who', () => {
  for (const kind of FILING_KINDS)
    for (const state of FILING_STATES)
      it(`${kind} ${state}`, () => {
        const meant = MEANT[kind][state];
        expect(told(kind, state, ASKER)).toEqual(words(meant?.asker));
        expect(told(kind, state, OFFICE)).toEqual(words(meant?.office));
        expect(told(kind, state, BOTH)).toEqual([...new Set([...words(meant?.asker), ...words(meant?.office)])].sort());
        expect(told(kind, state, READER)).toEqual([]);
      });
});

describe('what holds of every way a filing can take', () => {
  const way = fc.record({
    kind: fc.constantFrom(...FILING_KINDS),
    moves: fc.array(fc.tuple(fc.constantFrom(...MOVES), fc.constantFrom(ASKER, OFFICE, BOTH, READER)), { maxLength: 40 }),
  });

  it('never leaves a state by a move that is not in the table, nor an end by any', () => {
    fc.assert(
      fc.property(way, ({ kind, moves }) => {
        let state: FilingState = 'submitted';
        for (const [move, who] of moves) {
          const decision = decideMove({ kind, state }, move, who);
          if (!decision.accepted) continue;
          expect(OVER_STATES).not.toContain(state);
          expect(LINES.some((line) => line.move === move && line.kinds.includes(kind) && line.from.includes(state) && line.to === decision.change.to)).toBe(
            true,
          );
          state = decision.change.to;
        }
      }),
    );
  });

  it('always leads to an end, or to somebody who can move on', () => {
    const reached = (kind: FilingKind): Set<FilingState> => {
      const found = new Set<FilingState>(['submitted']);
      for (const state of found) for (const each of told(kind, state, BOTH)) found.add(each.split(':')[1] as FilingState);
      return found;
    };
    for (const kind of FILING_KINDS)
      for (const state of reached(kind)) expect(OVER_STATES.includes(state) || movesFor({ kind, state }, BOTH).length > 0, `${kind} ${state}`).toBe(true);
  });

  it('lets the office act wherever its clock runs', () => {
    for (const state of WAITING_STATES) expect(movesFor({ kind: 'opening', state }, OFFICE)).toContain('return' satisfies Move);
  });
});

describe('the kind of what has changed', () => {
  it.each([
    ['active', 'active', 'change'],
    ['active', null, 'change'],
    ['active', 'paused', 'change'],
    ['active', 'closed', 'closure'],
    ['paused', 'cancelled', 'cancellation'],
    ['closed', 'cancelled', 'cancellation'],
    ['closed', 'closed', 'change'],
    ['cancelled', 'active', 'change'],
  ] as const)('%s → %s is a %s', (was, is, kind) => {
    expect(kindOfChange(was, is)).toBe(kind);
  });
});
