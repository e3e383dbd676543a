import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import config from '../local.config.ts';

const running = {
  website: 'http://site',
  mailbox: 'http://mails',
  aws: 'http://aws',
  cognito: 'http://cognito',
  account: { name: 'ann@example.com', password: 'p' },
  outputs: { StateMachineArn: 'arn:machine', ApiUrl: 'http://api' },
};
const mails = (Endpoint: string) => () => [
  { logicalId: 'Mail', type: 'T', ref: 'r', properties: { Protocol: 'email', Endpoint } },
];

describe('The configuration of the local runner', () => {
  it('lets the first approver sign in, with a password that any policy accepts', () => {
    const { name, password } = config.account(mails('ann@example.com'));
    assert.equal(name, 'ann@example.com');
    for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^\w]/, /^.{12,}$/]) assert.match(password, kind);
    assert.equal(config.account(() => []).name, 'approver@example.com');
  });

  it('shows a command to try, and more where there is more', () => {
    const text = config.welcome(running);
    assert.match(text, /aws --endpoint-url http:\/\/aws stepfunctions start-execution[^]* arn:machine /);
    assert.doesNotMatch(text, /photo|report/);
    const all = { ...running.outputs, FramesBucketName: 'frames-here', ReportStateMachineArn: 'arn:report' };
    const more = config.welcome({ ...running, outputs: all });
    assert.match(more, /\n  aws --endpoint-url http:\/\/aws s3 cp photo\.jpg s3:\/\/frames-here\/frames\/\n/);
    assert.match(more, /\nOr request a report on the website, signed in: /);
  });

  it('gives tests the API’s URL and the reviewer', () => {
    const { api, reviewer, mailbox } = config.endpoints(running);
    assert.deepEqual([api, reviewer, mailbox], ['http://api', running.account, 'http://mails']);
  });
});
