import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName, uniqueNames } from './file-name';

describe('the name of a file', () => {
  it.each([
    ['北京市公安局', '北京市公安局'],
    ['甲/乙\\丙:丁*?"<>|', '甲_乙_丙_丁______'],
    ['../../etc/passwd', '_.._etc_passwd'],
    [' 局. ', '局'],
    ['con', '_con'],
    ['COM1.局', '_COM1.局'],
    ['\u202egnp.局', 'gnp.局'],
    ['', '_'],
    ['...', '_'],
  ])('of %j is %j', (text, name) => {
    expect(fileName(text)).toBe(name);
  });

  it('is one that every system keeps, whatever the unit is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (text) => {
        const name = fileName(text);
        expect(name).toMatch(/^[^\\/:*?"<>|\p{Cc}]+$/u);
        expect(name).toMatch(/^[^ .](.*[^ .])?$/su);
        expect([...name].length).toBeLessThanOrEqual(81);
      }),
      { numRuns: 50 },
    );
  });

  it('stands once in an archive', () => {
    const named = uniqueNames();
    expect([named('教育局', '#1'), named('教育局', '#2'), named('局A', '#3'), named('局a', '#4')]).toEqual(['教育局', '教育局（#2）', '局A', '局a（#4）']);
  });
});
