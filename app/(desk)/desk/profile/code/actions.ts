'use server';

import { beginSecondStep, confirmSecondStep, endSecondStep, renewRecoveryCodes } from '@/lib/db/totp';
import { accept } from '@/lib/decision';
import { action, telling } from '@/lib/web/action';
import { currentHolder } from '@/lib/web/session';

export const beginSecondStepAction = action(async (actor, texts) => {
  const begun = await beginSecondStep(actor, texts);
  return begun.accepted ? accept('/desk/profile/code') : begun;
});

export const endSecondStepAction = action(async (actor, texts) => {
  const ended = await endSecondStep(actor, texts);
  return ended.accepted ? accept('/desk/profile?done=second-step-off') : ended;
});

export const recoveryCodesAction = telling(async (actor, texts) =>
  'code' in texts ? confirmSecondStep(actor, texts, (await currentHolder())?.sessionId ?? '') : renewRecoveryCodes(actor, texts),
);
