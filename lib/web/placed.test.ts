import { describe, expect, it } from 'vitest';
import { type Piece, placeable, withPlaced } from './placed';

describe('HTML that is put into a page', () => {
  it('stands where its mark stood, each of its own, as it is', () => {
    const placed = new Map([
      ['<!--placed-0-->', { html: '<tr>$& 一</tr>' }],
      ['<!--placed-1-->', { html: '<tr>$1 二</tr>' }],
    ]);
    const page = withPlaced('<a><!--placed-1--></a><b><!--placed-0--></b>', placed);
    expect(Buffer.concat(page).toString()).toBe('<a><tr>$1 二</tr></a><b><tr>$& 一</tr></b>');
  });

  it('may hold other pieces, whose bytes are made once', () => {
    const row: Piece = { html: '<tr>公安</tr>' };
    const placed = new Map<string, Piece>([
      ['<!--placed-0-->', row],
      ['<!--placed-1-->', { html: '<table><!--placed-0--><!--placed-0--></table>' }],
    ]);
    const page = withPlaced('<p></p><!--placed-1-->', placed);
    expect(Buffer.concat(page).toString()).toBe('<p></p><table><tr>公安</tr><tr>公安</tr></table>');
    expect(page.filter((part) => part === row.bytes)).toHaveLength(2);
  });

  it('is the page’s own text where nobody puts it in', () => {
    expect(placeable('<tr></tr>')).toBe('<tr></tr>');
    expect(placeable({ html: '<tr></tr>' })).toBe('<tr></tr>');
  });
});
