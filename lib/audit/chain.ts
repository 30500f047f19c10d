import { createHash } from 'node:crypto';

/** An event as it is sealed: `content` is the canonical JSON of all its columns but the id. */
export type SealedEvent = { id: bigint; content: string };

/** The transactions of one cluster, `since` inclusive, `until` exclusive. */
type Range = { cluster: bigint; since: bigint; until: bigint };

/** A block: the hash of each of its events, and its own over these and the block before. */
export type Block = Range & {
  number: number;
  firstId: bigint;
  lastId: bigint;
  count: number;
  eventIds: readonly bigint[];
  eventHashes: readonly string[];
  previousHash: string;
  hash: string;
  sealedAt: Date;
};

export type Head = Pick<Block, 'number' | 'hash'>;

/** What stands before the first block. */
export const GENESIS: Head = { number: 0, hash: '0'.repeat(64) };

/** Makes the block that follows `head`. */
export function sealBlock(head: Head, range: Range, events: readonly SealedEvent[], sealedAt: Date): Block {
  const sorted = [...events].sort(byId);
  const block = {
    ...range,
    number: head.number + 1,
    firstId: sorted[0]?.id ?? 0n,
    lastId: sorted.at(-1)?.id ?? 0n,
    count: sorted.length,
    eventIds: sorted.map(({ id }) => id),
    eventHashes: sorted.map(eventHash),
    previousHash: head.hash,
    sealedAt,
  };
  return { ...block, hash: blockHash(block) };
}

function byId(a: SealedEvent, b: SealedEvent): number {
  return a.id < b.id ? -1 : 1;
}

function eventHash({ id, content }: SealedEvent): string {
  return sha256(`${id} ${content}`);
}

function blockHash({ number, cluster, since, until, eventIds, eventHashes, previousHash, sealedAt }: Omit<Block, 'hash'>): string {
  const lines = eventIds.map((id, index) => `${id} ${eventHashes[index]}`);
  return sha256([`block ${number}`, previousHash, `${cluster} ${since} ${until}`, sealedAt.toISOString(), ...lines].join('\n'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The first thing that is wrong: an event or a block, by its number. */
export type Fault =
  | { what: 'event-changed' | 'event-missing' | 'event-inserted'; block: number; event: bigint }
  | { what: 'event-moved'; block: number; event: bigint; foundAt: bigint }
  | { what: 'block-changed' | 'block-missing'; block: number }
  /** What stands apart from an event is not what it names, or is gone and nobody has erased it. */
  | { what: 'personal-changed' | 'personal-missing'; event: bigint };

/**
 * Compares a block with the one before it and with the events that are there now.
 * @param since the transaction at which the blocks of this cluster had ended
 * @param found every event of the block's transactions, and every one that it lists
 */
export function faultOf(block: Block, before: Head, since: bigint, found: readonly SealedEvent[]): Fault | null {
  const { number } = block;
  if (number !== before.number + 1) return { what: 'block-missing', block: before.number + 1 };
  if (block.hash !== blockHash(block) || !holdsTogether(block)) return { what: 'block-changed', block: number };
  if (block.previousHash !== before.hash) return { what: 'block-changed', block: before.number };
  if (block.since !== since) return { what: 'block-changed', block: number };
  return eventFault(block, found);
}

// What the hash does not cover repeats what it does.
function holdsTogether({ firstId, lastId, count, eventIds, eventHashes }: Block): boolean {
  return eventIds.length === count && eventHashes.length === count && eventIds[0] === firstId && eventIds.at(-1) === lastId;
}

function eventFault(block: Block, found: readonly SealedEvent[]): Fault | null {
  const listed = new Map(block.eventIds.map((id, index) => [id, block.eventHashes[index]]));
  const there = new Map(found.map((event) => [event.id, event]));
  const ids = [...new Set([...listed.keys(), ...there.keys()])].sort((a, b) => (a < b ? -1 : 1));
  for (const id of ids) {
    const event = there.get(id);
    const hash = listed.get(id);
    const at = { block: block.number, event: id };
    if (hash === undefined) return { what: 'event-inserted', ...at };
    if (event && eventHash(event) === hash) continue;
    const moved = found.find(({ content }) => eventHash({ id, content }) === hash);
    if (moved) return { what: 'event-moved', ...at, foundAt: moved.id };
    return { what: event ? 'event-changed' : 'event-missing', ...at };
  }
  return null;
}
