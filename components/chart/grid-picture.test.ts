import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { type GridPicture, gridPicture } from './grid-picture';

type Element = { name: string; attributes: Record<string, string>; text: string };

/** The elements of a picture; throws where it is not XML. */
function elementsOf(svg: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(svg).close();
  return elements;
}

const PICTURE: GridPicture = {
  title: '微信 · 全国 · 地区 × 系统 · 截至 2014-12-31',
  lines: ['账号数'],
  columns: ['公安', '教育'],
  rows: [
    {
      name: '北京市',
      cells: [
        { text: '3', form: 5 },
        { text: '未登记', form: 'hollow' },
      ],
    },
    {
      name: '天津市',
      cells: [
        { text: '0', form: 0 },
        { text: '?', form: 'hatched' },
      ],
    },
  ],
  legend: [{ cell: { text: '3', form: 5 }, words: '1 至 3' }],
  foot: ['来源：鼓塔登记册', '网址：https://guta.example/coverage?rows=region&columns=sector'],
};

describe('a table as a picture', () => {
  it('says its title, date, every name and figure, the legend and where it is from', () => {
    const elements = elementsOf(gridPicture(PICTURE));
    const texts = elements.filter(({ name }) => name === 'text').map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining([PICTURE.title, '账号数', '公安', '教育', '北京市', '未登记', '天津市', '?', '1 至 3', '来源：鼓塔登记册']));
    expect(texts.join('')).toContain('https://guta.example/coverage?rows=region&columns=sector');
    expect(elements.find(({ name }) => name === 'title')?.text).toBe(PICTURE.title);
  });

  it('loads, runs and styles nothing, and names fonts by family', () => {
    const elements = elementsOf(gridPicture(PICTURE));
    expect(
      elements.filter(({ name, attributes }) => ['style', 'script', 'image', 'foreignObject'].includes(name) || 'style' in attributes || 'href' in attributes),
    ).toEqual([]);
    expect(elements[0]?.attributes['font-family']).toMatch(/sans-serif$/);
  });

  it('is XML whatever names hold, and its texts lie within it', () => {
    const name = fc.string({ unit: fc.constantFrom('<', '&', '"', "'", '>', '市', 'a', ' '), maxLength: 30 });
    fc.assert(
      fc.property(name, fc.array(name, { minLength: 1, maxLength: 5 }), (said, names) => {
        const cells = names.map(() => ({ text: '1', form: 'half' as const }));
        const elements = elementsOf(gridPicture({ ...PICTURE, title: said, columns: names, rows: names.map((each) => ({ name: each, cells })), foot: [said] }));
        const [width, height] = [Number(elements[0]?.attributes.width), Number(elements[0]?.attributes.height)];
        for (const { attributes } of elements.filter((each) => each.name === 'text')) {
          expect(Number(attributes.x)).toBeLessThanOrEqual(width);
          expect(Number(attributes.y)).toBeLessThanOrEqual(height);
        }
        expect(elements.find((each) => each.name === 'title')?.text).toBe(said);
      }),
    );
  });
});
