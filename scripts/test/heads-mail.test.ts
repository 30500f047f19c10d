import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '../../lib/access/actor.ts';
import { recordAlone } from '../../lib/db/audit.ts';
import { readMails } from '../../lib/db/audit-mail.ts';
import { latestBlocks } from '../../lib/db/audit-read.ts';
import { sealAudit } from '../../lib/db/audit-seal.ts';
import { db } from '../../lib/db/client.ts';
import { mailNewHeads } from '../../lib/web/heads-mail.ts';

type Taken = { to: string[]; from: string; text: string };
const taken: Taken[] = [];
let refuses = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, { envelope }, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      if (refuses) return done(Object.assign(new Error('no room for zhangsan@example.org'), { responseCode: 452 }));
      taken.push({
        to: envelope.rcptTo.map(({ address }) => address),
        from: envelope.mailFrom ? envelope.mailFrom.address : '',
        text: Buffer.concat(parts).toString('utf8').replaceAll('=\r\n', ''),
      });
      done();
    });
  },
});
let settings = { url: '', from: 'guta@example.org', to: ['one@example.org', 'two@example.org'], minutes: 60 };
const send = (change: Partial<typeof settings> = {}) => mailNewHeads({ ...settings, ...change }, 'https://guta.example.org');

async function seal(): Promise<string> {
  await recordAlone(COMMAND_LINE, { act: 'page.export', subjectType: 'page', subjectId: '/coverage' });
  await sealAudit();
  return (await latestBlocks(1))[0]?.hash ?? '';
}

const later = () => db().auditMail.updateMany({ data: { createdAt: new Date(0), notBefore: new Date(0) } });

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  settings = { ...settings, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` };
});
afterAll(() => new Promise<void>((closed) => server.close(closed)));
beforeEach(() => {
  taken.length = 0;
  refuses = false;
});

describe('heads of the audit by mail', () => {
  it('go to everybody named, each once, and not again before the time', async () => {
    const hash = await seal();
    expect(await send()).toBe('sent');
    expect(taken).toMatchObject([{ to: ['one@example.org', 'two@example.org'], from: 'guta@example.org' }]);
    for (const each of [hash, 'https://guta.example.org', 'audit:verify', 'Auto-Submitted: auto-generated']) expect(taken[0]?.text).toContain(each);
    expect(await send()).toBe('nothing');
    const next = await seal();
    expect(await send()).toBe('nothing');
    await later();
    expect(await send()).toBe('sent');
    expect(taken).toHaveLength(2);
    expect(taken[1]?.text).toContain(next);
    const [block] = await latestBlocks(1);
    expect(await readMails()).toMatchObject({ sent: { last: block?.number }, waiting: null });
  });

  it('are sent by one of many servers that seal at the same moment', async () => {
    await seal();
    await later();
    const sent = await Promise.all(Array.from({ length: 8 }, () => send()));
    expect(sent.filter((each) => each === 'sent')).toHaveLength(1);
    expect(taken).toHaveLength(1);
  });

  it('are tried again where the mail server did not take them, and the page can say so', async () => {
    const hash = await seal();
    await later();
    refuses = true;
    await expect(send()).rejects.toThrow();
    const { waiting } = await readMails();
    expect(waiting).toMatchObject({ attempts: 1, failure: expect.stringContaining('452') });
    expect(waiting?.failure).not.toContain('zhangsan');
    expect(waiting?.notBefore.getTime()).toBeGreaterThan(Date.now() + 30_000);
    expect(await send()).toBe('nothing');
    await later();
    await expect(send({ url: 'smtp://127.0.0.1:1' })).rejects.toThrow();
    expect((await readMails()).waiting).toMatchObject({ attempts: 2, failure: 'ESOCKET' });
    refuses = false;
    await later();
    expect(await send()).toBe('sent');
    expect(taken).toHaveLength(1);
    expect(taken[0]?.text).toContain(hash);
    expect((await readMails()).waiting).toBeNull();
  });
});
