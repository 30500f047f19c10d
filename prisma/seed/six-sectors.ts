// A file shaped like the real one of six systems in 31 provinces, with invented names: 183 cells
// with an account, three gaps, five cells with two accounts, the centre without a code and 兵团.
import type { RegionTree } from '../../lib/taxonomy/regions.ts';

export const SIX_SECTORS = ['通信', '网信', '公安', '市场监管', '卫生健康', '自然资源'] as const;
export const SIX_SECTOR_CODES = ['communications', 'cyberspace', 'public-security', 'market-regulation', 'health', 'natural-resources'] as const;

/** Cells without an account, as sector and region code. */
export const GAPS = ['通信 430000', '公安 150000', '自然资源 540000'] as const;
const TWICE = ['卫生健康 120000', '卫生健康 440000', '网信 610000'];
const CENTRAL: Record<(typeof SIX_SECTORS)[number], number> = { 通信: 1, 网信: 2, 公安: 1, 市场监管: 1, 卫生健康: 1, 自然资源: 2 };

/** The rows of the file, its header first: 196 accounts. */
export function sixSectorRows(regions: RegionTree, today: string): string[][] {
  const provinces = regions.children('000000', today).filter(({ economicRegion }) => economicRegion !== null && economicRegion !== 'hmt');
  const rows = SIX_SECTORS.flatMap((sector) => [
    ...Array.from({ length: CENTRAL[sector] }, (_, index) => ['微信', `试验${sector}中央${index + 1}`, sector, '中央', '']),
    ...provinces.flatMap(({ code, shortName }) => {
      const cell = `${sector} ${code}`;
      if ((GAPS as readonly string[]).includes(cell)) return [];
      const first = ['微信', `试验${sector}${shortName}`, sector, '省级', code];
      return TWICE.includes(cell) ? [first, ['微信', `试验${sector}${shortName}二号`, sector, '省级', code]] : [first];
    }),
    ...(sector === '网信' || sector === '公安' ? [['微信', `试验${sector}兵团`, sector, '省级', '660000XPCC']] : []),
  ]);
  return [['平台', '账号名称', '职能系统', '单位层级', '行政区划代码'], ...rows];
}

export function toCsv(rows: readonly (readonly string[])[]): Uint8Array {
  return new TextEncoder().encode(rows.map((row) => row.join(',')).join('\r\n'));
}
