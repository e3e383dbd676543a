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

describe('The configuration of the local runner', () => {
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
