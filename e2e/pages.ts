// Every page of the app and addresses at which to look at it; the accessibility tests fail when one is not listed.

/** Things to look at, whose numbers are only known when the register stands. */
export type Seen = { account: number; unit: number; batch: number; unusable: number };

export type Listed = { file: string; desk: boolean; own?: boolean; addresses(seen: Seen): string[] };

export const PAGES: readonly Listed[] = [
  open('page.tsx', () => ['/']),
  open('accounts/page.tsx', () => ['/accounts', '/accounts?q=查无此号', '/accounts?page=0&place=朝阳']),
  open('accounts/[id]/page.tsx', ({ account }) => [`/accounts/${account}`]),
  open('coverage/page.tsx', () => ['/coverage', '/coverage?rows=sector&columns=tier&measure=rate', '/coverage?rows=tier&columns=tier']),
  open('coverage/missing/page.tsx', () => ['/coverage/missing?platform=wechat&tier=provincial&region=440000', '/coverage/missing?region=810000']),
  open('distribution/page.tsx', () => ['/distribution', '/distribution?platform=wechat&region=330000&basis=rate', '/distribution?scheme=six']),
  open('regions/page.tsx', () => ['/regions', '/regions?region=110000&show=current', '/regions?show=abolished']),
  open('sign-in/page.tsx', () => ['/sign-in', '/sign-in?ready=1&error=CredentialsSignin', '/sign-in?ready=1&error=wait-30', '/sign-in?ready=1&error=no-user']),
  open('sign-in/code/page.tsx', () => ['/sign-in/code']),
  open('units/page.tsx', () => ['/units', '/units?q=查无此单位']),
  open('units/[id]/page.tsx', ({ unit }) => [`/units/${unit}`]),
  open('verify/page.tsx', () => ['/verify', '/verify?q=平安北京', '/verify?q=https://mp.weixin.qq.com/s/AbCdEf']),
  desk('page.tsx', () => ['/desk']),
  desk('accounts/new/page.tsx', () => ['/desk/accounts/new', '/desk/accounts/new?platform=wechat&region=440100&sector=health&tier=prefecture&fills=yes']),
  desk('accounts/[id]/edit/page.tsx', ({ account }) => [`/desk/accounts/${account}/edit`]),
  desk('imports/page.tsx', () => ['/desk/imports']),
  desk('imports/[id]/page.tsx', ({ batch, unusable }) => [`/desk/imports/${batch}`, `/desk/imports/${batch}?verdict=refused`, `/desk/imports/${unusable}`]),
  own('profile/page.tsx', () => ['/desk/profile', '/desk/profile?done=name']),
  own('profile/password/page.tsx', () => ['/desk/profile/password']),
  own('profile/code/page.tsx', () => ['/desk/profile/code', '/desk/profile/code?do=end']),
  desk('units/new/page.tsx', () => ['/desk/units/new']),
  desk('units/[id]/edit/page.tsx', ({ unit }) => [`/desk/units/${unit}/edit`]),
];

function open(file: string, addresses: Listed['addresses']): Listed {
  return { file: `(public)/${file}`, desk: false, addresses };
}

function desk(file: string, addresses: Listed['addresses']): Listed {
  return { file: `(desk)/desk/${file}`, desk: true, addresses };
}

/** Every user's own, whatever their role. */
function own(file: string, addresses: Listed['addresses']): Listed {
  return { ...desk(file, addresses), own: true };
}
