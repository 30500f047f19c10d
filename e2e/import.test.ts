import { request } from 'node:http';
import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { heading } from './form.ts';
import { expect, test } from './test.ts';
import { cell, check, csv, gb18030, type Handed, upload, workbook } from './upload.ts';

test.use({ as: 'demo-admin' });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });
    const tag = javaScriptEnabled ? '甲' : '乙';

    test('a file with refused rows says why beside each cell, and its good rows are written alone', async ({ page }) => {
      const file = csv(`退回${tag}.csv`, [
        '平台,账号名称,平台ID,主办单位,行政区划,职能系统,开设日期,热度',
        `微信公众号,好行一${tag},,好行局${tag},细河区,体育,2014年7月1日,9`,
        `抖音,其他平台${tag},,好行局${tag},细河区,体育,,`,
        `微信,,,好行局${tag},细河区,体育,,`,
        `新浪微博,丢了编号${tag},1.23E+09,好行局${tag},细河区,体育,,`,
        `微信,有歧义${tag},,歧义局${tag},海州区,体育,,`,
        `微信,好行一${tag},,好行局${tag},细河区,体育,,`,
        `微信,坏日期${tag},,好行局${tag},细河区,体育,2014-02-30,`,
        `订阅号,好行二${tag},,二号局${tag},太平区,体育,,`,
        `微信,没这地方${tag},,三号局${tag},无此县,体育,,`,
      ]);
      await upload(page, file);
      await expect(heading(page)).toHaveText(file.name);
      await expect(page.getByText('共 9 行：新增 2，变更 0，相同 0，退回 7')).toBeVisible();
      await expect(page.getByText('文字编码：UTF-8')).toBeVisible();
      await expect(page.getByText('不认识、没有用到的列：热度')).toBeVisible();
      await expectCells(page, [
        [2, '结论', '新增'],
        [2, '主办单位', `将按区划、系统、层级先建“好行局${tag}”，标“待补全”`],
        [3, '结论', '退回'],
        [3, '平台', '“抖音”是已知的其他平台'],
        [4, '账号名称', '请填写账号名称'],
        [5, '平台ID', '科学记数法'],
        [6, '行政区划', '叫“海州区”的行政区划不止一个'],
        [6, '行政区划', '辽宁省 阜新市 海州区（210902）'],
        [7, '账号名称', '与第 2 行重复'],
        [8, '开设日期', '“2014-02-30”不是日期'],
        [9, '结论', '新增'],
        [10, '行政区划', '没有叫“无此县”的行政区划'],
      ]);
      await page.getByRole('button', { name: '写入无误的 2 行，退回的 7 行不写' }).click();
      await expect(page.getByText('已写入 2 行')).toBeVisible();
      await page.getByRole('link', { name: '退回 7' }).click();
      await expect(page.getByRole('rowheader')).toHaveText(['3', '4', '5', '6', '7', '8', '10']);
      await page.getByRole('link', { name: '全部 9' }).click();
      await (await cell(page, 9, '结论')).getByRole('link', { name: '新增' }).click();
      await expect(heading(page)).toHaveText(`好行二${tag}`);
      await expect(page.getByText('订阅号')).toBeVisible();

      await upload(page, file);
      await expect(page.getByText('共 9 行：新增 0，变更 0，相同 2，退回 7')).toBeVisible();
      await expect(page.getByRole('button', { name: '写入' })).toBeDisabled();
      await expect(page.getByText('没有要写入的内容')).toBeVisible();
    });

    test('a workbook with a title, merged units and names instead of codes goes in whole, and again is all the same', async ({ page }) => {
      const file = await workbook(`工作簿${tag}.xlsx`, [
        [{ value: '试验县政务新媒体统计表', columnSpan: 6 }, null, null, null, null, null],
        ['序号', '单位', '服务类型', '账号', '所在地区', '系统'],
        [1, { value: `彰武试验体育局${tag}`, rowSpan: 3 }, '新浪微博', `彰武体育${tag}`, '彰武县', '体育'],
        [2, null, '订阅号', `彰武体育${tag}`, '彰武县', '体育'],
        [3, null, '服务号', `彰武体育服务${tag}`, '彰武县', '体育'],
        [4, `清河门试验体育局${tag}`, '微信', `清河门体育${tag}`, '清河门区', '体育'],
      ]);
      await upload(page, file);
      await expect(page.getByText('共 4 行：新增 4，变更 0，相同 0，退回 0')).toBeVisible();
      await expect(page.getByText('读的是工作表“账号”')).toBeVisible();
      await expect(page.getByText('表头在第 2 行')).toBeVisible();
      await expectCells(page, [[5, '单位', `彰武试验体育局${tag}`]]);
      await page.getByRole('button', { name: '写入全部 4 行' }).click();
      await expect(page.getByText('已写入 4 行')).toBeVisible();
      await (await cell(page, 5, '结论')).getByRole('link').click();
      await expect(page.getByRole('region', { name: '登记内容' })).toContainText(`彰武试验体育局${tag}`);
      await expect(page.getByText('服务号')).toBeVisible();

      await upload(page, file);
      await expect(page.getByText('共 4 行：新增 0，变更 0，相同 4，退回 0')).toBeVisible();
    });

    test('a file in GB18030 is read as such', async ({ page }) => {
      await upload(page, csv(`国标${tag}.csv`, ['平台,账号名称,主办单位,行政区划,职能系统', `微信,国标试验${tag},国标试验局${tag},新邱区,体育`], gb18030));
      await expect(heading(page)).toHaveText(`国标${tag}.csv`);
      await expect(page.getByText('文字编码：GB18030')).toBeVisible();
      await expect(page.getByText('共 1 行：新增 1，变更 0，相同 0，退回 0')).toBeVisible();
      await expectCells(page, [[2, '账号名称', `国标试验${tag}`]]);
    });
  });
}

