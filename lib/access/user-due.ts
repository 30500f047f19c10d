/** Why somebody should look at a user: 邀请后未登录, 因连续失败而锁定, 未设两步验证, 久未登录. */
export const USER_DUES = ['invited', 'locked', 'no-second-step', 'idle'] as const;
export type UserDue = (typeof USER_DUES)[number];

/** Days without a sign-in after which a user is looked at. */
export const IDLE_DAYS = 90;
