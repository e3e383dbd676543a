import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Directory } from './directory.ts';
import type { UserPool } from './user-pools.ts';

const pool: UserPool = {
  id: 'us-east-1_pool',
  usernameAttributes: ['email'],
  groups: [{ name: 'reviewers', roleArn: undefined }],
  clients: [],
};
const Username = 'bob@example.com';

function directory() {
  const lines: string[] = [];
  const users = new Directory([pool], { name: 'ann@example.com', password: 'p' }, line => lines.push(line));
  const call = (operation: string, input: object = {}) => users.handle(operation, { UserPoolId: pool.id, ...input });
  return { lines, users, call };
}

describe('The users of a pool', () => {
  it('are created, changed and deleted', async () => {
    const { lines, users, call } = directory();
    await call('AdminCreateUser', { Username, TemporaryPassword: 'Password-1' });
    assert.deepEqual(lines, [`Cognito: the temporary password of ${Username} is Password-1`]);
    await call('AdminUpdateUserAttributes', { Username, UserAttributes: [{ Name: 'email_verified', Value: 'true' }] });
    await call('AdminDisableUser', { Username });
    const { Enabled, UserStatus } = (await call('AdminGetUser', { Username })) as Record<string, unknown>;
    assert.deepEqual([Enabled, UserStatus], [false, 'FORCE_CHANGE_PASSWORD']);
    await call('AdminSetUserPassword', { Username, Password: 'Password-2', Permanent: true });
    await call('AdminEnableUser', { Username });
    const { password, status, enabled, attributes } = users.user(pool.id, Username)!;
    assert.deepEqual([password, status, enabled], ['Password-2', 'CONFIRMED', true]);
    assert.equal(attributes.get('email_verified'), 'true');
    const all = (await call('ListUsers')) as { Users: { Attributes: { Name: string; Value: string }[] }[] };
    const addresses = all.Users.flatMap(user => user.Attributes.filter(({ Name }) => Name === 'email'));
    assert.deepEqual(
      addresses.map(({ Value }) => Value),
      ['ann@example.com', Username],
    );
    await call('AdminDeleteUser', { Username });
    assert.equal(users.user(pool.id, Username), undefined);
  });

  it('join and leave groups', async () => {
    const { users, call } = directory();
    const user = { Username: 'ann@example.com', GroupName: 'reviewers' };
    const { Groups } = (await call('ListGroups')) as { Groups: object[] };
    assert.deepEqual(await call('AdminListGroupsForUser', { Username: user.Username }), { Groups });
    await call('AdminRemoveUserFromGroup', user);
    assert.deepEqual([...users.user(pool.id, user.Username)!.groups], []);
    await call('AdminAddUserToGroup', user);
    assert.deepEqual([...users.user(pool.id, user.Username)!.groups], ['reviewers']);
  });

  it('get Cognito’s errors', async () => {
    const { call } = directory();
    const refused: [operation: string, input: object, name: string][] = [
      ['AdminGetUser', { Username: '__proto__' }, 'UserNotFoundException'],
      ['AdminCreateUser', { Username: 'Ann@example.com' }, 'UsernameExistsException'],
      ['AdminAddUserToGroup', { Username: 'ann@example.com', GroupName: 'x' }, 'ResourceNotFoundException'],
      ['ListUsers', { UserPoolId: 'us-east-1_other' }, 'ResourceNotFoundException'],
      ['ListUsers', { Filter: 'email = "x"' }, 'UnknownOperationException'],
      ['AdminGetUser', {}, 'ValidationException'],
      ['SignUp', {}, 'UnknownOperationException'],
    ];
    for (const [operation, input, name] of refused) await assert.rejects(call(operation, input), { name }, operation);
  });
});
