import { field, heading, summary, typeAndLeave } from './form.ts';
import { givenAccount } from './given.ts';
import { expect, test } from './test.ts';

test.use({ as: 'demo-admin' });

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';
  const tag = javaScriptEnabled ? '甲' : '乙';

  test.describe(how, () => {
    test.use({ javaScriptEnabled });

    test('a rename closes the old name; the search finds it and the history shows both', async ({ page, request }) => {
      const [was, is] = [`旧名试验${tag}`, `新名试验${tag}`];
      const id = await givenAccount({ platform: '微信', name: was, unit: `更名试验局${tag}`, region: '邯山区', sector: '统计', openedOn: '2014-05-01' });
      await page.goto(`/accounts/${id}`);
      await page.getByRole('link', { name: '修改' }).click();
      await field(page, '账号名称').fill(is);
      await page.getByLabel('变更日期').fill('2020-02-03');
      await page.getByRole('button', { name: '保存' }).click();
      await expect(heading(page)).toHaveText(is);
      const history = page.getByRole('region', { name: '沿革' }).getByRole('listitem');
      await expect(history).toHaveText([`2020-02-03由“${was}”更名为“${is}”`, `2014-05-01开设，主办单位：更名试验局${tag}`]);

      await page.goto(`/accounts?q=${was}`);
      await expect(page.getByRole('rowheader')).toHaveText([`${is}曾用名 ${was}`]);
      await page.goto(`/accounts?q=${is}&asOf=2020-02-02`);
      await expect(page.getByRole('rowheader')).toHaveText([was]);
      await page.goto(`/verify?q=${was}`);
      await expect(page.getByRole('article').filter({ hasText: is })).toContainText('（曾用此名）');
      const { names } = await (await request.get(`/api/v1/accounts/${id}`)).json();
      expect(names).toEqual([
        { name: was, from: null, until: '2020-02-03' },
        { name: is, from: '2020-02-03', until: null },
      ]);
    });

    test('a slip of the pen is put right and leaves no former name', async ({ page }) => {
      const id = await givenAccount({ platform: '微信', name: `笔误试验${tag}`, unit: `笔误试验局${tag}`, region: '丛台区', sector: '统计' });
      await page.goto(`/desk/accounts/${id}/edit`);
      await field(page, '账号名称').fill(`改正试验${tag}`);
      await page.getByLabel('名称原来就登记错了').check();
      await page.getByRole('button', { name: '保存' }).click();
      await expect(heading(page)).toHaveText(`改正试验${tag}`);
      await expect(page.getByText('更名为')).toBeHidden();
      await page.goto(`/accounts?q=笔误试验${tag}`);
      await expect(page.getByText('没有符合条件的账号')).toBeVisible();
    });

    test('an account goes over to a unit that the register does not have, whose fields are folded until they are needed', async ({ page }) => {
      const id = await givenAccount({ platform: '微信', name: `易主试验${tag}`, unit: `易主前试验局${tag}`, region: '永年区', sector: '统计' });
      await page.goto(`/desk/accounts/${id}/edit`);
      await expect(field(page, '主办单位')).toBeVisible();
      await expect(field(page, '行政区划')).toBeHidden();
      await typeAndLeave(page, '主办单位', `易主后试验局${tag}`);
      await page.getByRole('button', { name: '保存' }).click();
      await expect(summary(page)).toContainText(`本册没有“易主后试验局${tag}”`);
      await typeAndLeave(page, '行政区划', '肥乡区');
      await field(page, '职能系统').selectOption('统计');
      await page.getByRole('button', { name: '保存' }).click();
      await expect(heading(page)).toHaveText(`易主试验${tag}`);
      await expect(page.getByRole('region', { name: '登记内容' })).toContainText(`易主后试验局${tag}`);
      await expect(page.getByRole('region', { name: '登记内容' })).toContainText('肥乡区');
    });

    test('of two people the later is told what changed, keeps what was typed, and may send it again', async ({ page, context }) => {
      const id = await givenAccount({ platform: '微信', name: `两人试验${tag}`, unit: `两人试验局${tag}`, region: '复兴区', sector: '统计' });
      const other = await context.newPage();
      for (const each of [page, other]) await each.goto(`/desk/accounts/${id}/edit`);
      await field(other, '认证信息').fill(`别人写的两人试验局${tag}`);
      await other.getByRole('button', { name: '保存' }).click();
      await expect(heading(other)).toHaveText(`两人试验${tag}`);

      await field(page, '备注').fill('我写的备注');
      await page.getByRole('button', { name: '保存' }).click();
      await expect(summary(page)).toContainText('您填写期间，别人已经改过这一条');
      const differences = page.getByRole('status').filter({ hasText: '与现在登记的不同之处' }).getByRole('row');
      await expect(differences).toHaveText(['栏目现登记您填写', `认证信息别人写的两人试验局${tag}—`, '备注—我写的备注']);
      await expect(field(page, '备注')).toHaveValue('我写的备注');
      await field(page, '认证信息').fill(`别人写的两人试验局${tag}`);
      await page.getByRole('button', { name: '保存' }).click();
      await expect(heading(page)).toHaveText(`两人试验${tag}`);
      await expect(page.getByText(`别人写的两人试验局${tag}`)).toBeVisible();
      await expect(page.getByText('我写的备注')).toBeVisible();
    });
  });
}

test('a unit that has changed keeps what it was before', async ({ page }) => {
  const id = await givenAccount({ platform: '微信', name: '改制试验', unit: '改制前试验局', region: '峰峰矿区', sector: '统计', openedOn: '2015' });
  await page.goto(`/accounts/${id}`);
  await page.getByRole('link', { name: '改制前试验局' }).click();
  await expect(heading(page)).toHaveText('改制前试验局');
  await page.getByRole('link', { name: '修改' }).click();
  await field(page, '单位名称').fill('改制后试验局');
  await field(page, '这次修改').selectOption('变更');
  await page.getByLabel('变更日期').fill('2019-01-01');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(heading(page)).toHaveText('改制后试验局');
  await expect(page.getByText('由“改制前试验局”更名为“改制后试验局”')).toBeVisible();
  await page.goto('/accounts?q=改制试验&asOf=2018-12-31');
  await expect(page.getByRole('link', { name: '改制前试验局' })).toBeVisible();
});
