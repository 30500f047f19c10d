import { z } from 'zod';
import { coverageQuery, distributionQuery } from '@/lib/coverage/query';
import { accountsQuery, asOfQuery, verifyQuery } from '@/lib/registry/query';
import { regionsQuery, sectorsQuery } from '@/lib/taxonomy/region-query';

/** What the distribution says beside what every answer says. */
const DISTRIBUTION_SAYS = {
  certainty: {
    type: ['object', 'null'],
    description:
      'In how many of `draws` resamples (multinomial over the accounts; with basis=rate binomial over the bodies of each band; `seed` of the chance) the verdict is the `same`, and which `others` came out. Null without a verdict.',
  },
  nearest: {
    type: ['object', 'null'],
    description:
      'The fewest that must change until the verdict is another (`becomes`), all else as it is: `changed` accounts moved from the band `from` to the band `to` beside it; with basis=rate so many bodies of one band that open an account (`from` null) or lose it (`to` null). Null without a verdict.',
  },
  gravity: { type: ['number', 'null'], description: 'Mean place of the accounts among all bands of the scheme, 1 the uppermost. Null of none.' },
};

const ROUTES: Record<string, { summary: string; schema: z.ZodObject; says?: object }> = {
  '/accounts': { summary: 'Accounts that answer a filter, as they were on a day', schema: accountsQuery },
  '/verify': { summary: 'Whether a link, handle or id is an official account; a name proves nothing', schema: verifyQuery },
  '/coverage': {
    summary: '开设情况: accounts, expected and covered bodies on two axes; a cell’s subordinateOnly counts bodies of which only a subordinate has an account',
    schema: coverageQuery,
  },
  '/distribution': { summary: '层级分布: accounts by band of a scheme, and the verdict on their shape', schema: distributionQuery, says: DISTRIBUTION_SAYS },
  '/regions': { summary: '行政区划: the children of a region on a day, with validity and successors', schema: regionsQuery },
  '/sectors': { summary: '职能系统: the list of sectors, with validity and successors', schema: sectorsQuery },
};

/** The public contract as OpenAPI 3.1, made from the schemas that read the requests. */
export function openApi() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Guta 鼓塔',
      version: '1',
      description: 'The register of official Weibo and WeChat accounts. Read-only. Unknown parameters and bad values are answered with 400 and named.',
    },
    servers: [{ url: '/api/v1' }],
    paths: {
      ...Object.fromEntries(
        Object.entries(ROUTES).map(([path, { summary, schema, says }]) => [
          path,
          { get: { summary, parameters: parameters(schema), responses: responses(says) } },
        ]),
      ),
      '/accounts/{id}': {
        get: {
          summary: 'One account with all its time; with `asOf` as it was on a day, 404 before it is known to have been open',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }, ...parameters(asOfQuery)],
          responses: { ...RESPONSES, 404: PROBLEM },
        },
      },
    },
    components: { schemas: { Problem: PROBLEM_SCHEMA } },
  };
}

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', properties: { field: { type: ['string', 'null'] }, reason: { type: 'string' } } } },
  },
};
const PROBLEM = { description: 'A problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const RESPONSES = responses();

/** @param says fields of the answer that need a word */
function responses(says?: object) {
  return {
    200: {
      description: 'The answer; says `asOf`, and `demonstration` while synthetic rows are in it',
      content: { 'application/json': { schema: { type: 'object', ...(says && { properties: says }) } } },
    },
    400: PROBLEM,
  };
}

function parameters(schema: z.ZodObject) {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(typeof property === 'object' && property.description ? { description: property.description } : {}),
    schema: property,
  }));
}
