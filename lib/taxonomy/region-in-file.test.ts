import { describe, expect, it } from 'vitest';
import { REGIONS, TODAY } from '@/prisma/seed/fixtures';
import { covers } from './day';
import { findRegion } from './find';
import { findRegionInFile } from './region-in-file';

const read = (text: string, day = TODAY) => findRegionInFile(REGIONS, text, day);
const taken = (text: string, day = TODAY) => {
  const found = read(text, day);
  return found.accepted ? [found.change.value.code, ...found.change.notices.map(({ facts }) => `${facts?.was}→${facts?.now}`)] : found.findings[0]?.reason;
};
const offered = (text: string) => {
  const found = read(text);
  return found.accepted ? 'taken' : found.findings.flatMap(({ reason, options = [] }) => [reason, ...options.map(({ value }) => value)]);
};

describe('a region in a file', () => {
  it.each([
    ['天河区', ['440106']],
    ['粤', ['440000']],
    ['广东省广州市天河区', ['440106']],
    ['密云县', ['110118', '密云县→密云区']],
    ['北京市密云县', ['110118', '北京市密云县→密云区']],
    ['110228', ['110118', '110228→密云区']],
    ['341422', ['340281', '341422→无为市']],
    ['无为县', ['340281', '无为县→无为市']],
    ['襄樊市', ['420600', '襄樊市→襄阳市']],
  ])('is known by name, alias, former name and former code: %s', (text, code) => {
    expect(taken(text)).toEqual(code);
  });

  it('is the place that was so called on the day of the file', () => {
    expect(taken('密云县', '2014-12-31')).toEqual(['110228']);
  });

  it.each([
    ['two of one name', '朝阳区', ['region-ambiguous', '110105', '220104']],
    ['another kind', '天河县', ['region-like', '440106']],
    ['a place that went up in several', '莱芜市', ['region-like', '370116']],
    ['its code', '371200', ['region-like', '370116']],
    ['a character that is read alike', '天合区', ['region-like', '440106']],
    ['one character off', '乌鲁本齐市', ['region-like', '650100']],
    ['one character off below a place that is named', '广东省天合区', ['region-like', '440106']],
    ['below a place that is miswritten', '广洲市天河区', ['region-like', '440106']],
    ['a path through another city', '深圳市天河区', ['region-like', '440106']],
  ])('stops the row and is offered: %s', (_what, text, reason) => {
    expect(offered(text)).toEqual(reason);
  });

  it.each(['市辖区', '桃花源县', '无此县', '某'.repeat(5000), '=1+1', '999999', 'constructor', ''])('is unknown and nothing is offered: %s', (text) => {
    expect(offered(text)).toEqual([expect.stringMatching(/^region-(unknown|code-never)$/)]);
  });

  it('never takes another place than an exact name means, and never takes what is only alike', () => {
    for (const each of REGIONS.all) {
      const exact = findRegion(REGIONS, each.name, TODAY);
      const found = read(each.name);
      if (exact.accepted) expect(found.accepted && found.change.value, each.name).toBe(exact.change.value);
      if (found.accepted && !exact.accepted) expect(covers(found.change.value, TODAY) && found.change.notices.length, each.name).toBe(1);
    }
  });
});
