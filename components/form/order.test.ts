import { describe, expect, it } from 'vitest';
import { finding } from '@/lib/decision';
import { inOrderOf } from './order';

describe('inOrderOf', () => {
  it('goes down the form: the whole first, what the form does not show last', () => {
    const findings = [finding('uscc', 'a'), finding('note', 'b'), finding('name', 'c'), finding(null, 'd'), finding('name', 'e')];
    expect(inOrderOf(['platform', 'name', 'note'], findings).map(({ reason }) => reason)).toEqual(['d', 'c', 'e', 'b', 'a']);
  });

  it('leaves what it is given as it was', () => {
    const findings = [finding('b', 'x'), finding('a', 'y')];
    expect(inOrderOf(['a', 'b'], findings)).not.toBe(findings);
    expect(findings.map(({ field }) => field)).toEqual(['b', 'a']);
  });
});
