import { ROLES, type Role } from '../lib/access/actor.ts';

// Every page of the app and addresses at which to look at it; the accessibility tests fail when one is not listed.

/** Things to look at, whose numbers are only known when the register stands. */
export type Seen = {
  account: number;
  unit: number;
  batch: number;
  unusable: number;
  user: number;
  filing: number;
  returned: number;
  reform: number;
  form: number;
  target: number;
  set: number;
  group: number;
};

/** Who finds a page: roles held in the whole nation, and roles held only in a region that what is looked at lies outside of; `led`: who is led to where they may ask. */
export type Finders = { inside: readonly Role[]; outside: readonly Role[]; led?: readonly Role[] };

export type Listed = { file: string; desk: boolean; own?: boolean; addresses(seen: Seen): string[]; finders: Finders };

const EVERYBODY: Finders = { inside: ROLES, outside: ROLES };
const OFFICES: Finders = { inside: ['administrator', 'registrar'], outside: ['administrator', 'registrar'] };
/** What stands somewhere: only who governs it finds it. */
const ITS_OFFICE: Finders = { inside: ['administrator', 'registrar'], outside: [] };
/** Who sent the file, and who may import and reads all. */
const ITS_SENDER: Finders = { inside: ['administrator'], outside: [] };

const ASKERS: Finders = { inside: ['administrator', 'registrar', 'clerk'], outside: ['administrator', 'registrar', 'clerk'] };
const ITS_ASKERS: Finders = { inside: ASKERS.inside, outside: [] };
const FILERS: Finders = { inside: [...ASKERS.inside, 'auditor'], outside: [...ASKERS.inside, 'auditor'] };
const AUDITORS: Finders = { inside: ['administrator', 'auditor'], outside: ['administrator', 'auditor'] };

