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
  unitId: number | null;
  unit: string | null;
};
