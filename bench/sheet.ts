// A file as clerks send it: accounts that are new, of units that the register has.
import { withClient } from '../scripts/postgres.ts';

export type Sheet = { rows: readonly string[][]; csv: Buffer };

const HEADER = ['平台', '账号名称', '平台ID', '主办单位', '行政区划代码', '职能系统', '单位层级', '开设日期', '关注用户数', '联系人', '联系电话'];

/** So many accounts that no sheet had before; three of each unit, whose names leave room for a number. */
export async function newAccounts(ownerUrl: string, count: number): Promise<Sheet> {
  // Of ten digits, as Weibo's are, and none twice.
  const sheet = 5000 + (Math.floor(Date.now() / 1000) % 4900);
  const units = await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string; code: string; sector: string; tier: string }>(
      `SELECT s.name, r.code, k.name AS sector, s.tier FROM unit_standing s JOIN region r ON r.id = s.region_id JOIN sector k ON k.code = s.sector_code
       WHERE s.until IS NULL AND s.standard_body AND char_length(s.name) < 12 AND r.code <> '900000' ORDER BY s.unit_id LIMIT $1`,
      [Math.ceil(count / 3)],
    );
    return rows;
  });
  const rows = Array.from({ length: count }, (_, index) => {
    const unit = units[Math.floor(index / 3) % units.length];
    if (!unit) throw new Error('The register has no units.');
    const own = `${sheet}${String(index).padStart(6, '0')}`;
    const opened = `201${index % 10}-0${1 + (index % 9)}-1${index % 9}`;
    return [
      '微博',
      `${unit.name}试${own.slice(-8)}`,
      own,
      unit.name,
      unit.code,
      unit.sector,
      TIERS[unit.tier] ?? '',
      opened,
      String(index),
      '张三',
      '13800000000',
    ];
  });
  return { rows, csv: Buffer.from([HEADER, ...rows].map((cells) => cells.join(',')).join('\r\n')) };
}

const TIERS: Record<string, string> = { central: '中央', provincial: '省级', prefecture: '地级', county: '县级', township: '乡级' };
