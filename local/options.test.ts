import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readOptions } from './options.ts';

describe('The command line', () => {
  it('has defaults', () => {
    const { workers, pausedCalls, rekognitionCalls, ...others } = readOptions([]);
    assert.deepEqual(others, {
      ports: { website: 8080, mailbox: 1080, aws: 4566, cognito: 9229 },
      context: [],
      output: 'cdk.out',
      app: [],
      stack: undefined,
      project: '.',
      endpoints: '.local/endpoints.json',
      faults: undefined,
      mocks: undefined,
      help: false,
    });
  });

  it('is read', () => {
    const options = readOptions([
      '-c',
      'clickMode=oneClick',
      '--context',
      'approvers=a@example.com,b@example.com',
      '--port',
      'website=80,aws=0',
      '--port=mailbox=25',
      '--port',
      'cognito=99',
      '--output',
      'out',
      '--stack',
      'Shop',
      '--project',
      'shop',
      '--endpoints',
      'here.json',
      '--mocks',
      'mocks.json',
      '--app',
      'one',
      '--app',
      'two',
      '--workers',
      '7',
      '--paused-calls',
      '3',
      '--rekognition-calls',
      '5',
      '--faults',
      '0.2,7',
    ]);
    assert.deepEqual(options, {
      help: false,
      context: ['clickMode=oneClick', 'approvers=a@example.com,b@example.com'],
      ports: { website: 80, mailbox: 25, aws: 0, cognito: 99 },
      output: 'out',
      app: ['one', 'two'],
      stack: 'Shop',
      project: 'shop',
      mocks: 'mocks.json',
      endpoints: 'here.json',
      workers: 7,
      pausedCalls: 3,
      rekognitionCalls: 5,
      faults: { rate: 0.2, seed: 7 },
    });
    assert.equal(readOptions(['--faults', '1']).faults!.rate, 1);
    assert.deepEqual(readOptions(['--port', '0']).ports, { website: 0, mailbox: 0, aws: 0, cognito: 0 });
    assert.deepEqual(readOptions(['--port', '0,aws=4566']).ports, { website: 0, mailbox: 0, aws: 4566, cognito: 0 });
    assert.equal(readOptions(['-h']).help, true);
  });

  it('is refused with a reason if it is invalid', () => {
    const table: [args: string[], message: RegExp][] = [
      [['--colour'], /Unknown option '--colour'[^]*local-stack --help/],
      [['8080'], /Unexpected argument '8080'/],
      [['-c', 'clickMode'], /--context needs NAME=VALUE, not "clickMode"/],
      [['--port', '8080'], /--port needs 0 or website=NUMBER, mailbox=NUMBER, aws=NUMBER, cognito=NUMBER, not "8080"/],
      [['--port', 'smtp=25'], /not "smtp=25"/],
      [['--port', 'aws=x'], /--port aws needs a number from 0 to 65535, not "x"/],
      [['--port', 'aws=65536'], /not "65536"/],
      [['--workers', '0'], /--workers needs a number from 1 to 1000, not "0"/],
      [['--rekognition-calls', '0'], /--rekognition-calls needs a number from 1 to 1000, not "0"/],
      [['--faults', '2'], /--faults needs a number from 0 to 1, and may have a seed/],
      [['--faults', '0.2,x'], /--faults RATE, needs a number from 0 to 2147483648, not "x"/],
      [['--paused-calls', 'x'], /--paused-calls needs a number from 0 to 100, not "x"/],
    ];
    for (const [args, message] of table) assert.throws(() => readOptions(args), { name: 'Problem', message });
  });
});
