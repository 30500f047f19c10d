import { expect, test } from '../test.ts';

// What lists – the rules with their basis, the missing bodies, the published figures, the years beside them – takes as many sheets as it has rows.
const ONE_SHEET = [
  '/coverage',
  '/coverage/compare?from=2011-10-31&to=2014-12-31',
  '/coverage/growth?from=2010-12-31&to=2014-12-31&step=year',
  '/coverage/channels',
  '/distribution',
  '/distribution?apart=sector',
  '/firsts',
  '/reach',
  '/targets',
  '/groups',
];

test('each page of figures of the whole demonstration is one sheet of A4 on paper', async ({ page }) => {
  test.setTimeout(120_000);
  for (const address of ONE_SHEET) {
    await page.goto(address);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g), address).toHaveLength(1);
    expect(pdf, address).toMatch(/\/MediaBox\s*\[\s*0 0 84\d(\.\d+)? 59\d/);
  }
});
