/**
 * The closed code lists of the public contract. What a code is called on a page stands in
 * messages/, under the list's name; the migration's CHECK constraints repeat the lists.
 */

/** Platforms that are registered and counted. `tencent-weibo` 腾讯微博 has closed. */
export const PLATFORMS = ['weibo', 'tencent-weibo', 'wechat'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** 单位层级: where the owner stands, from the top down. */
export const TIERS = ['central', 'provincial', 'prefecture', 'county', 'township'] as const;
export type Tier = (typeof TIERS)[number];

/** 行政级别: how high the owner ranks, from the top down. */
export const RANKS = ['province-ministry', 'bureau', 'county-division', 'below-county-division'] as const;
export type Rank = (typeof RANKS)[number];

/** 账号类别: an institution 机构, or an official 党政人员（个人认证）. */
export const HOLDERS = ['institution', 'official'] as const;
export type Holder = (typeof HOLDERS)[number];

/** 状态: 正常, 停更, 已关停, 已注销. */
export const STATUSES = ['active', 'paused', 'closed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

/** An account that still exists for the public: counted in coverage unless asked otherwise. */
export const OPEN_STATUSES: readonly Status[] = ['active', 'paused'];

/** 微信类型: 订阅号, 服务号. */
export const WECHAT_TYPES = ['subscription', 'service'] as const;
export type WechatType = (typeof WECHAT_TYPES)[number];

/** 功能定位: 媒体型, 沟通型, 服务型. */
export const POSITIONINGS = ['media', 'communication', 'service'] as const;
export type Positioning = (typeof POSITIONINGS)[number];

/** Where a row comes from: entered or imported, named by a cited document, or made up for demonstration. */
export const PROVENANCES = ['registered', 'document', 'synthetic'] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** 单位性质. `party-department` (宣传部, 网信办) ranks like a department, not like the committee it belongs to. */
export const UNIT_KINDS = [
  'party-committee',
  'party-department',
  'congress',
  'government',
  'cppcc',
  'supervision',
  'court',
  'procuratorate',
  'department',
  'institution',
  'mass-organisation',
  'social-organisation',
  'state-enterprise',
  'temporary-body',
  'internal-body',
  'mission-abroad',
  'foreign-mission',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const REGION_LEVELS = ['nation', 'province', 'prefecture', 'county'] as const;
export type RegionLevel = (typeof REGION_LEVELS)[number];

/** 行政区划类别. Districts and counties of a 直辖市 and districts of a 副省级市 are kinds of their own: their ranks differ. */
export const REGION_KINDS = [
  'nation',
  'province',
  'autonomous-region',
  'municipality',
  'special-region',
  'xpcc',
  'missions',
  'sub-provincial-city',
  'prefecture-city',
  'prefecture',
  'autonomous-prefecture',
  'league',
  'municipal-district',
  'municipal-county',
  'sub-provincial-district',
  'district',
  'county-city',
  'county',
  'autonomous-county',
  'banner',
  'autonomous-banner',
  'forestry-district',
  'special-district',
  'zone',
] as const;
export type RegionKind = (typeof REGION_KINDS)[number];

/** Tells whether a text is one of a list's codes. */
export function isCode<T extends string>(list: readonly T[], text: string): text is T {
  return (list as readonly string[]).includes(text);
}
