import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseJson } from '../json.ts';
import { compilePattern } from './pattern.ts';

const matches = (pattern: unknown, event: unknown) => compilePattern(pattern, 'EventPattern')(event);

describe('An event pattern', () => {
  it('matches by exact values, alternatives, and all fields', () => {
    const pattern = { source: ['aws.states'], detail: { status: ['ABORTED', 'FAILED'], n: [1, null, true] } };
    const event = (detail: object) => ({ source: 'aws.states', detail });
    assert.ok(matches(pattern, event({ status: 'FAILED', n: 1, more: 1 })));
    assert.ok(matches(pattern, event({ status: 'ABORTED', n: null })));
    assert.ok(matches(pattern, event({ status: ['RUNNING', 'ABORTED'], n: [[true]] })));
    assert.ok(!matches(pattern, event({ status: 'RUNNING', n: 1 })));
    assert.ok(!matches(pattern, event({ status: 'FAILED' })));
    assert.ok(!matches(pattern, event({ status: 'FAILED', n: '1' })));
    assert.ok(!matches(pattern, { ...event({ status: 'FAILED', n: 1 }), source: 'mine' }));
    assert.ok(!matches(pattern, { source: 'aws.states', detail: 'FAILED' }));
    assert.ok(!matches({ detail: { toString: [{ exists: true }] } }, event({})));
  });

  it('matches numbers by their digits, or by their value where it compares', () => {
    const event = parseJson('{"n": 300.0, "big": 9007199254740993}');
    assert.ok(!matches({ n: [300] }, event));
    assert.ok(!matches({ big: [9007199254740992] }, event));
    assert.ok(matches({ n: [{ numeric: ['=', 300] }] }, event));
  });

  it('matches a list of objects if one of them matches', () => {
    const pattern = { detail: { items: { name: ['a'], n: [1] } } };
    assert.ok(
      matches(pattern, {
        detail: {
          items: [
            { name: 'b', n: 1 },
            { name: 'a', n: 1 },
          ],
        },
      }),
    );
    assert.ok(
      !matches(pattern, {
        detail: {
          items: [
            { name: 'b', n: 1 },
            { name: 'a', n: 2 },
          ],
        },
      }),
    );
  });

  const filters: [filter: unknown, matching: unknown[], others: unknown[]][] = [
    [{ prefix: 'Approval' }, ['Approval', 'ApprovalExpired', ['x', 'Approval']], ['approval', 'xApproval', 1, {}]],
    [{ suffix: 'ed' }, ['Approved'], ['edit', null]],
    [{ exists: true }, ['', 0, null, false, ['x']], [undefined, {}, []]],
    [{ exists: false }, [undefined, {}, []], ['', 0]],
    [{ 'anything-but': 'a' }, ['b', 1, null, ['a', 'b']], ['a', ['a'], undefined]],
    [{ 'anything-but': ['a', 'b'] }, ['c'], ['a', 'b']],
    [{ 'anything-but': [1, 2] }, [3, '1'], [1, 2]],
    [{ 'anything-but': { prefix: 'a' } }, ['b'], ['a', 'ab']],
    [{ 'anything-but': { suffix: 'a' } }, ['ab'], ['a', 'ba']],
    [{ numeric: ['>', 0, '<=', 5] }, [0.1, 5, [9, 3]], [0, 5.1, '3', null]],
    [{ numeric: ['=', 3] }, [3, 3.0], [4]],
  ];
  for (const [filter, matching, others] of filters) {
    it(`supports ${JSON.stringify(filter)}`, () => {
      const passes = (x: unknown) => matches({ detail: { x: [filter] } }, { detail: { x } });
      for (const value of matching) assert.ok(passes(value), String(value));
      for (const value of others) assert.ok(!passes(value), String(value));
    });
  }

  const refused: [pattern: unknown, message: RegExp][] = [
    ['x', /EventPattern must be an object with at least one field, not "x"/],
    [{}, /EventPattern must be an object/],
    [{ detail: {} }, /EventPattern\.detail must be an object with at least one field/],
    [{ source: 'x' }, /EventPattern\.source must be an object/],
    [{ source: [] }, /EventPattern\.source must not be an empty list/],
    [{ source: [['x']] }, /EventPattern\.source\[0\] must not be a list/],
    [{ $or: [{ source: ['x'] }] }, /EventPattern\.\$or is not supported by the runner/],
    [{ source: [{ wildcard: '*' }] }, /EventPattern\.source\[0\]\.wildcard is not supported by the runner/],
    [{ source: [{ cidr: '10.0.0.0/24' }] }, /source\[0\]\.cidr is not supported/],
    [{ source: [{ prefix: { 'equals-ignore-case': 'x' } }] }, /prefix must be a text/],
    [{ source: [{ prefix: 'x', suffix: 'y' }] }, /must have one filter, not prefix, suffix/],
    [{ source: [{ 'anything-but': { wildcard: 'x' } }] }, /anything-but\.wildcard is not supported/],
    [{ source: [{ exists: 'yes' }] }, /exists must be true or false/],
    [{ source: [{ numeric: ['~', 1] }] }, /numeric must list operators and numbers by turns/],
    [{ source: [{ numeric: ['>'] }] }, /numeric must list/],
    [{ source: [{ numeric: [] }] }, /numeric must list/],
  ];
  for (const [pattern, message] of refused)
    it(`refuses ${JSON.stringify(pattern)}`, () => assert.throws(() => matches(pattern, {}), message));
});
