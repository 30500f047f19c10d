import { describe, expect, it } from 'vitest';
import { likeness } from './likeness';

const PLACES = ['北京市', '北京', '海淀区', '海淀'];

describe('names of bodies of one place', () => {
  it.each([
    ['海淀区公安局', '北京市公安局海淀分局', 'same-but-form'],
    ['海淀公安局', '海淀区公安局', 'same-but-form'],
    ['北京巿海淀区统计局', '海淀区统计局', 'same-but-form'],
    ['海淀区统计局（本级）', '海淀区统计局本级', 'same-but-form'],
    ['海淀区卫健委', '海淀区卫健委员会', 'same-but-form'],
    ['海淀区发展改革委', '海淀区发展改革委员会', 'same-but-form'],
    ['海淀区人民政府办公室', '海淀政府办', 'same-but-form'],
    ['海淀区市场监督管理局', '海淀区市场监督局', 'same-but-form'],
    ['海淀区融媒体中心', '海淀区融媒休中心', 'one-off'],
    ['海淀区文化旅游局', '海淀区文化和旅游局', 'one-off'],
    ['海淀区统计局', '海淀区税务局', null],
    ['海淀区第一中学', '海淀区第二中学', null],
    ['海淀区试验局1', '海淀区试验局2', null],
    ['海淀区公安局', '海淀区公安局东升派出所', null],
    ['海淀区', '海淀', null],
  ] as const)('%s and %s: %s', (one, other, expected) => {
    expect(likeness(one, other, PLACES)).toBe(expected);
    expect(likeness(other, one, PLACES)).toBe(expected);
  });
});
