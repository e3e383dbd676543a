import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readable } from './log-line.ts';

it("makes a function's log lines readable", () => {
  const table: [line: string, expected: string][] = [
    ['plain text', 'plain text'],
    ['{not json', '{not json'],
    ['{"a":1}', '{"a":1}'],
    ['{"level":"Information","message":"Sent","timestamp":"t","requestId":"r","traceId":"x"}', 'INFO Sent'],
    ['{"level":"Warning","message":"Late","id":"i","rounds":[1,2]}', 'WARN Late id=i rounds=[1,2]'],
    [
      '{"level":"Warning","message":"Asked a@b.c for 7 (x-1)","id":"7","to":"a@b.c","of":"x"}',
      'WARN Asked a@b.c for 7 (x-1) of=x',
    ],
    ['{"level":"ERROR","message":"No"}', 'ERROR No'],
    ['{"message":"No level"}', 'No level'],
  ];
  for (const [line, expected] of table) assert.equal(readable(line), expected);
});
