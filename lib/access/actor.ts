/** 角色: 填报员, 备案管理员, 系统管理员, 安全管理员, 审计员, 查询用户. */
export const ROLES = ['clerk', 'registrar', 'administrator', 'security', 'auditor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** A role held within a region's subtree and, if set, within one system or for one unit. */
export type GrantedRole = { role: Role; regionCode: string; sectorCode: string | null; unitId: number | null };

/** Where a request came from. */
export type From = { address: string | null; requestId: string | null };

/** Whoever acts: a signed-in user, the command line, or the system itself. */
export type Actor = {
  userId: number | null;
  name: string;
  via: 'web' | 'command-line' | 'system';
  grants: readonly GrantedRole[];
  from?: From;
};

/** Somebody who reads without having signed in. */
export const NOBODY: Actor = { userId: null, name: '', via: 'web', grants: [] };

const EVERYWHERE: readonly GrantedRole[] = [{ role: 'administrator', regionCode: '000000', sectorCode: null, unitId: null }];

/** The operator at the machine's command line, who holds the database anyway. */
export const COMMAND_LINE: Actor = { userId: null, name: 'command line', via: 'command-line', grants: EVERYWHERE };

/** The product itself, loading its reference data. */
export const SYSTEM: Actor = { userId: null, name: 'system', via: 'system', grants: EVERYWHERE };
