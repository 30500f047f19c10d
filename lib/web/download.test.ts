import { describe, expect, it } from 'vitest';
import { enter, streamed } from './download';

async function* bytes(count: number, taken: { count: number }): AsyncGenerator<Uint8Array> {
  for (let each = 0; each < count; each++) {
    taken.count++;
    yield new Uint8Array([each]);
  }
}

function stopper() {
  const stops: number[] = [];
  return { stops, stop: async () => void stops.push(1) };
}

describe('an answer that is made as it is taken', () => {
  it('is taken to its end and ended once', async () => {
    const { stops, stop } = stopper();
    const body = await new Response(streamed(bytes(3, { count: 0 }), stop)).arrayBuffer();
    expect([...new Uint8Array(body)]).toEqual([0, 1, 2]);
    expect(stops).toHaveLength(1);
  });

  it('is made no further than it is taken, and stopped when whoever took it goes away', async () => {
    const taken = { count: 0 };
    const { stops, stop } = stopper();
    const reader = streamed(bytes(1000, taken), stop).getReader();
    await reader.read();
    expect(taken.count).toBe(1);
    await reader.cancel();
    expect(taken.count).toBe(1);
    expect(stops).toHaveLength(1);
  });

  it('breaks off where making it fails, so that half a file is not taken for a whole one', async () => {
    const { stops, stop } = stopper();
    const failing = (async function* () {
      yield new Uint8Array([1]);
      throw new Error('the register is gone');
    })();
    await expect(new Response(streamed(failing, stop)).arrayBuffer()).rejects.toThrow('the register is gone');
    expect(stops).toHaveLength(1);
  });

  it('is given up when nobody takes it', async () => {
    const { stops, stop } = stopper();
    const reader = streamed(bytes(5, { count: 0 }), stop, 20).getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(stops.length).toBeGreaterThan(0);
    await expect(reader.read()).rejects.toThrow(/Nobody/);
  });
});

describe('files that are sent at once', () => {
  it('are eight at most, and one that has ended makes room once', () => {
    const leaves = Array.from({ length: 8 }, enter);
    expect(leaves.every((leave) => leave !== null)).toBe(true);
    expect(enter()).toBeNull();
    leaves[0]?.();
    leaves[0]?.();
    const next = enter();
    expect(next).not.toBeNull();
    expect(enter()).toBeNull();
    for (const leave of [...leaves, next]) leave?.();
  });
});
