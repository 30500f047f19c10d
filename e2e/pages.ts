// Every page of the app and addresses at which to look at it; the accessibility tests fail when one is not listed.

/** Things to look at, whose numbers are only known when the register stands. */
export type Seen = { account: number; unit: number; batch: number; unusable: number; user: number };

export type Listed = { file: string; desk: boolean; addresses(seen: Seen): string[] };

export const PAGES: readonly Listed[] = [
  open('page.tsx', () => ['/']),
  open('accounts/page.tsx', () => ['/accounts', '/accounts?q=查无此号', '/accounts?page=0&place=朝阳']),
  open('accounts/[id]/page.tsx', ({ account }) => [`/accounts/${account}`, `/accounts/${account}?asOf=2016-01-01`, `/accounts/${account}?asOf=2009-01-01`]),
  open('changes/page.tsx', () => ['/changes', '/changes?from=2010-01-01&to=2020-01-01&region=110000', '/changes?from=2020-01-01&to=2010-01-01']),
  open('coverage/page.tsx', () => ['/coverage', '/coverage?rows=sector&columns=tier&measure=rate', '/coverage?rows=tier&columns=tier']),
  open('coverage/missing/page.tsx', () => ['/coverage/missing?platform=wechat&tier=provincial&region=440000', '/coverage/missing?region=810000']),
  open('distribution/page.tsx', () => ['/distribution', '/distribution?platform=wechat&region=330000&basis=rate', '/distribution?scheme=six']),
  open('regions/page.tsx', () => ['/regions', '/regions?region=110000&show=current', '/regions?show=abolished']),
  open('sign-in/page.tsx', () => ['/sign-in', '/sign-in?ready=1&error=CredentialsSignin']),
  open('units/page.tsx', () => ['/units', '/units?q=查无此单位']),
  open('units/[id]/page.tsx', ({ unit }) => [`/units/${unit}`, `/units/${unit}?asOf=2016-01-01`]),
  open('verify/page.tsx', () => ['/verify', '/verify?q=平安北京', '/verify?q=https://mp.weixin.qq.com/s/AbCdEf']),
  desk('page.tsx', () => ['/desk']),
  desk('accounts/new/page.tsx', () => ['/desk/accounts/new', '/desk/accounts/new?platform=wechat&region=440100&sector=health&tier=prefecture&fills=yes']),
  desk('accounts/[id]/edit/page.tsx', ({ account }) => [`/desk/accounts/${account}/edit`]),
  desk('accounts/[id]/relations/page.tsx', ({ account }) => [`/desk/accounts/${account}/relations`]),
  desk('imports/page.tsx', () => ['/desk/imports']),
  desk('imports/[id]/page.tsx', ({ batch, unusable }) => [`/desk/imports/${batch}`, `/desk/imports/${batch}?verdict=refused`, `/desk/imports/${unusable}`]),
  desk('users/page.tsx', () => ['/desk/users']),
  desk('users/new/page.tsx', () => ['/desk/users/new']),
  desk('users/[id]/page.tsx', ({ user }) => [`/desk/users/${user}`]),
  desk('units/new/page.tsx', () => ['/desk/units/new']),
  desk('units/[id]/edit/page.tsx', ({ unit }) => [`/desk/units/${unit}/edit`]),
  desk('units/[id]/reform/page.tsx', ({ unit }) => ['merge', 'split', 'dissolve'].map((kind) => `/desk/units/${unit}/reform?kind=${kind}`)),
];

function open(file: string, addresses: Listed['addresses']): Listed {
  return { file: `(public)/${file}`, desk: false, addresses };
}

function desk(file: string, addresses: Listed['addresses']): Listed {
  return { file: `(desk)/desk/${file}`, desk: true, addresses };
}
