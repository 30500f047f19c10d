import { describe, expect, it } from 'vitest';
import { placeable, withPlaced } from './placed';

describe('HTML that is put into a page', () => {
  it('stands where its mark stood, each of its own, as it is', () => {
    const placed = new Map([
      ['<!--placed-0-->', '<tr>$& 一</tr>'],
      ['<!--placed-1-->', '<tr>$1 二</tr>'],
    ]);
    expect(withPlaced('<a><!--placed-1--></a><b><!--placed-0--></b>', placed)).toBe('<a><tr>$1 二</tr></a><b><tr>$& 一</tr></b>');
  });

  it('is the page’s own text where nobody puts it in', () => {
    expect(placeable('<tr></tr>')).toBe('<tr></tr>');
  });
});
