import { pinyin } from 'pinyin-pro';

// What pinyin-pro misreads, found by running it over every name of prisma/data/regions.csv beside the spellings of
// GB/T 2260-2007 and other lists. Stems rather than full names, so that 平安丰都 is mended as well as 丰都县.
const READINGS: Record<string, string> = {
  // Alone and not by place: in names of places and units 都 is never dou, nor 什 shen.
  都: 'du',
  什: 'shi',
  什么: 'shen me',
  // Printed for 市 in files from offices; by itself it is fu.
  巿: 'shi',
  歙: 'she',
  藏医: 'zang yi',
  乐亭: 'lao ting',
  乐陵: 'lao ling',
  乐清: 'yue qing',
  乐都: 'le du',
  民乐: 'min le',
  蔚县: 'yu xian',
  蔚州: 'yu zhou',
  单县: 'shan xian',
  浚县: 'xun xian',
  万柏林: 'wan bai lin',
  繁峙: 'fan shi',
  洪洞: 'hong tong',
  调兵山: 'diao bing shan',
  珲春: 'hun chun',
  大箐山: 'da qing shan',
  穆棱: 'mu ling',
  丹棱: 'dan ling',
  闵行: 'min hang',
  莘庄: 'xin zhuang',
  六合: 'lu he',
  浒墅关: 'xu shu guan',
  会稽: 'kuai ji',
  蚌山: 'beng shan',
  涡阳: 'guo yang',
  召陵: 'shao ling',
  泌阳: 'bi yang',
  黄陂: 'huang pi',
  曾都: 'zeng du',
  大埔: 'da bu',
  筠连: 'jun lian',
  牟定: 'mou ding',
  吴堡: 'wu bu',
  宕昌: 'tan chang',
  红寺堡: 'hong si bu',
  尉犁: 'yu li',
};

// Read right alone, but torn where they meet their neighbours: 徐州长|安网, 新乐工|会, 犍|为政|务, 晋中行|政.
const KEPT_TOGETHER = `
  长安|长海|长兴|长乐|长泰|长洲|长顺|南长|天长|延长|音乐|健康|乐山|乐平|乐安|乐昌|乐业|乐东|乐至|新乐|静乐|将乐|昌乐|南乐|平乐|康乐|博乐|
  六安|桐柏|双柏|犍为|翠屏|玉屏|锦屏|石屏|行政
`.replaceAll(/\s/g, '');

const MISREAD = new RegExp(
  `(${Object.keys(READINGS)
    .sort((a, b) => b.length - a.length)
    .join('|')})`,
  'u',
);
const TORN = new RegExp(`(${KEPT_TOGETHER})`, 'u');

/**
 * How a name is read, without tones and with ü as v: 平安丰都 is `ping an feng du`, its initials `pafd`.
 * A run of Latin letters and digits is a token of its own; other marks are dropped.
 */
export function toPinyin(text: string): { pinyin: string; initials: string } {
  const runs =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}+|[\p{Script=Latin}\p{Nd}]+/gu) ?? [];
  const tokens = runs.flatMap((run) => (/^\p{Script=Han}/u.test(run) ? syllables(run) : run));
  return { pinyin: tokens.join(' '), initials: tokens.map((token) => token.charAt(0)).join('') };
}

// Not customPinyin: it changes the package for everyone in the process, and still lets words be torn.
function syllables(run: string): string[] {
  return pieces(run, MISREAD).flatMap((piece) => READINGS[piece]?.split(' ') ?? pieces(piece, TORN).flatMap(read));
}

function pieces(run: string, apart: RegExp): string[] {
  return run.split(apart).filter(Boolean);
}

function read(word: string): string[] {
  return pinyin(word, { toneType: 'none', type: 'array', v: true });
}