test('what changed in a file is said and written, and what it does not say stays', async ({ page }) => {
  const header = '平台,账号名称,平台ID,主办单位,行政区划,职能系统,联系人';
  const first = csv('先来.csv', [header, '微博,变更试验,7300000021,变更试验局,五原县,体育,原联系人']);
  await upload(page, first);
  await page.getByRole('button', { name: '写入全部 1 行' }).click();
  await expect(page.getByText('已写入 1 行')).toBeVisible();
  await upload(page, csv('后来.csv', [header, '微博,变更试验改名,7300000021,变更试验局,五原县,体育,']));
  await expect(page.getByText('共 1 行：新增 0，变更 1，相同 0，退回 0')).toBeVisible();
  await page.getByRole('button', { name: '写入全部 1 行' }).click();
  await page.getByRole('link', { name: '变更', exact: true }).click();
  await expect(heading(page)).toHaveText('变更试验改名');
  await expect(page.getByText('由“变更试验”更名为“变更试验改名”')).toBeVisible();
  await expect(page.getByText('原***')).toBeVisible();
});

test('a batch whose rows would now do something else is not written', async ({ page, context }) => {
  const file = csv('两批.csv', ['平台,账号名称,主办单位,行政区划,职能系统', '微信,两批试验,两批试验局,磴口县,体育']);
  await upload(page, file);
  const other = await context.newPage();
  await upload(other, file);
  await other.getByRole('button', { name: '写入全部 1 行' }).click();
  await expect(other.getByText('已写入 1 行')).toBeVisible();
  await page.getByRole('button', { name: '写入全部 1 行' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '核对之后登记册又有变化' })).toBeVisible();
});

