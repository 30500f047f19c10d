// First views after a write of the pages that answer more than the matrix of today: other regions, measures and days, counties, and
// the pages that read many days or every account's followers.
import { COMMAND_LINE } from '../../lib/access/actor.ts';
import { setTarget } from '../../lib/db/target-set.ts';
import { dayOf } from '../../lib/taxonomy/day.ts';
import { withClient } from '../../scripts/postgres.ts';
import type { Context, Line } from '../line.ts';
import type { Register } from '../register.ts';
import { firstViews, PAGE } from './coverage.ts';

const TIMES = 9;
const MEASURES = ['rate', 'accounts', 'covered', 'expected'];
/** Every repetition asks for other days and counties. */
let asked = 0;

async function codes({ ownerUrl }: Register, level: 'province' | 'county'): Promise<string[]> {
  const { rows } = await withClient(ownerUrl, (client) =>
    client.query<{ code: string }>(
      `SELECT code FROM region WHERE level = $1 AND valid_until IS NULL AND economic_region IS DISTINCT FROM 'hmt' AND code < '660000' AND kind <> 'zone' ORDER BY md5(code)`,
      [level],
    ),
  );
  return rows.map(({ code }) => code);
}

/** The nation and provinces in turn, each by another measure and on another day. */
async function anyPages(register: Register): Promise<(time: number) => string> {
  const provinces = await codes(register, 'province');
  return () => {
    asked += 1;
    const region = asked % 2 ? `&region=${provinces[asked % provinces.length]}` : '';
    const day = dayOf(new Date(Date.now() - (200 + 37 * asked) * 86_400_000));
    return `${PAGE}?platform=wechat&measure=${MEASURES[asked % MEASURES.length]}&asOf=${day}${region}`;
  };
}

async function countyPages(register: Register): Promise<(time: number) => string> {
  const counties = await codes(register, 'county');
  return () => {
    asked += 1;
    return `${PAGE}?platform=wechat&region=${counties[asked % counties.length]}`;
  };
}

let targeted = '';

/** As many targets as a page has: of the nation, of a province and of counties, as numbers and as rates. */
async function setTargets(register: Register): Promise<void> {
  await register.here();
  if (targeted === register.ownerUrl) return;
  targeted = register.ownerUrl;
  const places = ['000000', ...(await codes(register, 'province')).slice(0, 5), ...(await codes(register, 'county')).slice(0, 4)];
  const today = dayOf(new Date());
  const shared = { platform: 'wechat', dueOn: `${Number(today.slice(0, 4)) + 1}-12-31`, documentNo: '试〔2026〕1号', issuer: '试', documentDate: today };
  for (const [index, region] of places.entries()) {
    const goal = index % 2 ? { measure: 'rate', value: '90' } : { measure: 'number', value: '400000' };
    const decision = await setTarget(COMMAND_LINE, { region, ...goal, ...shared }, today);
    if (!decision.accepted) throw new Error(`The bench's target was refused: ${JSON.stringify(decision.findings)}`);
  }
}

function ofPage(id: string, path: string, prepare: (register: Register) => Promise<void> = async () => undefined): Line {
  return {
    id,
    what: `first view of ${path} after a write, against the coverage page’s`,
    unit: 'ms',
    goal: { most: 3 },
    run: async (context: Context) => {
      const register = await context.register(300_000);
      await prepare(register);
      return firstViews(register, { page: () => path, against: PAGE, times: TIMES });
    },
  };
}

export const VIEWS: Line[] = [
  {
    id: 'coverage-any',
    what: 'first view of coverage of any region, measure and day, against the page for today, both after a write',
    unit: 'ms',
    goal: { most: 3 },
    run: async (context) => {
      const register = await context.register(300_000);
      return firstViews(register, { page: await anyPages(register), against: PAGE, times: TIMES });
    },
  },
  {
    id: 'coverage-county',
    what: 'first view of a county’s coverage, against the nation’s, both after a write',
    unit: 'ms',
    goal: { most: 1 },
    run: async (context) => {
      const register = await context.register(300_000);
      return firstViews(register, { page: await countyPages(register), against: PAGE, times: TIMES });
    },
  },
  ofPage('targets-first', '/targets', setTargets),
  ofPage('years-first', '/distribution/years'),
  ofPage('reach-first', '/reach'),
];
