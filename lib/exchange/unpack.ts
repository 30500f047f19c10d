// What a workbook may hold and unpack to: a small file can say that it is millions of cells.
import { strFromU8, unzipSync } from 'fflate';

export const MAX_UNPACKED = 200 * 1024 * 1024;

/** Columns of a list of accounts; a single cell far to the right would otherwise cost as many as lie before it. */
export const MAX_COLUMNS = 256;
export const LAST_ROW = 1_048_576; // of the format
/** Rows, cells, strings and filled cells of a whole workbook: a small file can say millions of them. */
export const MAX_PARTS = 2_000_000;

/** The workbook does not hold what its format says, or holds or unpacks to more than is allowed. */
export class UnreadableWorkbook extends Error {
  constructor(readonly reason: 'not-a-workbook' | 'unpacks-too-large' | 'sheet-too-large') {
    super(reason);
  }
}

/** Counts what is read; throws when it is more than was allowed. */
export type Spend = (parts?: number) => void;

export function budget(parts: number): Spend {
  let left = parts;
  return (spent = 1) => {
    left -= spent;
    if (left < 0) throw new UnreadableWorkbook('sheet-too-large');
  };
}

/** The parts of a workbook as text, by their path; null for one that is not there. */
export function unpack(bytes: Uint8Array): (path: string) => string | null {
  let size = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/^xl\/.*\.(xml|rels)$/.test(name)) return false;
        size += originalSize;
        if (size > MAX_UNPACKED) throw new UnreadableWorkbook('unpacks-too-large');
        return true;
      },
    });
    return (path) => (files[path] ? strFromU8(files[path]) : null);
  } catch (error) {
    if (error instanceof UnreadableWorkbook) throw error;
    throw new UnreadableWorkbook('not-a-workbook');
  }
}
