import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { AwsRequest } from '../endpoint/service.ts';
import { Stacks } from './stacks.ts';

const stacks = new Stacks(
  new Map([
    ['Base', { TopicArn: 'arn:aws:sns:us-east-1:000000000000:news' }],
    ['Shop', { SiteUrl: 'http://localhost:8080/?a=1&b=2' }],
  ]),
);

async function describe(parameters: Record<string, string>, action = 'DescribeStacks'): Promise<string> {
  const form = new URLSearchParams({ Action: action, Version: '2010-05-15', ...parameters });
  return (await stacks.service.handle({ id: '1', form } as AwsRequest)).body;
}

const names = (xml: string) => [...xml.matchAll(/<StackName>(\w+)</g)].map(([, name]) => name);

it('A script finds the outputs of a stack by its name or id', async () => {
  const shop = await describe({ StackName: 'Shop' });
  assert.deepEqual(names(shop), ['Shop']);
  assert.match(shop, /<StackStatus>CREATE_COMPLETE<.*<OutputKey>SiteUrl<\/OutputKey>/);
  assert.match(shop, /<OutputValue>http:\/\/localhost:8080\/\?a=1&amp;b=2<\/OutputValue>/);
  const [, id] = /<StackId>(.*?)</.exec(shop)!;
  assert.equal(await describe({ StackName: id! }), shop);
});

it('All stacks are described where none is named', async () => {
  assert.deepEqual(names(await describe({})), ['Base', 'Shop']);
});

it('An unknown stack, and another action, is refused by name', async () => {
  await assert.rejects(describe({ StackName: 'Other' }), {
    name: 'ValidationError',
    message: 'Stack with id Other does not exist',
  });
  await assert.rejects(describe({}, 'CreateStack'), { message: /does not support CreateStack of CloudFormation/ });
});
