import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { Answers } from '../models/testing/answers.ts';
import { EventBus } from './event-bus.ts';
import type { Event } from './event.ts';

const entry = { Source: 'shop', DetailType: 'Sold', Detail: '{"n":1}' };

/** A bus, its output, and the events that a rule for all events received. */
function started() {
  const lines: string[] = [];
  const events: Event[] = [];
  const bus = new EventBus({ print: line => lines.push(stripVTControlCharacters(line)) });
  const put = async (...Entries: unknown[]): Promise<any> => {
    const answer = await bus.handle('PutEvents', { Entries });
    await new Promise(resolve => setImmediate(resolve));
    return answer;
  };
  bus.addRules([
    {
      name: 'all',
      arn: 'arn',
      matches: () => true,
      targets: [
        {
          arn: 'target',
          input: JSON.stringify,
          deliver: async (_, event) => void events.push(event),
          maxRetries: 0,
          maxAgeSeconds: 60,
          deadLetters: undefined,
        },
      ],
    },
  ]);
  return { bus, put, lines, events };
}

describe('PutEvents', () => {
  it('puts events on the bus in the form that rules and targets receive', async () => {
    const { put, events } = started();
    const Time = 1_700_000_000.9;
    const { FailedEntryCount, Entries } = await put(
      entry,
      { ...entry, EventBusName: 'default', Resources: ['r'], Time, TraceHeader: 'x' },
      { ...entry, EventBusName: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
    );
    assert.equal(FailedEntryCount, 0);
    assert.deepEqual(
      Entries.map(({ EventId }: { EventId: string }) => EventId),
      events.map(({ id }) => id),
    );
    const { time, ...first } = events[0]!;
    assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual(first, {
      version: '0',
      id: Entries[0].EventId,
      'detail-type': 'Sold',
      source: 'shop',
      account: '000000000000',
      region: 'us-east-1',
      resources: [],
      detail: { n: 1 },
    });
    assert.deepEqual([events[1]!.time, events[1]!.resources], ['2023-11-14T22:13:20Z', ['r']]);
  });

  it('gives the numbers of a detail as they were sent', async () => {
    const { put, events, lines } = started();
    const Detail = '{"n":[9007199254740993,1.10,1e400,0.1e1,-0]}';
    await put({ ...entry, Detail });
    assert.ok(JSON.stringify(events[0]).endsWith(`"detail":${Detail}}`));
    assert.ok(lines[0]!.endsWith(Detail));
  });

  it('refuses the entries that AWS refuses, and accepts the others', async () => {
    const { put, events } = started();
    const required = (name: string) => [
      'InvalidArgument',
      `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
    ];
    const malformed = ['MalformedDetail', 'Detail is malformed.'];
    const table: [entry: object, failure: string[]][] = [
      [{ ...entry, Source: undefined }, required('Source')],
      [{ ...entry, Source: '' }, required('Source')],
      [{ ...entry, DetailType: undefined }, required('DetailType')],
      [{ ...entry, Detail: undefined }, required('Detail')],
      [{ ...entry, Detail: '{' }, malformed],
      [{ ...entry, Detail: '"text"' }, malformed],
      [{ ...entry, Detail: '[1]' }, malformed],
      [{ ...entry, Detail: 'null' }, malformed],
      [{ ...entry, Source: 'aws.states' }, ['NotAuthorizedForSourceException', 'Not authorized for the source.']],
      [
        { ...entry, DetailType: 'x'.repeat(129) },
        ['InvalidArgument', 'Parameter DetailType is not valid. Reason: DetailType must have at most 128 characters.'],
      ],
      [
        { ...entry, EventBusName: 'own' },
        [
          'InvalidArgument',
          'Parameter EventBusName is not valid. Reason: ' + 'The local EventBridge has the default bus only, not own.',
        ],
      ],
      [
        { ...entry, Time: 'soon' },
        ['InvalidArgument', 'Parameter Time is not valid. Reason: Time is not a timestamp.'],
      ],
    ];
    for (const [wrong, [ErrorCode, ErrorMessage]] of table) {
      const answer = await put(wrong, entry);
      assert.deepEqual(answer, { FailedEntryCount: 1, Entries: [{ ErrorCode, ErrorMessage }, answer.Entries[1]] });
      assert.ok(answer.Entries[1].EventId);
    }
    assert.equal(events.length, table.length);
  });

  it('refuses whole requests that AWS refuses', async () => {
    const { bus, put, lines } = started();
    const invalid = (message: RegExp) => ({ name: 'ValidationException', message });
    await assert.rejects(put(), invalid(/'entries' .* length greater than or equal to 1$/));
    await assert.rejects(put(...Array(11).fill(entry)), invalid(/'entries' .* length less than or equal to 10$/));
    const big = { ...entry, Detail: JSON.stringify({ text: 'é'.repeat(65_536) }) };
    const limit = invalid(/^Total size of the entries in the request is over the limit\.$/);
    await put(big);
    await assert.rejects(put(big, big), limit);
    await assert.rejects(put({ Resources: Array(129).fill('x'.repeat(2048)) }), limit);
    await assert.rejects(bus.handle('PutEvents', {}), invalid(/Value null at 'entries'/));
    await assert.rejects(bus.handle('PutEvents', { Entries: [entry], EndpointId: 'a.b' }), invalid(/endpoints/));
    for (const wrong of [null, 'x', { Entries: 'x' }, { Entries: ['x'] }, { Entries: [{ Source: 1 }] }])
      await assert.rejects(bus.handle('PutEvents', wrong), { name: 'SerializationException' });
    await assert.rejects(bus.handle('ListRules', {}), { name: 'UnknownOperationException' });
    assert.equal(lines.length, 1);
  });

  it('prints each event as one line without control characters', async () => {
    const { put, lines } = started();
    await put({ ...entry, Source: 'sh\u001b[31mop\n', Detail: '{"text": "a\\nb \u202e \u0085 \\u007f"}' });
    assert.equal(lines.pop(), 'Event  Sold  sh\\u001b[31mop\\u000a  {"text":"a\\nb \\u202e \\u0085 \\u007f"}');
    await put({ ...entry, Detail: JSON.stringify({ text: 'x'.repeat(10_000) }) });
    const [line] = lines;
    assert.match(line!, /^Event  Sold  shop  \{"text":"x+…$/);
    assert.ok(line!.length < 1020);
  });

  it('gives answers that fit the service model', async () => {
    const answer = await started().put(entry, { ...entry, Detail: 'x' });
    assert.deepEqual(new Answers('events').problems('PutEvents', answer), []);
  });
});
