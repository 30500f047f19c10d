import { useTranslations } from 'next-intl';
import { BackToBack, Outline, type Side } from '@/components/chart/bars';
import { Scroll } from '@/components/ui/scroll';
import { isVerdict } from '@/lib/coverage/certainty';
import { BASES, type Basis, type Distribution } from '@/lib/coverage/distribution';
import { BANDS, SCHEMES, type Scheme } from '@/lib/coverage/scheme';
import type { Shape } from '@/lib/coverage/shape';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { percent } from './percent';
import { CertaintyWords, DisagreementWords } from './verdict-words';

/** One platform on its day, under the scheme of the page and under every other. */
export type PlatformView = { platform: Platform; asOf: Day; shown: Distribution; shapes: readonly Distribution[] };

const FILL: Record<Platform, string> = { weibo: 'fill-weibo', 'tencent-weibo': 'fill-muted', wechat: 'fill-wechat' };

/** The colour of a platform's bars. */
export function fillOf(platform: Platform): string {
  return FILL[platform];
}

/** Bands of one or two platforms: back to back by share, or by rate. */
export function BandChart({ views, scheme, basis }: { views: readonly PlatformView[]; scheme: Scheme; basis: Basis }) {
  const t = useTranslations('distribution');
  const code = useTranslations('code');
  const codes = BANDS[scheme].filter((band) => views.some(({ shown }) => shown.bands.some((each) => each.code === band)));
  const sideOf = ({ platform, asOf, shown }: PlatformView): Side => {
    const bands = codes.map((band) => shown.bands.find((each) => each.code === band));
    return {
      name: `${code(`platform.${platform}`)} ${asOf}`,
      fill: fillOf(platform),
      values: bands.map((band) => (basis === 'accounts' ? band?.share : band?.rate) ?? null),
      texts: bands.map((band) => (band ? bandText(band, basis, shown) : '—')),
    };
  };
  const labels = codes.map((band) => code(`band.${band}` as 'band.central'));
  const [left, right] = views;
  const names = views.map(({ platform }) => code(`platform.${platform}`));
  if (!left) return null;
  if (!right) return <Outline side={sideOf(left)} labels={labels} title={t('chartOne', { left: names[0] ?? '' })} />;
  return <BackToBack left={sideOf(left)} right={sideOf(right)} labels={labels} title={t('chart', { left: names[0] ?? '', right: names[1] ?? '' })} />;
}

type Band = Distribution['bands'][number];

function bandText(band: Band, basis: Basis, { bands }: Distribution): string {
  if (basis === 'rate')
    return band.expected === null || band.covered === null ? '—' : `${band.covered}/${band.expected} ${percent(band.covered, band.expected) ?? '—'}`;
  return `${band.accounts.toLocaleString('en')} · ${percent(band.accounts, inBands(bands)) ?? '—'}`;
}

function inBands(bands: readonly Band[]): number {
  return bands.reduce((sum, { accounts }) => sum + accounts, 0);
}

/** What is said of one platform: the verdict, its rule, what stands beside, and the figures. */
export function PlatformFigures({ view: { platform, asOf, shown } }: { view: PlatformView }) {
  const t = useTranslations('distribution');
  const code = useTranslations('code');
  const rule = useTranslations('shapeRule');
  const counted = inBands(shown.bands);
  return (
    <section aria-labelledby={`verdict-${platform}`}>
      <h2 id={`verdict-${platform}`} className="mb-1">
        {t('verdict', { platform: code(`platform.${platform}`), asOf, shape: code(`shape.${shown.shape}`) })}
      </h2>
      <p>{t('rule', { rule: rule(shown.shape) })}</p>
      <ul className="list-disc ps-5 text-sm text-muted">
        <li>{t('counted', { total: shown.total, inBands: counted })}</li>
        {shown.unclassified > 0 && <li>{t('unclassified', { count: shown.unclassified })}</li>}
        {shown.outside > 0 && <li>{t('outside', { count: shown.outside })}</li>}
        {shown.omitted.map(({ code: band, why }) => (
          <li key={band}>{t('omitted', { band: code(`band.${band}` as 'band.central'), why: code(`omitted.${why}`) })}</li>
        ))}
        <CertaintyWords shown={shown} />
      </ul>
      <BandTable platform={platform} asOf={asOf} bands={shown.bands} />
    </section>
  );
}

