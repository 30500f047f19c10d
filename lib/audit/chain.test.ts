import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, type Fault, faultOf, GENESIS, type SealedEvent, sealBlock } from './chain';

const RANGE = { cluster: 1n, since: 0n, until: 100n };
const SEALED = new Date('2026-11-21T01:02:03.004Z');
const EVENTS: SealedEvent[] = [3n, 1n, 7n].map((id) => ({ id, content: `{"act": "account.edit", "n": ${id}}` }));
const FIRST = sealBlock(GENESIS, RANGE, EVENTS, SEALED);
const SECOND = sealBlock(FIRST, { ...RANGE, since: 100n, until: 200n }, [{ id: 9n, content: '{}' }], SEALED);

function without(id: bigint): SealedEvent[] {
  return EVENTS.filter((event) => event.id !== id);
}

function swapped(a: bigint, b: bigint): SealedEvent[] {
  return EVENTS.map(({ id, content }) => ({ id: id === a ? b : id === b ? a : id, content }));
}

describe('a sealed block', () => {
  it('lists its events by their numbers, and follows the one before', () => {
    expect(FIRST).toMatchObject({ number: 1, eventIds: [1n, 3n, 7n], firstId: 1n, lastId: 7n, count: 3, previousHash: GENESIS.hash });
    expect(SECOND).toMatchObject({ number: 2, previousHash: FIRST.hash });
  });

  it('is sound while everything is as it was', () => {
    expect(faultOf(FIRST, GENESIS, 0n, EVENTS)).toBeNull();
    expect(faultOf(SECOND, FIRST, 100n, [{ id: 9n, content: '{}' }])).toBeNull();
  });

  it.each<[string, SealedEvent[], Fault]>([
    ['a changed event', [...without(3n), { id: 3n, content: '{}' }], { what: 'event-changed', block: 1, event: 3n }],
    ['a missing event', without(7n), { what: 'event-missing', block: 1, event: 7n }],
    ['an inserted event', [...EVENTS, { id: 2n, content: '{}' }], { what: 'event-inserted', block: 1, event: 2n }],
    ['two events in each other’s place', swapped(3n, 7n), { what: 'event-moved', block: 1, event: 3n, foundAt: 7n }],
    ['an event under another number', [...without(7n), { ...EVENTS[2], id: 8n } as SealedEvent], { what: 'event-moved', block: 1, event: 7n, foundAt: 8n }],
    ['the first of several', [], { what: 'event-missing', block: 1, event: 1n }],
  ])('names %s', (_, found, fault) => {
    expect(faultOf(FIRST, GENESIS, 0n, found)).toEqual(fault);
  });

  it.each<[string, Partial<Block>]>([
    ['number of the events', { count: 2 }],
    ['first event', { firstId: 2n }],
    ['last event', { lastId: 8n }],
    ['list', { eventIds: [1n, 7n, 3n] }],
    ['hashes', { eventHashes: [...FIRST.eventHashes].reverse() }],
    ['cluster', { cluster: 2n }],
    ['first transaction', { since: 1n }],
    ['last transaction', { until: 99n }],
    ['moment', { sealedAt: new Date(SEALED.getTime() + 1) }],
    ['hash', { hash: 'f'.repeat(64) }],
    ['hash of the one before', { previousHash: 'f'.repeat(64) }],
  ])('is itself named when its %s is another', (_, change) => {
    expect(faultOf({ ...FIRST, ...change }, GENESIS, 0n, EVENTS)).toEqual({ what: 'block-changed', block: 1 });
  });

  it('names one that is missing before it, and one that was rebuilt', () => {
    expect(faultOf(SECOND, GENESIS, 0n, [])).toEqual({ what: 'block-missing', block: 1 });
    const rebuilt = sealBlock(GENESIS, RANGE, without(3n), SEALED);
    expect(faultOf(SECOND, rebuilt, 100n, [])).toEqual({ what: 'block-changed', block: 1 });
  });

  it('leaves no transactions out between itself and the one before', () => {
    const late = sealBlock(FIRST, { ...RANGE, since: 150n, until: 200n }, [{ id: 9n, content: '{}' }], SEALED);
    expect(faultOf(late, FIRST, 100n, [{ id: 9n, content: '{}' }])).toEqual({ what: 'block-changed', block: 2 });
  });

  it('notices any other content of any event', () => {
    const contents = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(contents, fc.nat(), fc.string(), (texts, at, other) => {
        const events = texts.map((content, index) => ({ id: BigInt(index + 1), content }));
        const block = sealBlock(GENESIS, RANGE, events, SEALED);
        const place = at % events.length;
        fc.pre(!texts.includes(other));
        const found = events.map((event, index) => (index === place ? { ...event, content: other } : event));
        expect(faultOf(block, GENESIS, 0n, found)).toEqual({ what: 'event-changed', block: 1, event: BigInt(place + 1) });
        expect(faultOf(block, GENESIS, 0n, events)).toBeNull();
      }),
    );
  });
});
