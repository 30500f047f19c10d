import { ROLES, type Role } from '@/lib/access/actor';
import { type Finding, finding } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { findSector } from '@/lib/taxonomy/find';
import { findRegionInFile } from '@/lib/taxonomy/region-in-file';
import type { Region, RegionTree } from '@/lib/taxonomy/regions';
import type { Sector, SectorTree } from '@/lib/taxonomy/sectors';
import { comparable } from '@/lib/taxonomy/text';
import { Cells, type CellTexts } from './cells';
import { type Column, column } from './columns';

/** The file of users: one grant in each row, so that a user with several stands in several. */
export const USER_COLUMNS: readonly Column[] = [
  column('username', 'username', '用户名', '账户', '登录名', '账号'),
  column('displayName', 'display_name', '姓名', '名字'),
  column('email', 'email', '邮箱', '电子邮箱', '邮件', '电子邮件'),
  column('role', 'role', '角色'),
  column('region', 'region', '行政区划代码', '行政区划', '区划代码', '地区'),
  column('sector', 'sector', '职能系统', '系统'),
  column('grantUnit', 'unit', '单位', '单位名称', '所属单位'),
];

const ROLE_WORDS = new Map<string, Role>(
  (
    [
      ['clerk', '填报员'],
      ['registrar', '备案管理员'],
      ['administrator', '系统管理员'],
      ['security', '安全管理员'],
      ['auditor', '审计员', '安全审计员'],
      ['viewer', '查询用户'],
    ] as const satisfies readonly (readonly [Role, ...string[]])[]
  ).flatMap(([role, ...words]) => words.map((word) => [comparable(word), role] as const)),
);

function readRole(text: string): Role | null {
  return ROLES.find((role) => role === comparable(text)) ?? ROLE_WORDS.get(comparable(text)) ?? null;
}

export type SaidUser = {
  username: string;
  displayName: string | null;
  email: string | null;
  role: Role | null;
  region: Region | null;
  sector: Sector | null;
  unit: string | null;
  findings: Finding[];
};

/**
 * Reads a row, each cell for itself.
 * @param isUsername whether a text can be a login name
 */
export function readUserRow(texts: CellTexts, { regions, sectors }: { regions: RegionTree; sectors: SectorTree }, today: Day, isUsername: RegExp): SaidUser {
  const cells = new Cells(texts, USER_COLUMNS, today);
  cells.need('username', 'role', 'region');
  const username = cells.text('username');
  if (username !== '' && !isUsername.test(username)) cells.findings.push(finding('username', 'username-form'));
  const email = cells.line('email')?.toLowerCase() ?? null;
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) cells.findings.push(finding('email', 'email-form', { value: email.slice(0, 30) }));
  const found = <T>(field: string, find: () => ReturnType<typeof findRegionInFile> | ReturnType<typeof findSector>): T | null => {
    if (cells.text(field) === '') return null;
    const read = find();
    cells.findings.push(...(read.accepted ? read.change.notices : read.findings));
    return read.accepted ? (read.change.value as T) : null;
  };
  return {
    username,
    displayName: cells.line('displayName', 40),
    email,
    role: cells.oneOf('role', readRole, '填报员、备案管理员、系统管理员、安全管理员、审计员、查询用户'),
    region: found<Region>('region', () => findRegionInFile(regions, cells.text('region'), today)),
    sector: found<Sector>('sector', () => findSector(sectors, cells.text('sector'), today)),
    unit: cells.line('grantUnit', 120),
    findings: cells.findings,
  };
}
