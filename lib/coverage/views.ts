import type { Tier } from '@/lib/taxonomy/codes';

/** 应开设单位: a body that is expected, whether it has an account, and the unit that is registered as it. */
export type ExpectedBody = {
  regionId: number;
  regionCode: string;
  region: string;
  sectorCode: string;
  sector: string;
  sectorEn: string;
  tier: Tier;
  bodyName: string;
  covered: boolean;
  /** It has none, while a unit whose 主管单位 it is has one. */
  subordinateOnly: boolean;
  /** Named by the template, and not confirmed by its region: 本册未登记（待核）, not 缺. */
  estimated: boolean;
  unitId: number | null;
  unit: string | null;
};
