import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { after, describe, it } from 'node:test';
import { listen } from '../ports.ts';
import { until } from '../testing/stack.ts';
import { composeMail } from '../sns/mail.ts';
import { startMailbox, type Mailbox } from './mailbox.ts';

interface Received {
  subject: string;
  text: string;
  source: string;
  to: { address: string }[];
  from: { address: string; name: string }[];
  html: string;
}

const received = async (mailbox: Mailbox, count: number) =>
  until(`${count} mails are there`, async () => {
    const mails = (await (await fetch(`${mailbox.url}/email`)).json()) as Received[];
    return mails.length === count && mails;
  });

const mail = (subject: string, text: string) =>
  composeMail({ to: 'ann@example.com', subject, text, topicArn: 'arn:news', messageId: crypto.randomUUID() });

describe('The mailbox', () => {
  it('receives mails as sent, with links', async () => {
    const mailbox = await startMailbox(0, assert.fail);
    const link = `http://localhost:8080/review.html#id=${crypto.randomUUID()}&key=${'k_-'.repeat(8)}&decision=approve`;
    mailbox.send(mail('Required approval', `Grüße = 100 %\n.\n\nApprove: ${link}\n${'long '.repeat(400)}`));
    const [got] = await received(mailbox, 1);
    assert.equal(got!.subject, 'Required approval');
    assert.deepEqual(
      got!.to.map(({ address }) => address),
      ['ann@example.com'],
    );
    assert.deepEqual(got!.from, [{ address: 'no-reply@sns.amazonaws.com', name: 'AWS Notifications' }]);
    assert.ok(got!.text.startsWith(`Grüße = 100 %\n.\n\nApprove: ${link}\n${'long '.repeat(400)}\n`), got!.text);
    const href = link.replaceAll('&', '&amp;');
    assert.ok(got!.html.includes(`<a href="${href}" target="_blank">${href}</a>`), got!.html);
    await mailbox.stop();
    assert.equal(existsSync(got!.source), false);
    await assert.rejects(fetch(`${mailbox.url}/email`));
  });

  it('receives hundreds at once', async () => {
    const mailbox = await startMailbox(0, assert.fail);
    after(() => mailbox.stop());
    for (let i = 0; i < 300; i++) mailbox.send(mail(`Mail ${i}`, 'text'));
    const mails = await received(mailbox, 300);
    assert.equal(new Set(mails.map(({ subject }) => subject)).size, 300);
  });

  it('keeps the newest mails, so that its memory is bounded', async () => {
    const mailbox = await startMailbox(0, assert.fail, 3);
    after(() => mailbox.stop());
    for (let i = 0; i < 5; i++) {
      mailbox.send(mail(`Mail ${i}`, 'text'));
      await received(mailbox, Math.min(i + 1, 3));
    }
    const kept = await until('the last mail is there', async () => {
      const mails = (await (await fetch(`${mailbox.url}/email`)).json()) as Received[];
      return mails.at(-1)?.subject === 'Mail 4' && mails;
    });
    assert.deepEqual(
      kept.map(({ subject }) => subject),
      ['Mail 2', 'Mail 3', 'Mail 4'],
    );
    const files = () => readdir(dirname(kept[0]!.source));
    await until('the others are deleted', async () => (await files()).length === 3);
  });

  it('names a taken port and the option that changes it', async () => {
    const other = createServer();
    const port = await listen(other, 'mailbox', 0);
    after(() => other.close());
    const message = new RegExp(`^Port ${port}, for the mailbox, is taken[^]*--port mailbox=${port + 1} `);
    await assert.rejects(startMailbox(port, assert.fail), { name: 'Problem', message });
  });

  it('reports a mail that it cannot deliver', async () => {
    const lines: string[] = [];
    const mailbox = await startMailbox(0, line => lines.push(line));
    mailbox.send({ ...mail('Lost', 'text'), to: '' });
    await until('it is reported', () => lines.some(line => /^The mail "Lost" to  was not delivered: /.test(line)));
    await mailbox.stop();
  });
});
