import type { Page } from '@playwright/test';
import { heading } from './form.ts';
import { expect, test } from './test.ts';
import { csv, type Handed } from './upload.ts';

test.use({ as: 'demo-admin' });

async function uploadAs(page: Page, kind: string, file: Handed): Promise<void> {
  await page.goto('/desk/imports');
  await page.getByRole('radio', { name: kind, exact: true }).check();
  await page.getByLabel('选择文件').setInputFiles(file);
  await page.getByRole('button', { name: '上传核对' }).click();
  await expect(heading(page)).toHaveText(file.name);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });
    const tag = javaScriptEnabled ? '子' : '丑';

    test('a person chooses what a file brings: units, then targets, each with its own columns', async ({ page }) => {
      const units = csv(`单位${tag}.csv`, [
        '单位名称,行政区划代码,职能系统,单位性质',
        `细河区种类${tag}中心,细河区,体育,事业单位`,
        `细河区种类${tag}二中心,细河区,体育,不知`,
      ]);
      await uploadAs(page, '单位', units);
      await expect(page.getByText('单位 · 已核对，尚未写入')).toBeVisible();
      await expect(page.getByText('共 2 行：新增 1，变更 0，相同 0，退回 1')).toBeVisible();
      await expect(page.getByText('不认识的单位性质“不知”')).toBeVisible();
      await page.getByRole('button', { name: '写入无误的 1 行' }).click();
      await expect(page.getByText('已写入 1 行')).toBeVisible();

      const targets = csv(`目标${tag}.csv`, ['地区,平台,指标,目标值,期限,文号', `细河区,微信,开通率,80%,2027-12-31,试〔2026〕${tag}号`]);
      await uploadAs(page, '目标任务', targets);
      await page.getByRole('button', { name: '写入' }).click();
      await expect(page.getByText('已写入 1 行')).toBeVisible();
      await page.goto('/desk/imports');
      const row = page.getByRole('row').filter({ hasText: `试〔2026〕${tag}号` });
      await expect(row).toContainText('细河区 · 微信');
      await expect(row).toContainText('开通率 80%');

      await uploadAs(page, '监测数据', csv(`数据${tag}.csv`, ['平台,平台ID', '微博,1234567890']));
      await expect(page.getByText('缺少“日期”一列。')).toBeVisible();
      await expect(page.getByRole('radio', { name: '监测数据', exact: true })).toBeChecked();
    });
  });
}

test.describe('a registrar', () => {
  test.use({ as: 'demo-registrar' });

  test('is offered what registrars may import, and nothing else is taken', async ({ page }) => {
    await page.goto('/desk/imports');
    await expect(page.getByRole('radio')).toHaveCount(5);
    await expect(page.getByRole('region', { name: '下载空白模板' }).getByRole('listitem')).toHaveCount(5);
    expect((await page.request.get('/desk/imports/template?kind=users')).status()).toBe(404);
    const file = csv('用户.csv', ['用户名,角色,行政区划代码']);
    const send = (kind: string) => page.request.post('/desk/imports/upload', { multipart: { kind, file }, maxRedirects: 0 });
    expect((await send('users')).status()).toBe(404);
    expect((await send('nothing')).status()).toBe(400);
  });
});
