import { sealAudit } from '@/lib/db/audit-seal';
import { forgetChanges } from '@/lib/db/revision';
import { env, mailSettings } from '@/lib/env';
import { mailNewHeads } from './heads-mail';
import { logError } from './log';

const EVERY = 15_000;
const HOUR = 3600_000;

/** Seals the audit now and then, apart from every request, and mails its new heads. Of several servers that of the moment does it. */
export function sealAtIntervals(): void {
  let failing = false;
  const seal = async () => {
    try {
      await sealAudit();
      failing = false;
    } catch (error) {
      if (!failing) logError(error, { route: 'seal the audit' }); // once, not every few seconds
      failing = true;
    }
    await mail();
  };
  setInterval(seal, EVERY).unref();
  setInterval(forget, HOUR).unref();
}

/** Lets go of the changes that every server has long counted. */
function forget(): Promise<void> {
  return forgetChanges().catch((error) => logError(error, { route: 'forget changes' }));
}

// Each attempt that failed is told: they come minutes apart.
async function mail(): Promise<void> {
  const settings = mailSettings();
  if (settings === null) return;
  try {
    await mailNewHeads(settings, env().NEXTAUTH_URL);
  } catch (error) {
    logError(error, { route: 'mail the heads of the audit' });
  }
}
