import { z } from 'zod';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { HOLDERS, PLATFORMS, PROVENANCES, RANKS, STATUSES, TIERS } from './codes';
import { type Day, isDay } from './day';
import { findRegion } from './find';
import type { RegionTree } from './regions';
import type { SectorTree } from './sectors';

/** A parameter that may be repeated; absent is empty. */
export function many<T extends z.ZodType>(each: T) {
  return z.array(each).default([]);
}

export const dayParameter = z.string().refine(isDay, { error: 'date-form' }).meta({ format: 'date', description: 'YYYY-MM-DD, Asia/Shanghai; default today' });

/** The largest number that a row of the database can have. */
export const LARGEST_ID = 2_147_483_647;

/** The filters that lists, coverage and distribution share. */
export const FILTERS = {
  platform: many(z.enum(PLATFORMS)),
  region: many(z.string().regex(/^\d{6}$/, { error: 'region-code-form' })).meta({ description: 'Six digits; the whole subtree' }),
  sector: many(z.string().max(60)),
  tier: many(z.enum(TIERS)),
  rank: many(z.enum(RANKS)),
  holder: many(z.enum(HOLDERS)),
  status: many(z.enum(STATUSES)),
  provenance: many(z.enum(PROVENANCES)),
  asOf: dayParameter.optional(),
};

/** Parameters by name, each with every value it was given; empty values are as good as absent. */
export type Parameters = Record<string, readonly string[]>;

/**
 * Reads parameters by a schema. Unknown ones and bad values are named, never ignored.
 */
export function readParameters<T extends z.ZodObject>(schema: T, given: Parameters): Decision<z.infer<T>> {
  const entries = Object.entries(given).flatMap(([name, values]) => {
    const said = values.filter((value) => value !== '');
    return said.length ? [[name, said] as const] : [];
  });
  const unknown = entries.filter(([name]) => !Object.hasOwn(schema.shape, name)).map(([name]) => finding(name, 'parameter-unknown'));
  const repeated = entries
    .filter(([name, values]) => Object.hasOwn(schema.shape, name) && !isMany(schema.shape[name]) && values.length > 1)
    .map(([name]) => finding(name, 'parameter-repeated'));
  const input = Object.fromEntries(entries.map(([name, values]) => [name, isMany(schema.shape[name]) ? values : values[0]]));
  const { data, error } = schema.safeParse(input);
  const wrong = (error?.issues ?? []).filter(({ code }) => code !== 'unrecognized_keys').map(wrongValue(input));
  if (unknown.length || repeated.length || wrong.length || !data) return refuse(...unknown, ...repeated, ...wrong);
  return accept(data);
}

function isMany(schema: unknown): boolean {
  return schema instanceof z.ZodArray || (schema instanceof z.ZodDefault && schema.unwrap() instanceof z.ZodArray);
}

function wrongValue(input: Record<string, unknown>) {
  return ({ path, message, code }: z.core.$ZodIssue): Finding => {
    const name = String(path[0] ?? '');
    const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], input);
    if (value === undefined) return finding(name, 'parameter-missing');
    return finding(name, /^[a-z-]+$/.test(message) ? message : `parameter-${code === 'invalid_value' ? 'value' : 'form'}`, {
      value: String(value).slice(0, 60),
    });
  };
}

type Lists = { regions: RegionTree; sectors: SectorTree };
type Places = { region?: readonly string[]; sector?: readonly string[]; asOf?: Day };

/**
 * Reads parameters and looks up the regions and sectors they name, those of a refused address
 * too: everything that is wrong is said at once.
 * @param check what else must hold between parameters that are each for itself good
 */
export function readQuestion<T extends z.ZodObject>(
  schema: T,
  given: Parameters,
  lists: Lists,
  today: Day,
  check: (asked: z.infer<T>) => Finding[] = () => [],
): Decision<z.infer<T>> {
  const read = readParameters(schema, given);
  const { region = [], sector = [], asOf = today }: Places = read.accepted ? read.change : placesOf(schema, given);
  const wrong = [...(read.accepted ? check(read.change) : read.findings), ...checkPlaces({ region, sector }, lists, asOf)];
  return wrong.length ? refuse(...wrong) : read;
}

// Each for itself, so that a bad one does not hide the others.
function placesOf(schema: z.ZodObject, given: Parameters): Places {
  const kinds = Object.entries(schema.shape).filter(([name]) => ['region', 'sector', 'asOf'].includes(name));
  const read = kinds.map(([name, kind]) => readParameters(z.object({ [name]: kind }), { [name]: given[name] ?? [] }));
  return Object.assign({}, ...read.map((each) => (each.accepted ? each.change : {})));
}

/** Checks that regions and sectors asked for exist on the day. */
export function checkPlaces(asked: { region: readonly string[]; sector: readonly string[] }, lists: Lists, day: Day): Finding[] {
  const regions = asked.region.flatMap((code) => {
    const found = findRegion(lists.regions, code, day);
    return found.accepted ? [] : found.findings;
  });
  const sectors = asked.sector.filter((code) => !lists.sectors.byCode(code)).map((code) => finding('sector', 'sector-unknown', { value: code }));
  return [...regions, ...sectors];
}