const HEADER = '平台,账号名称';
const unusable: [string, Handed, string][] = [
  ['empty', csv('空.csv', []), '文件是空的。'],
  ['of a header alone', csv('只有表头.csv', [HEADER]), '表头下面没有数据。'],
  ['without a header', csv('没有表头.csv', ['甲,乙', '丙,丁']), '没有找到表头'],
  ['without a column that is needed', csv('缺列.csv', ['平台,主办单位', '微信,缺列局']), '缺少“账号名称”一列。'],
  ['with a column twice', csv('重复.csv', ['平台,账号名称,名称', '微信,甲,乙']), '这些列重复了'],
  ['binary', { name: '照片.csv', mimeType: 'text/csv', buffer: deflateRawSync(Buffer.alloc(100_000, 'guta')) }, '这不是 CSV 或 .xlsx 文件。'],
  [
    'of old Excel',
    { name: '旧.xls', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) },
    '旧的 .xls 格式',
  ],
  ['a broken workbook', { name: '坏.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004 and nothing else') }, '这个 .xlsx 文件打不开'],
  ['of a million rows', csv('百万.csv', [HEADER, ...Array.from({ length: 1_000_000 }, () => '微信,大')]), '最多 200000 行'],
];
for (const [what, file, sentence] of unusable) {
  test(`a file that is ${what} gets a sentence`, async ({ page }) => {
    await upload(page, file);
    await expect(page.getByRole('alert').filter({ hasText: `文件“${file.name}”不能用` })).toContainText(sentence);
    await expect(page.getByRole('button', { name: '上传核对' })).toBeVisible();
  });
}

test('a file that is too large gets a sentence, one of gigabytes before it is sent', async ({ page, context, baseURL }) => {
  await page.goto('/desk/imports');
  const batch = await check(context.request, { name: '太大.csv', mimeType: 'text/csv', buffer: Buffer.alloc(65 * 1024 * 1024, 'a,b\n') });
  await page.goto(`/desk/imports/${batch}`);
  await expect(page.getByRole('alert').filter({ hasText: '文件“太大.csv”不能用' })).toContainText('最大 64 MB');

  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const headers = { cookie, origin: baseURL ?? '', 'content-type': 'multipart/form-data; boundary=x', 'content-length': 2 * 1024 ** 3 };
  const answer = await new Promise<{ status?: number; text: string }>((resolve, reject) => {
    const sending = request(`${baseURL}/desk/imports/upload`, { method: 'POST', headers }, async (response) => {
      let text = '';
      for await (const part of response) text += part;
      sending.destroy();
      resolve({ status: response.statusCode, text });
    });
    sending.on('error', reject);
    sending.write('--x\r\n');
  });
  expect(answer.status).toBe(413);
  expect(answer.text).toContain('文件有 2048 MB，最大 64 MB');
});

test('a written batch can be undone as a whole, unless something of it has changed since', async ({ page }) => {
  const header = '平台,账号名称,平台ID,主办单位,行政区划,职能系统';
  await upload(page, csv('撤销.csv', [header, '微博,撤销试验,7300000061,撤销试验局,五原县,体育']));
  await page.getByRole('button', { name: '写入全部 1 行' }).click();
  await expect(page.getByText('已写入 1 行')).toBeVisible();
  const batch = page.url();
  await upload(page, csv('后改.csv', [header, '微博,撤销试验改名,7300000061,撤销试验局,五原县,体育']));
  await page.getByRole('button', { name: '写入全部 1 行' }).click();
  await expect(page.getByText('已写入 1 行')).toBeVisible();
  const later = page.url();
  const undo = async () => {
    await page.getByText('撤销这一批').first().click();
    await page.getByRole('button', { name: '撤销这一批' }).click();
  };
  await page.goto(batch);
  await undo();
  await expect(page.getByRole('alert').filter({ hasText: '第 2 行“撤销试验”：此后由第' })).toBeVisible();
  for (const address of [later, batch]) {
    await page.goto(address);
    await undo();
    await expect(page.getByText('这一批已撤销，登记册恢复到写入之前。')).toBeVisible();
  }
  await page.goto('/accounts?q=撤销试验');
  await expect(page.getByText('撤销试验局')).toHaveCount(0);
});

async function expectCells(page: Page, expected: readonly (readonly [number, string, string])[]) {
  for (const [row, header, text] of expected) await expect.soft(await cell(page, row, header), `row ${row}, ${header}`).toContainText(text);
}
