import { describe, expect, it } from 'vitest';
import { gathered } from './gathered';

const tick = () => new Promise((resolve) => setTimeout(resolve, 2));

/** Answers what was asked; how many were served at a time, and how many turns were under way at most. */
function recorded({ turns, most, fails = [] }: { turns: number; most: number; fails?: number[] }) {
  const sizes: number[] = [];
  let [underWay, busiest] = [0, 0];
  const ask = gathered(
    async (asked: readonly number[]) => {
      sizes.push(asked.length);
      underWay += 1;
      busiest = Math.max(busiest, underWay);
      await tick();
      underWay -= 1;
      if (asked.some((each) => each < 0)) throw new Error('all of them');
      return asked.map((each) => (fails.includes(each) ? Promise.reject(new Error(`only ${each}`)) : Promise.resolve(each * 10)));
    },
    { turns, most },
  );
  return { ask, sizes, busiest: () => busiest };
}

describe('what several ask for at the same moment', () => {
  it('is answered to each of them, in no more turns at once than are allowed and no more in a turn', async () => {
    const { ask, sizes, busiest } = recorded({ turns: 2, most: 4 });
    const asked = Array.from({ length: 30 }, (_, index) => index);
    expect(await Promise.all(asked.map(ask))).toEqual(asked.map((each) => each * 10));
    expect(Math.max(...sizes)).toBe(4);
    expect(sizes.reduce((sum, each) => sum + each, 0)).toBe(30);
    expect(busiest()).toBe(2);
  });

  it('is served at once and alone where nobody else asks', async () => {
    const { ask, sizes } = recorded({ turns: 2, most: 4 });
    for (const one of [1, 2, 3]) expect(await ask(one)).toBe(one * 10);
    expect(sizes).toEqual([1, 1, 1]);
  });

  it('fails for whom it fails, and goes on', async () => {
    const { ask } = recorded({ turns: 1, most: 3, fails: [2] });
    const told = await Promise.allSettled([1, 2, 3, -1, 5].map(ask));
    expect(told.map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as Error).message))).toEqual([
      10,
      'only 2',
      30,
      'all of them',
      'all of them',
    ]);
    expect(await ask(6)).toBe(60);
  });
});
