// From an unknown header to a batch that is taken back, as a person sees it.
import { readFile } from 'node:fs/promises';
import { db } from '../lib/db/client.ts';
import { heading } from './form.ts';
import { expect, test } from './test.ts';
import { csv, upload } from './upload.ts';

test.use({ as: 'demo-admin' });

/** Where the pictures of docs/importing.md are taken: `GUTA_PICTURES=docs/images npx playwright test e2e/import-pages.test.ts`. That of the progress is of a longer file. */
const PICTURES = process.env.GUTA_PICTURES;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });
    const tag = javaScriptEnabled ? '寅' : '卯';

    test('a column is named, a row mended, what is refused goes back, and the batch is undone', async ({ page }) => {
      const seen = async (name: string) => {
        if (PICTURES && javaScriptEnabled) await page.screenshot({ path: `${PICTURES}/importing-${name}.png` });
      };
      await page.goto('/desk/imports');
      await seen('upload');
      const file = csv(`改正${tag}.csv`, [
        `平台,账号名称,挂靠单位${tag},行政区划,职能系统`,
        `微信,改正一${tag},改正局${tag},细河区,体育`,
        `微信,改正二${tag},改正二局${tag},海州区,体育`,
        `抖音,改正三${tag},改正三局${tag},细河区,体育`,
      ]);
      await upload(page, file);
      await expect(page.getByText(`不认识、没有用到的列：挂靠单位${tag}`)).toBeVisible();

      await page.getByRole('link', { name: '对应各列、选择工作表' }).click();
      await expect(heading(page)).toHaveText('对应各列');
      await expect(page.getByText(`改正局${tag} / 改正二局${tag}`)).toBeVisible();
      await seen('columns');
      await page
        .getByRole('row')
        .filter({ hasText: `挂靠单位${tag}` })
        .getByRole('combobox')
        .selectOption({ label: '主办单位' });
      await page.getByRole('button', { name: '保存并重新核对' }).click();
      await expect(page.getByText('共 3 行：新增 1，变更 0，相同 0，退回 2')).toBeVisible();
      await expect(page.getByText('不认识、没有用到的列')).toHaveCount(0);
      await seen('verdicts');

      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载退回的行（附拒收原因）' }).click()]);
      const back = await readFile(await download.path(), 'utf8');
      expect(back).toContain(`平台,账号名称,挂靠单位${tag},行政区划,职能系统,拒收原因`);
      expect(back).toContain(`抖音,改正三${tag}`);
      expect(back).not.toContain(`改正一${tag}`);

      await page.getByRole('link', { name: '改正', exact: true }).first().click();
      await expect(heading(page)).toHaveText('改正第 3 行');
      await seen('mending');
      await page.getByRole('radio', { name: /阜新市 海州区（210902）/ }).check();
      await page.getByRole('button', { name: '保存并重新核对' }).click();
      await expect(page.getByText('这一行已无误。')).toBeVisible();
      await page.getByRole('link', { name: file.name }).click();

      await page.getByRole('button', { name: '写入无误的 2 行，退回的 1 行不写' }).click();
      await expect(page.getByText('已写入 2 行')).toBeVisible();
      await seen('written');
      await page.getByText('撤销这一批').first().click();
      await page.getByRole('button', { name: '撤销这一批' }).click();
      await expect(page.getByText('这一批已撤销，登记册恢复到写入之前。')).toBeVisible();
      await seen('undone');
      await page.goto(`/accounts?q=改正一${tag}`);
      await expect(page.getByRole('main')).not.toContainText(`改正局${tag}`);

      await upload(page, { ...file, name: `再来${tag}.csv` });
      await expect(page.getByText(`按您上次的对应：挂靠单位${tag}`)).toBeVisible();
    });
  });
}

test('of a large file the page says how far its check is', async ({ page }) => {
  const rows = Array.from({ length: 9000 }, (_, index) => `抖音,长表${index},长表局,细河区,体育`);
  await page.goto('/desk/imports');
  await page.getByLabel('选择文件').setInputFiles(csv('长表.csv', ['平台,账号名称,主办单位,行政区划,职能系统', ...rows]));
  // Nobody can write a row meanwhile: the check is caught in the middle, however fast the machine is.
  await db().$transaction(
    async (hold) => {
      await hold.$executeRaw`LOCK TABLE import_row IN EXCLUSIVE MODE`;
      await page.getByRole('button', { name: '上传核对' }).click();
      await expect(page.getByRole('progressbar')).toBeVisible();
      await expect(page.getByText('可以离开或关闭本页，工作继续进行。')).toBeVisible();
    },
    { timeout: 20_000 },
  );
  await expect(page.getByText('共 9000 行：新增 0，变更 0，相同 0，退回 9000')).toBeVisible({ timeout: 25_000 });
});