function BandTable({ platform, asOf, bands }: { platform: Platform; asOf: Day; bands: readonly Band[] }) {
  const t = useTranslations('distribution');
  const code = useTranslations('code');
  const counted = inBands(bands);
  const caption = `${t('side', { platform: code(`platform.${platform}`), asOf })}：${t('table')}`;
  return (
    <Scroll label={caption}>
      <table className="list-table mt-2 whitespace-nowrap">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('band')}</th>
            <th scope="col">{t('accounts')}</th>
            <th scope="col">{t('share')}</th>
            <th scope="col">{t('rate')}</th>
          </tr>
        </thead>
        <tbody>
          {bands.map((band) => (
            <tr key={band.code}>
              <th scope="row">{code(`band.${band.code}` as 'band.central')}</th>
              <td>{band.accounts.toLocaleString('en')}</td>
              <td>{percent(band.accounts, counted) ?? '—'}</td>
              <td>{bandRate(band)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            <td>{counted.toLocaleString('en')}</td>
            <td>{percent(counted, counted) ?? '—'}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

function bandRate({ covered, expected }: Band): string {
  if (covered === null || expected === null) return '—';
  const rate = percent(covered, expected);
  return rate === null ? '—' : `${rate} ${covered.toLocaleString('en')}/${expected.toLocaleString('en')}`;
}

/** Where the verdict changes: every scheme and basis beside each other, and the same in words. */
export function SchemeVerdicts({ views, scheme, href }: { views: readonly PlatformView[]; scheme: Scheme; href: (scheme: Scheme, basis: Basis) => string }) {
  const t = useTranslations('distribution');
  const code = useTranslations('code');
  return (
    <section aria-labelledby="schemes" className="mt-6">
      <h2 id="schemes">{t('schemes')}</h2>
      <div className="beside">
        <div>
          {views.map((view) => (
            <VerdictSentences key={view.platform} view={view} scheme={scheme} />
          ))}
        </div>
        <div>
          <p className="mt-2">{t('schemesLead')}</p>
          <Scroll label={t('schemes')}>
            <table className="list-table mt-1 min-w-[36rem]">
              <caption className="sr-only">{t('schemes')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('scheme')}</th>
                  <th scope="col">{t('basis')}</th>
                  {views.map(({ platform, asOf }) => (
                    <th key={platform} scope="col">
                      {t('side', { platform: code(`platform.${platform}`), asOf })}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {SCHEMES.flatMap((each) =>
                  BASES.map((basis) => (
                    <tr key={`${each} ${basis}`} aria-current={each === scheme ? 'true' : undefined}>
                      <th scope="row">
                        <a href={href(each, basis)}>{code(`scheme.${each}`)}</a>
                      </th>
                      <td>{code(`basis.${basis}`)}</td>
                      {views.map(({ platform, shapes }) => (
                        <td key={platform}>{code(`shape.${shapeUnder(shapes, each, basis)}`)}</td>
                      ))}
                    </tr>
                  )),
                )}
              </tbody>
            </table>
          </Scroll>
        </div>
      </div>
    </section>
  );
}

function shapeUnder(shapes: PlatformView['shapes'], scheme: Scheme, basis: Basis): Shape {
  return shapes.find((each) => each.scheme === scheme && each.basis === basis)?.shape ?? 'too-few-bands';
}

function VerdictSentences({ view: { platform, shapes }, scheme }: { view: PlatformView; scheme: Scheme }) {
  const t = useTranslations('distribution');
  const code = useTranslations('code');
  const name = code(`platform.${platform}`);
  const counted = SCHEMES.map((each) => ({ scheme: each, shape: shapeUnder(shapes, each, 'accounts') })).filter(({ shape }) => isVerdict(shape));
  const different = new Set(counted.map(({ shape }) => shape));
  const [first] = counted;
  const [asCounty, asCity] = [shapeUnder(shapes, 'tier3', 'accounts'), shapeUnder(shapes, 'tier3-urban', 'accounts')];
  const verdicts = counted.map(({ scheme: each, shape }) => t('changesEach', { scheme: code(`scheme.${each}`), shape: code(`shape.${shape}`) })).join('；');
  return (
    <>
      <p className="mt-1">
        {first === undefined
          ? t('noVerdict', { platform: name })
          : different.size > 1
            ? t('changes', { platform: name, verdicts })
            : t('sameVerdict', { platform: name, shape: code(`shape.${first.shape}`) })}
      </p>
      <DisagreementWords scheme={scheme} all={shapes} />
      {platform === 'wechat' && isVerdict(asCounty) && (
        <p className="mt-1">{t('urbanDrum', { platform: name, same: asCounty === asCity ? 'yes' : 'no', shape: code(`shape.${asCity}`) })}</p>
      )}
    </>
  );
}
