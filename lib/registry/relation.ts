/** 主办之外的关系: 联合主办, 承办, 运维. Coverage counts none of them. */
export const RELATIONS = ['joint', 'organiser', 'operator'] as const;
export type Relation = (typeof RELATIONS)[number];
