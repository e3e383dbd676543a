import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import type { AwsError } from '../endpoint/error.ts';
import { element } from '../markup.ts';
import { stackOf } from '../testing/stack.ts';
import { hasExpired, Sessions, type Session } from './sessions.ts';
import { Sts } from './sts.ts';

const role = (Principal: object, more: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal }],
      Version: '2012-10-17',
    },
    ...more,
  },
});
const account = { AWS: 'arn:aws:iam::000000000000:role/Test-Caller' };
const stack = stackOf({
  Link: role(account, { RoleName: 'link' }),
  Long: role(account, { RoleName: 'long', MaxSessionDuration: 43_200 }),
  Function: role({ Service: 'lambda.amazonaws.com' }, { RoleName: 'function' }),
});
const sessions = new Sessions();
const sts = new Sts(stack, sessions);
const arn = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const link = { RoleArn: arn('link'), RoleSessionName: 'report-1' };

function assume(members: object, caller?: Session): string {
  const parameters = new URLSearchParams({ Action: 'AssumeRole', Version: '2011-06-15', ...members });
  return element('Result', sts.handle('AssumeRole', parameters, caller));
}
const text = (xml: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

function open(members: object): Session {
  return sessions.find(text(assume(members), 'SessionToken')) ?? assert.fail('no session');
}
const refusal = (members: object) => {
  try {
    return assert.fail(assume(members));
  } catch (error) {
    const { name, message, status } = error as AwsError;
    return `${status} ${name}: ${message}`;
  }
};

describe('AssumeRole', () => {
  it('gives credentials that expire at the given time', () => {
    mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-21T05:10:00.700Z') });
    try {
      const xml = assume({ ...link, DurationSeconds: '900' });
      assert.equal(text(xml, 'Expiration'), '2026-11-21T05:25:00Z');
      assert.match(text(xml, 'AccessKeyId'), /^ASIA[A-Z2-7]{16}$/);
      assert.match(text(xml, 'SecretAccessKey'), /^[\w+/]{40}$/);
      assert.equal(text(xml, 'Arn'), 'arn:aws:sts::000000000000:assumed-role/link/report-1');
      assert.match(text(xml, 'AssumedRoleId'), /^AROA[A-Z2-7]{17}:report-1$/);
      const session = sessions.find(text(xml, 'SessionToken'))!;
      mock.timers.setTime(session.expires - 1);
      assert.equal(hasExpired(session), false);
      mock.timers.tick(1);
      assert.equal(hasExpired(session), true);
    } finally {
      mock.timers.reset();
    }
    assert.equal(open(link).expires - open({ ...link, DurationSeconds: '1800' }).expires, 1_800_000);
    assert.equal(sessions.find('undefined'), undefined);
  });

  it('refuses a role that does not exist or trusts only services', () => {
    for (const name of ['none', 'function']) {
      assert.equal(
        refusal({ ...link, RoleArn: arn(name) }),
        '403 AccessDenied: User: arn:aws:iam::000000000000:user/local is not authorized to perform: '
          + `sts:AssumeRole on resource: arn:aws:iam::000000000000:role/${name}`,
      );
    }
    assert.throws(() => assume({ ...link, RoleArn: arn('none') }, open(link)), /assumed-role\/link\/report-1 is not /);
  });

  it('accepts what the service model accepts', () => {
    const name = (RoleSessionName: string) => ({ ...link, RoleSessionName });
    for (const good of ['ab', 'a'.repeat(64), 'a+b=c,d.e@f-g_h']) assert.ok(open(name(good)));
    const rejected: [members: object, message: RegExp][] = [
      [name('a'), /^400 ValidationError: 1 validation error .* 'roleSessionName' .* greater than or equal to 2$/],
      [name('a'.repeat(65)), /^400 ValidationError: .* less than or equal to 64$/],
      [name('a b'), /^400 ValidationError: .* regular expression pattern: \[\\w\+=,\.@-\]\*$/],
      [{ RoleSessionName: 'ab' }, /^400 ValidationError: .* 'roleArn' .* must not be null$/],
      [{ ...link, RoleArn: 'arn:x' }, /^400 ValidationError: .* 'roleArn' .* 20$/],
      [{ ...link, DurationSeconds: '899' }, /^400 ValidationError: .* 'durationSeconds' .* or equal to 900$/],
      [{ ...link, DurationSeconds: '43201' }, /^400 ValidationError: .* 'durationSeconds' .* or equal to 43200$/],
      [{ ...link, DurationSeconds: '1h' }, /^400 MalformedInput: durationSeconds must be a whole number$/],
      [{ ...link, DurationSeconds: '3601' }, /^400 ValidationError: .* exceeds the MaxSessionDuration set for this r/],
      [{ ...link, RoleArn: arn('long'), DurationSeconds: '3601' }, /^400 ValidationError: .* the 1 hour session limit/],
      [
        { ...link, 'Tags.member.1.Key': 'x' },
        /^501 UnknownOperationException: .* not support AssumeRole with Tags\.member\.1/,
      ],
    ];
    for (const [members, message] of rejected) assert.match(refusal(members), message);
    assert.throws(
      () => sts.handle('GetSessionToken', new URLSearchParams(), undefined),
      /not support GetSessionToken of STS/,
    );
  });
});

describe('A session policy', () => {
  const policy = (Statement: unknown) => JSON.stringify({ Version: '2012-10-17', Statement });
  const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
    Effect: 'Allow',
    Action,
    Resource,
    ...more,
  });
  const object = 'arn:aws:s3:::reports/reports/1.html';

  it('allows what it names, unless it also denies it', () => {
    const allows = (statement: unknown, action = 's3:GetObject', resource = object) =>
      open({ ...link, Policy: policy(statement) }).policy!(action, resource);
    const table: [statement: unknown, allowed: boolean, action?: string, resource?: string][] = [
      [allow('s3:GetObject', object), true],
      [allow('s3:getobject', object), true],
      [allow('s3:GetObject', object), false, 's3:PutObject'],
      [allow('s3:GetObject', object), false, 's3:GetObject', `${object}5`],
      [allow('s3:GetObject', object), false, 's3:GetObject', object.replace('.', 'x')],
      [allow(['s3:PutObject', 's3:Get*'], ['arn:aws:s3:::x', 'arn:aws:s3:::reports/reports/?.html']), true],
      [[allow('*', '*', { Sid: 'All' }), { ...allow('s3:*', object), Effect: 'Deny' }], false],
      [[], false],
    ];
    for (const [statement, allowed, ...asked] of table)
      assert.equal(allows(statement, ...asked), allowed, JSON.stringify([statement, ...asked]));
    assert.equal(text(assume({ ...link, Policy: policy([]) }), 'PackedPolicySize'), '2');
    assert.equal(open(link).policy, undefined);
  });

  it('must be JSON of at most 2,048 characters with supported members', () => {
    const padded = (length: number) => policy([]).padEnd(length);
    assert.ok(open({ ...link, Policy: padded(2048) }));
    const rejected: [Policy: string, message: RegExp][] = [
      [padded(2049), /^400 ValidationError: .* 'policy' .* less than or equal to 2048$/],
      ['', /^400 ValidationError: .* 'policy' .* greater than or equal to 1$/],
      ['{', /^400 MalformedPolicyDocument: This policy contains invalid Json$/],
      ['[]', /^400 MalformedPolicyDocument: Syntax errors in policy\.$/],
      ['{}', /^400 MalformedPolicyDocument: Syntax errors/],
      [policy({ Effect: 'Perhaps' }), /^400 MalformedPolicyDocument: Syntax errors/],
      [policy(allow('s3:*', undefined)), /^400 MalformedPolicyDocument: Syntax errors/],
      [
        policy(allow('s3:*', '*', { Condition: {} })),
        /^501 UnknownOperation.* not support a session policy with Condition/,
      ],
    ];
    for (const [Policy, message] of rejected) assert.match(refusal({ ...link, Policy }), message);
  });
});

describe('The roles of a stack', () => {
  it('are refused if they have an unsupported property', () => {
    assert.throws(
      () => new Sts(stackOf({ Odd: role(account, { Path: '/x/' }) }), sessions),
      /Odd \(AWS::IAM::Role\): Path is not supported by the runner/,
    );
  });
});
