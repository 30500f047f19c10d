import { expect, test } from './test.ts';
import { csv, upload } from './upload.ts';

test.use({ as: 'demo-admin' });

const SECTORS = ['通信', '网信', '公安', '市场监管', '卫生健康', '自然资源'];
const PROVINCES = (
  '110000 120000 130000 140000 150000 210000 220000 230000 310000 320000 330000 340000 350000 360000 370000 410000 ' +
  '420000 430000 440000 450000 460000 500000 510000 520000 530000 540000 610000 620000 630000 640000 650000'
).split(' ');
const LEFT_OUT = ['630000 通信', '540000 市场监管', '640000 自然资源'];
const TWICE = ['440000 公安', '330000 网信', '510000 卫生健康', '320000 自然资源', '370000 通信'];

/** A file as six ministries might send it: a row per province, some centres of their own without a code, and 兵团 under another's code. */
function rows(): string[] {
  const provinces = SECTORS.flatMap((sector) =>
    PROVINCES.filter((code) => !LEFT_OUT.includes(`${code} ${sector}`)).flatMap((code) => {
      const row = (number: string) => `微信公众号,六系统试验${sector}${code}${number},${code},${sector},省级`;
      return TWICE.includes(`${code} ${sector}`) ? [row(''), row('二号')] : [row('')];
    }),
  );
  const centres = SECTORS.map((sector) => `微信公众号,六系统试验${sector}中央,,${sector},中央`);
  const corps = SECTORS.slice(1, 3).map((sector) => `微信公众号,六系统试验${sector}兵团,660000XPCC,${sector},省级`);
  return [...provinces, ...centres, ...corps];
}

test('196 accounts of six sectors go in whole, and the coverage of the batch shows exactly the three that are missing', async ({ page }) => {
  await upload(page, csv('六系统.csv', ['平台,账号名称,行政区划代码,职能系统,单位层级', ...rows()]));
  await expect(page.getByText('共 196 行：新增 196，变更 0，相同 0，退回 0')).toBeVisible();
  await page.getByRole('button', { name: '写入全部 196 行' }).click();
  await expect(page.getByText('已写入 196 行')).toBeVisible();

  await page.getByRole('link', { name: '看这批账号所在系统的开设情况' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('开设情况');
  const headers = page.getByRole('columnheader');
  await expect(headers).toHaveText([/地区/, '合计', '网信', '公安', '卫生健康', '市场监管', '自然资源', '通信']);
  const names = await headers.allTextContents();
  await expect(page.getByRole('table').getByRole('link', { name: '本册未登记（待核）' })).toHaveCount(3);
  for (const gap of LEFT_OUT) {
    const [code = '', sector = ''] = gap.split(' ');
    const row = page.getByRole('row').filter({ has: page.locator(`th a[href*="region=${code}"]`) });
    await expect(row.getByRole('cell').nth(names.indexOf(sector) - 1)).toContainText('本册未登记（待核）');
  }
  await expect(page.getByRole('region', { name: '中央、省级' })).toBeVisible();
  const centre = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '中央', exact: true }) });
  await expect(centre.getByRole('cell').first()).toContainText('6');
  await expect(page.getByText('应开设单位 186 个，已开设 183 个')).toBeVisible();
});