export const PAGES: readonly Listed[] = [
  open('page.tsx', () => ['/']),
  open('accounts/page.tsx', () => ['/accounts', '/accounts?q=查无此号', '/accounts?page=0&place=朝阳']),
  open('accounts/[id]/page.tsx', ({ account }) => [`/accounts/${account}`, `/accounts/${account}?asOf=2016-01-01`, `/accounts/${account}?asOf=2009-01-01`]),
  open('changes/page.tsx', () => ['/changes', '/changes?from=2010-01-01&to=2020-01-01&region=110000', '/changes?from=2020-01-01&to=2010-01-01']),
  open('coverage/page.tsx', () => [
    '/coverage',
    '/coverage?rows=sector&columns=tier&measure=rate',
    '/coverage?platform=weibo&measure=accounts&map=total&hide=empty&rowsBy=-total',
    '/coverage?rows=tier&columns=tier&map=total',
  ]),
  open('coverage/compare/page.tsx', () => [
    '/coverage/compare?from=2011-12-31&to=2014-12-31',
    '/coverage/compare?rows=sector&columns=tier&measure=rate&region=330000&toRegion=320000',
    '/coverage/compare?from=2014-12-31&to=2011-12-31',
  ]),
  open('coverage/growth/page.tsx', ({ set }) => ['/coverage/growth?from=2010-12-31&to=2014-12-31&step=year', `/coverage/growth?by=sector&set=${set}`]),
  open('coverage/missing/page.tsx', () => [
    '/coverage/missing?platform=wechat&tier=provincial&region=440000',
    '/coverage/missing?region=810000',
    '/coverage/missing?region=330000&platform=wechat&scope=own&roster=estimated&vertical=no',
  ]),
  open('coverage/rules/page.tsx', () => ['/coverage/rules', '/coverage/rules?region=330100&asOf=2014-12-31', '/coverage/rules?asOf=never']),
  open('coverage/channels/page.tsx', () => ['/coverage/channels', '/coverage/channels?of=units&region=330000&state=none', '/coverage/channels?state=never']),
  open('targets/page.tsx', () => ['/targets', '/targets?region=540000']),
  open('targets/[id]/page.tsx', ({ target }) => [`/targets/${target}`]),
  open('groups/page.tsx', () => ['/groups', '/groups?region=540000']),
  open('groups/[id]/page.tsx', ({ group }) => [`/groups/${group}`, `/groups/${group}?asOf=2010-01-01`]),
  open('distribution/page.tsx', () => [
    '/distribution',
    '/distribution?platform=wechat&region=330000&basis=rate',
    '/distribution?platform=wechat&apart=sector&order=gravity',
    '/distribution?scheme=six',
  ]),
  open('distribution/years/page.tsx', () => ['/distribution/years', '/distribution/years?platform=wechat&region=330000&scheme=local3']),
  open('firsts/page.tsx', () => ['/firsts', '/firsts?by=region&platform=weibo&tier=prefecture', '/firsts?by=nothing']),
  open('published/page.tsx', () => ['/published']),
  open('reach/page.tsx', () => ['/reach', '/reach?region=500000&sort=-coefficient&asOf=2021-12-31&show=first', '/reach?by=economic&region=330000']),
  open('regions/page.tsx', () => ['/regions', '/regions?region=110000&show=current', '/regions?show=abolished']),
  open('sign-in/page.tsx', () => ['/sign-in', '/sign-in?ready=1&error=CredentialsSignin', '/sign-in?ready=1&error=wait-30', '/sign-in?ready=1&error=no-user']),
  open('sign-in/code/page.tsx', () => ['/sign-in/code']),
  open('units/page.tsx', () => ['/units', '/units?q=查无此单位']),
  open('units/[id]/page.tsx', ({ unit }) => [`/units/${unit}`, `/units/${unit}?asOf=2016-01-01`]),
  open('verify/page.tsx', () => ['/verify', '/verify?q=平安北京', '/verify?q=https://mp.weixin.qq.com/s/AbCdEf']),
  // Only `npm run bench` has it: e2e/kept.test.ts.
  { file: 'hello/page.tsx', desk: false, addresses: () => [], finders: EVERYBODY },
  desk('page.tsx', () => ['/desk'], EVERYBODY),
  desk('accounts/new/page.tsx', () => ['/desk/accounts/new', '/desk/accounts/new?platform=wechat&region=440100&sector=health&tier=prefecture&fills=yes'], {
    ...OFFICES,
    led: ['clerk'],
  }),
  desk('accounts/[id]/edit/page.tsx', ({ account }) => [`/desk/accounts/${account}/edit`], ITS_OFFICE),
  desk('audit/page.tsx', () => ['/desk/audit', '/desk/audit?kind=refused&from=2011-01-01', '/desk/audit?kind=nothing'], AUDITORS),
  desk('audit/events/page.tsx', () => ['/desk/audit/events', '/desk/audit/events?act=session.begin', '/desk/audit/events?who=nobody-is-called-so'], AUDITORS),
  desk('accounts/[id]/relations/page.tsx', ({ account }) => [`/desk/accounts/${account}/relations`], ITS_OFFICE),
  desk('accounts/[id]/contact/page.tsx', ({ account }) => [`/desk/accounts/${account}/contact`], ITS_OFFICE),
  desk('accounts/[id]/change/page.tsx', ({ account }) => [`/desk/accounts/${account}/change`], ITS_ASKERS),
  desk('accounts/[id]/end/page.tsx', ({ account }) => [`/desk/accounts/${account}/end`], ITS_ASKERS),
  desk('filings/page.tsx', () => ['/desk/filings', '/desk/filings?view=all&region=330000&scope=own&due=waiting', '/desk/filings?due=never'], FILERS),
  desk('found/page.tsx', () => ['/desk/found', '/desk/found?region=330000&scope=own&lint=contact-missing', '/desk/found?lint=nothing'], OFFICES),
  desk('gaps/page.tsx', () => ['/desk/gaps?region=330000&sector=health', '/desk/gaps?region=330106&state=overdue&mine=yes', '/desk/gaps?state=never'], FILERS),
  desk('gaps/counts/page.tsx', () => ['/desk/gaps/counts?region=330000', '/desk/gaps/counts?roster=none'], FILERS),
  desk('gaps/letter/page.tsx', () => ['/desk/gaps/letter?region=330106'], ITS_OFFICE),
  desk('gaps/[gap]/page.tsx', () => ['/desk/gaps/330106.health.county.wechat'], { inside: FILERS.inside, outside: [] }),
  desk('surplus/page.tsx', () => ['/desk/surplus?region=110000', '/desk/surplus?region=330000&kind=idle&weeks=2', '/desk/surplus?weeks=0'], OFFICES),
  desk('surplus/closing/page.tsx', ({ account }) => [`/desk/surplus/closing?close=${account}&show=whole&columns=tier`, '/desk/surplus/closing'], OFFICES),
  desk('filings/new/page.tsx', () => ['/desk/filings/new', '/desk/filings/new?platform=wechat'], ASKERS),
  desk('filings/[id]/page.tsx', ({ filing, returned }) => [`/desk/filings/${filing}`, `/desk/filings/${returned}`], { inside: FILERS.inside, outside: [] }),
  desk('filings/[id]/edit/page.tsx', ({ returned }) => [`/desk/filings/${returned}/edit`], ITS_ASKERS),
  desk('imports/page.tsx', () => ['/desk/imports'], { inside: ['administrator', 'registrar', 'auditor'], outside: ['administrator', 'registrar', 'auditor'] }),
  desk('imports/[id]/page.tsx', ({ batch, unusable }) => [`/desk/imports/${batch}`, `/desk/imports/${batch}?verdict=refused`, `/desk/imports/${unusable}`], {
    inside: ['administrator', 'auditor'],
    outside: [],
  }),
  desk('imports/[id]/columns/page.tsx', ({ batch }) => [`/desk/imports/${batch}/columns`], ITS_SENDER),
  desk('imports/[id]/rows/[number]/page.tsx', ({ batch }) => [`/desk/imports/${batch}/rows/2`], ITS_SENDER),
  desk('expectations/page.tsx', () => ['/desk/expectations', '/desk/expectations?done=never'], OFFICES),
  desk('rosters/page.tsx', () => ['/desk/rosters', '/desk/rosters?done=never'], OFFICES),
  desk('rosters/absences/page.tsx', () => ['/desk/rosters/absences', '/desk/rosters/absences?done=never'], OFFICES),
  desk('forms/page.tsx', () => ['/desk/forms', '/desk/forms?region=330000&platform=wechat', '/desk/forms?platform=nothing'], OFFICES),
  desk('forms/[id]/page.tsx', ({ form }) => [`/desk/forms/${form}`], ITS_SENDER),
  desk('targets/page.tsx', () => ['/desk/targets'], OFFICES),
  desk('targets/new/page.tsx', () => ['/desk/targets/new'], OFFICES),
  desk('targets/[id]/page.tsx', ({ target }) => [`/desk/targets/${target}`], ITS_OFFICE),
  desk('targets/sets/page.tsx', () => ['/desk/targets/sets'], OFFICES),
  desk('targets/sets/[id]/page.tsx', ({ set }) => [`/desk/targets/sets/${set}`], ITS_OFFICE),
  desk('groups/page.tsx', () => ['/desk/groups'], OFFICES),
  desk('groups/[id]/page.tsx', ({ group }) => [`/desk/groups/${group}`, `/desk/groups/${group}?q=pingan`], ITS_OFFICE),
  desk('rules/page.tsx', () => ['/desk/rules', '/desk/rules?region=330100&asOf=2020-01-01', '/desk/rules?asOf=never'], AUDITORS),
  desk('rules/filing/page.tsx', () => ['/desk/rules/filing', '/desk/rules/filing?done=days', '/desk/rules/filing?done=never'], AUDITORS),
  desk('users/page.tsx', () => ['/desk/users', '/desk/users?due=no-second-step'], {
    inside: ['administrator', 'auditor'],
    outside: ['administrator', 'auditor'],
  }),
  desk('users/new/page.tsx', () => ['/desk/users/new'], { inside: ['administrator'], outside: ['administrator'] }),
  desk('users/[id]/page.tsx', ({ user }) => [`/desk/users/${user}`], { inside: ['administrator', 'auditor'], outside: [] }),
  desk('users/[id]/erase/page.tsx', ({ user }) => [`/desk/users/${user}/erase`], { inside: ['administrator'], outside: [] }),
  desk('units/new/page.tsx', () => ['/desk/units/new'], OFFICES),
  desk('units/[id]/edit/page.tsx', ({ unit }) => [`/desk/units/${unit}/edit`], ITS_OFFICE),
  desk('units/[id]/reform/page.tsx', ({ unit }) => ['merge', 'split', 'dissolve'].map((kind) => `/desk/units/${unit}/reform?kind=${kind}`), ITS_OFFICE),
  desk('reforms/[id]/page.tsx', ({ reform }) => [`/desk/reforms/${reform}`], ITS_OFFICE),
  own('profile/page.tsx', () => ['/desk/profile', '/desk/profile?done=name']),
  own('profile/password/page.tsx', () => ['/desk/profile/password']),
  own('profile/code/page.tsx', () => ['/desk/profile/code', '/desk/profile/code?do=end']),
];

function open(file: string, addresses: Listed['addresses']): Listed {
  return { file: `(public)/${file}`, desk: false, addresses, finders: EVERYBODY };
}

function desk(file: string, addresses: Listed['addresses'], finders: Finders): Listed {
  return { file: `(desk)/desk/${file}`, desk: true, addresses, finders };
}

/** Every user's own, whatever their role. */
function own(file: string, addresses: Listed['addresses']): Listed {
  return { ...desk(file, addresses, EVERYBODY), own: true };
}
