import { expect, it } from 'vitest';
import { UNIT_KINDS } from './codes';
import { KINDS_OF_SYSTEM, kindsAsked } from './systems';

it('puts every kind of unit into one system', () => {
  expect(Object.values(KINDS_OF_SYSTEM).flat().sort()).toEqual([...UNIT_KINDS].sort());
});

it('asks for kinds by name, by system or by both', () => {
  expect(kindsAsked([], [])).toEqual([]);
  expect(kindsAsked(['court'], ['party', 'court'])).toEqual(['court', 'party-committee', 'party-department']);
});
