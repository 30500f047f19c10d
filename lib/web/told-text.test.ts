import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notice, warning } from '@/lib/decision';
import { readTold, writeTold } from './told-text';

const REASONS = ['unit-provisional', 'unit-differs', 'name-borne-by-other', 'rule-tells'];
const findings = fc.array(
  fc
    .tuple(fc.constantFrom(...REASONS), fc.constantFrom('unit', 'sector', null), fc.string({ unit: 'grapheme', maxLength: 400 }))
    .map(([reason, field, name]) => warning(field, reason, { name })),
  { maxLength: 12 },
);

describe('what a change is told with', () => {
  it('comes to the page that it leads to, all of it or as many as there is room for and how many more', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const written = writeTold('/accounts/7', all);
        expect(written.length).toBeLessThanOrEqual(3600);
        const read = readTold(written, '/accounts/7');
        const rest = read.at(-1)?.reason === 'more-told' ? Number(read.at(-1)?.facts?.count) : 0;
        const said = rest ? read.slice(0, -1) : read;
        expect(said).toEqual(all.slice(0, all.length - rest));
        expect(said.length + rest).toBe(all.length);
      }),
    );
    const long = Array.from({ length: 12 }, () => notice('unit', 'unit-provisional', { name: '长'.repeat(300) }));
    expect(readTold(writeTold('/x', long), '/x').at(-1)).toEqual(notice(null, 'more-told', { count: 10 }));
  });

  it('is nothing on another page, and nothing that nobody wrote', () => {
    const written = writeTold('/accounts/7', [notice('unit', 'unit-provisional', { name: '某局' })]);
    for (const [text, at] of [
      [written, '/accounts/8'],
      ['', '/accounts/7'],
      ['!!', '/accounts/7'],
      [Buffer.from('{"at":"/accounts/7","findings":[{"field":null,"reason":"made-up","severity":"notice"}]}').toString('base64url'), '/accounts/7'],
    ] as const)
      expect(readTold(text, at)).toEqual([]);
  });
});
