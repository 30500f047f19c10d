import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, comparable, type Mend, widthOf } from './text';

describe('clean', () => {
  it.each<[what: string, raw: string, text: string, mended: Mend[]]>([
    ['a good name', '平安北京', '平安北京', []],
    ['nothing', '', '', []],
    ['only spaces', ' 　\t\n ', '', []],
    ['spaces around', '  平安北京　', '平安北京', []],
    ['runs of spaces', '平安  　 北京', '平安 北京', []],
    ['a line break of Windows', '第一行\r\n第二行', '第一行 第二行', []],
    ['a line break of old Macs', '第一行\r第二行', '第一行 第二行', []],
    ['a tab', '平安\t北京', '平安 北京', []],
    ['a zero-width space', '平安\u200b北京', '平安北京', ['invisible-characters']],
    ['a zero-width joiner', '平安\u200d北京', '平安北京', ['invisible-characters']],
    ['a byte-order mark', '\ufeff平安北京', '平安北京', ['invisible-characters']],
    ['a direction mark', '\u202e平安北京\u202c', '平安北京', ['invisible-characters']],
    ['a soft hyphen', 'ping\u00adan', 'pingan', ['invisible-characters']],
    ['a word joiner', '平安\u2060北京', '平安北京', ['invisible-characters']],
    ['a variation selector', '平安北京\ufe0e', '平安北京', ['invisible-characters']],
    ['an ideographic variation', '葛\u{e0100}城', '葛城', ['invisible-characters']],
    ['a Hangul filler', '平安\u3164北京', '平安北京', ['invisible-characters']],
    ['a NUL', '平安\u0000北京', '平安北京', ['invisible-characters']],
    ['an escape', '平安\u001b北京', '平安北京', ['invisible-characters']],
    ['full-width digits', '２８０３３０１７０１', '2803301701', ['full-width']],
    ['full-width letters', 'ＧＨ＿ａｂｃ－ｄ', 'GH_abc-d', ['full-width']],
    ['巿 printed for 市', '广州巿公安局', '广州市公安局', ['shi-character']],
    ['all of it', '\u200b２０１４年　广州巿', '2014年 广州市', ['invisible-characters', 'full-width', 'shi-character']],
    ['Chinese punctuation', '公安局（分局），“平安”：甲、乙！', '公安局（分局），“平安”：甲、乙！', []],
    ['a decomposed letter', 'e\u0301', 'é', []],
    ['a letter decomposed around something invisible', 'e\u200b\u0301', 'é', ['invisible-characters']],
    ['a full-width letter with an accent', 'ｅ\u0301', 'é', ['full-width']],
    ['an emoji', '平安北京👮', '平安北京👮', []],
    ['a character outside the basic plane', '𠮷野', '𠮷野', []],
  ])('mends %s', (_what, raw, text, mended) => {
    expect(clean(raw)).toEqual({ text, mended });
  });

  it('mends everything at once: a second time there is nothing to do', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (raw) => {
        const { text } = clean(raw);
        expect(clean(text)).toEqual({ text, mended: [] });
      }),
    );
  });

  it('leaves no character that cannot be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (raw) => {
        expect(clean(raw).text).not.toMatch(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/u);
      }),
    );
  });
});

describe('comparable', () => {
  it.each([
    ['中共 广东省委', '中共广东省委'],
    ['公安局（分局）', '公安局(分局)'],
    ['PingAn Beijing', 'pinganbeijing'],
    ['ＰＩＮＧＡＮ', 'pingan'],
    ['广州巿', '广州市'],
    ['平安\u200b北京', '平安北京'],
    ['平安　北京\n', '平安北京'],
  ])('makes %j the same as %j', (a, b) => {
    expect(comparable(a)).toBe(comparable(b));
  });

  it.each([
    ['平安北京', '平安南京'],
    ['公安局', '公安局(分局)'],
    ['平安北京', '平安北京1'],
  ])('keeps %j from %j', (a, b) => {
    expect(comparable(a)).not.toBe(comparable(b));
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (raw) => {
        expect(comparable(comparable(raw))).toBe(comparable(raw));
      }),
    );
  });
});

describe('widthOf', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['平', 2],
    ['平安北京', 8],
    ['上海地铁shmetro', 15],
    ['𠮷', 2],
    ['👮', 2],
    ['é', 1],
    ['ÿ', 1],
    ['（', 2],
  ])('counts %j as %i', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});
