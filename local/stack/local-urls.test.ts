import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localHosts } from '../testing/stack.ts';
import { asServedHere } from './local-urls.ts';

describe('The URLs of AWS', () => {
  it('become the runner’s URLs', () => {
    const table: [there: string, here: string][] = [
      ['https://localhost:8080/', 'http://localhost:8080/'],
      ['https://cognito-idp.us-east-1.amazonaws.com/us-east-1_x', 'http://localhost:9229/us-east-1_x'],
      ['https://approvals-1.auth.us-east-1.amazoncognito.com/logout', 'http://localhost:9229/logout'],
      ['https://cognito-identity.us-east-1.amazonaws.com', 'http://localhost:4566'],
      [
        'https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/',
        'http://localhost:4566/_aws/execute-api/a1b2c3d4e5/prod/',
      ],
      ['https://frames-1.s3.us-east-1.amazonaws.com/frames/a', 'http://localhost:4566/frames-1/frames/a'],
    ];
    for (const [there, here] of table) {
      assert.equal(asServedHere(there, localHosts), here);
      const twice = asServedHere([{ csp: `self ${there} ${there}` }, 1], localHosts);
      assert.deepEqual(twice, [{ csp: `self ${here} ${here}` }, 1]);
    }
  });

  it('of buckets end with a slash in a list of sources, where they would otherwise mean one file', () => {
    const there = 'https://frames-1.s3.us-east-1.amazonaws.com';
    const here = 'http://localhost:4566/frames-1';
    assert.equal(
      asServedHere(`img-src 'self' ${there}; connect-src ${there} x`, localHosts),
      `img-src 'self' ${here}/; connect-src ${here}/ x`,
    );
    for (const [before, after] of [
      ['', ''],
      ['{"url":"', '"}'],
      ['', '/'],
      ['', '/a'],
    ])
      assert.equal(asServedHere(before + there + after, localHosts), before + here + after);
  });

  it('stay the same if the runner does not serve them, as do plain host names', () => {
    for (const text of [
      'https://example.com',
      'http://cognito-idp.us-east-1.amazonaws.com',
      'files.s3.us-east-1.amazonaws.com',
      'https://cognito-idp.us-east-1xamazonaws.com',
      'https://states.us-east-1.amazonaws.com',
      'cognito-idp.us-east-1.amazonaws.com/us-east-1_x',
    ])
      assert.equal(asServedHere(text, localHosts), text);
  });
});
