import { randomUUID } from 'node:crypto';
import { db } from '../lib/db/client.ts';
import { officialForm } from '../lib/db/official-form-given.ts';
import { givenFiling, givenReform, givenReturn, givenTargetAndGroup } from './given.ts';
import type { Seen } from './pages.ts';
import { test as plain } from './test.ts';
import { check, csv } from './upload.ts';

/** A test that has something to look at on every page. */
export const test = plain.extend<object, { seen: Seen }>({
  seen: [
    async ({ playwright, sessionOf }, use, { project }) => {
      const request = await playwright.request.newContext({ baseURL: project.use.baseURL, storageState: await sessionOf('demo-admin') });
      const { items } = await (await request.get('/api/v1/accounts?q=平安北京&platform=weibo')).json();
      const batch = await check(request, csv('看一看.csv', ['平台,账号名称,主办单位,序列', '抖音,看一看,看一看局,1', '微信,看一看二,,2']));
      const unusable = await check(request, csv('没有表头.csv', ['甲,乙', '丙,丁']));
      const kept = {
        formName: `看一看表样${randomUUID().slice(0, 6)}`,
        file: { name: '表样.xlsx', mimeType: 'application/zip', buffer: Buffer.from(officialForm()) },
      };
      const form = await request.post('/desk/forms/upload', { multipart: kept, maxRedirects: 0 });
      await request.dispose();
      const { id: user } = await db().user.findUniqueOrThrow({ where: { username: 'demo-viewer' } });
      const filing = await givenFiling({ platform: '微信', name: '看一看备案', unit: '看一看备案局', region: '三沙市', sector: '商务' });
      const returned = await givenFiling({ platform: '微信', name: '看一看退回', unit: '看一看退回局', region: '三沙市', sector: '商务' });
      await givenReturn(returned);
      await use({
        account: items[0].id,
        unit: items[0].unitId,
        batch,
        unusable,
        user,
        filing,
        returned,
        form: Number(form.headers().location?.split('/').at(-1)),
        ...(await givenTargetAndGroup(`#${items[0].unitId}`)),
        reform: await givenReform({ unit: `看一看改革局${randomUUID().slice(0, 6)}`, region: '三沙市', sector: '商务' }),
      });
    },
    { scope: 'worker' },
  ],
});
