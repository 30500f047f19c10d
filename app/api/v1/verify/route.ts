import { verify } from '@/lib/db/verify';
import { verifyQuery } from '@/lib/registry/query';
import { route } from '@/lib/web/api';
import { today } from '@/lib/web/page-query';

export const GET = route(verifyQuery, async ({ q }) => {
  const answer = await verify(q);
  const demonstration = [answer.account, ...answer.candidates].some((match) => match?.provenance === 'synthetic');
  return { asOf: today(), ...(demonstration ? { demonstration } : {}), ...answer };
});
