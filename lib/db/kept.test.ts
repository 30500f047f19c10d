import { expect, it, vi } from 'vitest';
import { keptWhile, stateOfAll } from './kept';

// The database's own state changes with whatever else is tested beside this.
const state = vi.hoisted(() => ({ seen: 'guta 1:1:', lists: 'regions 1', editions: null, looks: 0 }));
vi.mock('./client', async (original) => ({
  ...(await original<typeof import('./client')>()),
  askDb: async () => {
    state.looks += 1;
    return [{ ...state }];
  },
}));

const answers = (words: string) => vi.fn(async () => words);

it('answers a question once for each state of the database, looked up each time', async () => {
  const answer = answers('the same');
  const before = state.looks;
  expect([await keptWhile('a', answer), await keptWhile('a', answer)]).toEqual(['the same', 'the same']);
  expect(answer).toHaveBeenCalledTimes(1);
  expect(state.looks).toBe(before + 2);
  state.seen = 'guta 2:2:';
  await keptWhile('a', answer);
  expect(answer).toHaveBeenCalledTimes(2);
});

it('lets go of what was asked longest ago, and of nothing that is asked again and again', async () => {
  const [often, once] = [answers('often'), answers('once')];
  await keptWhile('once', once);
  for (let number = 0; number < 1200; number++) {
    if (number % 60 === 0) await keptWhile('often', often);
    await keptWhile(`page ${number}`, answers('page'));
  }
  await keptWhile('once', once);
  expect(often).toHaveBeenCalledTimes(1);
  expect(once).toHaveBeenCalledTimes(2);
});

it('asks a question anew whose answer failed', async () => {
  const answer = vi.fn().mockRejectedValueOnce(new Error('gone')).mockResolvedValue('there');
  await expect(keptWhile('fails', answer)).rejects.toThrow('gone');
  expect(await keptWhile('fails', answer)).toBe('there');
});

it('looks once for all who ask at once', async () => {
  const before = state.looks;
  const told = await Promise.all([stateOfAll(), stateOfAll(), stateOfAll()]);
  expect(told.map(({ lists }) => lists)).toEqual(['regions 1', 'regions 1', 'regions 1']);
  expect(state.looks).toBe(before + 1);
});
