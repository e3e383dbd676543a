import { randomUUID } from 'node:crypto';
import type { Account } from '../endpoints.ts';
import { AwsError, unsupported } from '../endpoint/error.ts';
import { Requests } from '../models/requests.ts';
import type { Group, UserPool } from './user-pools.ts';

export interface User {
  username: string;
  password: string;
  status: 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD';
  enabled: boolean;
  attributes: Map<string, string>;
  groups: Set<string>;
  created: Date;
}

interface Pool extends UserPool {
  users: User[];
}

interface ForPool {
  UserPoolId: string;
}

interface ForUser extends ForPool {
  Username: string;
}

interface ForMember extends ForUser {
  GroupName: string;
}

type Attributes = { Name: string; Value?: string }[];

const requests = new Requests('cognito-idp');

/** The users of the user pools and the part of the API that manages them. */
export class Directory {
  readonly #pools: ReadonlyMap<string, Pool>;
  readonly #print: (line: string) => void;

  /** Each pool starts with the account, in all its groups. */
  constructor(pools: UserPool[], account: Account | undefined, print: (line: string) => void) {
    this.#pools = new Map(pools.map(pool => [pool.id, { ...pool, users: [] }]));
    this.#print = print;
    if (!account) return;
    for (const pool of this.#pools.values()) {
      const user = add(pool, account.name, account.password, [
        { Name: 'email', Value: account.name },
        { Name: 'email_verified', Value: 'true' },
      ]);
      user.status = 'CONFIRMED';
      user.groups = new Set(pool.groups.map(({ name }) => name));
    }
  }

  /** The user of a pool with this user name or alias. */
  user(poolId: string, name: string): User | undefined {
    return find(this.#pool(poolId), name);
  }

  /** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/Welcome.html */
  async handle(operation: string, input: unknown): Promise<object> {
    if (!Object.hasOwn(this.#operations, operation)) throw unsupported(`${operation} of Cognito's user pools`);
    return this.#operations[operation]!(requests.check(operation, input)) ?? {};
  }

  readonly #operations: Record<string, (request: never) => object | void> = {
    ListUserPools: () => ({ UserPools: [...this.#pools.keys()].map(id => ({ Id: id, Name: id })) }),
    ListUsers: (request: ForPool & { Filter?: string }) => {
      if (request.Filter) throw unsupported('filters of ListUsers');
      return { Users: this.#pool(request.UserPoolId).users.map(user => described(user)) };
    },
    ListGroups: ({ UserPoolId }: ForPool) => ({ Groups: groups(this.#pool(UserPoolId)) }),
    AdminCreateUser: (
      request: ForUser & { UserAttributes?: Attributes; TemporaryPassword?: string; MessageAction?: string },
    ) => {
      const pool = this.#pool(request.UserPoolId);
      if (find(pool, request.Username)) throw new AwsError('UsernameExistsException', 'User account already exists');
      const password = request.TemporaryPassword ?? `Temporary-${randomUUID()}`;
      const user = add(pool, request.Username, password, request.UserAttributes ?? []);
      if (request.MessageAction !== 'SUPPRESS')
        this.#print(`Cognito: the temporary password of ${request.Username} is ${password}`);
      return { User: described(user) };
    },
    AdminGetUser: (request: ForUser) => described(this.#user(request), 'UserAttributes'),
    AdminDeleteUser: (request: ForUser) => {
      const { users } = this.#pool(request.UserPoolId);
      users.splice(users.indexOf(this.#user(request)), 1);
    },
    AdminUpdateUserAttributes: (request: ForUser & { UserAttributes: Attributes }) =>
      change(this.#user(request), request.UserAttributes),
    AdminSetUserPassword: (request: ForUser & { Password: string; Permanent?: boolean }) => {
      const status = request.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
      Object.assign(this.#user(request), { password: request.Password, status });
    },
    AdminEnableUser: (request: ForUser) => void (this.#user(request).enabled = true),
    AdminDisableUser: (request: ForUser) => void (this.#user(request).enabled = false),
    AdminAddUserToGroup: (request: ForMember) => void this.#user(request).groups.add(this.#group(request).name),
    AdminRemoveUserFromGroup: (request: ForMember) => void this.#user(request).groups.delete(this.#group(request).name),
    AdminListGroupsForUser: (request: ForUser) => {
      const names = this.#user(request).groups;
      return { Groups: groups(this.#pool(request.UserPoolId)).filter(({ GroupName }) => names.has(GroupName)) };
    },
  };

  #pool(id: string): Pool {
    const pool = this.#pools.get(id);
    if (!pool) throw new AwsError('ResourceNotFoundException', `User pool ${id} does not exist.`);
    return pool;
  }

  #user({ UserPoolId, Username }: ForUser): User {
    const user = this.user(UserPoolId, Username);
    if (!user) throw new AwsError('UserNotFoundException', 'User does not exist.');
    return user;
  }

  #group({ UserPoolId, GroupName }: ForMember): Group {
    const group = this.#pool(UserPoolId).groups.find(({ name }) => name === GroupName);
    if (!group) throw new AwsError('ResourceNotFoundException', 'Group not found.');
    return group;
  }
}

/** Ignores case, because phones capitalize the first letter of an address. */
function find({ users, usernameAttributes }: Pool, name: string): User | undefined {
  const isNamed = (value: string | undefined) => value?.toLowerCase() === name.toLowerCase();
  return users.find(
    user => isNamed(user.username) || usernameAttributes.some(alias => isNamed(user.attributes.get(alias))),
  );
}

function change({ attributes }: User, given: Attributes): void {
  for (const { Name, Value = '' } of given) attributes.set(Name, Value);
}

/** A new user with a temporary password. If users sign in with an address, Cognito generates the user name. */
function add({ users, usernameAttributes: [alias] }: Pool, name: string, password: string, given: Attributes): User {
  const sub = randomUUID();
  const user: User = {
    username: alias ? sub : name,
    password,
    status: 'FORCE_CHANGE_PASSWORD',
    enabled: true,
    attributes: new Map([['sub', sub], ...(alias ? [[alias, name] as const] : [])]),
    groups: new Set(),
    created: new Date(),
  };
  change(user, given);
  users.push(user);
  return user;
}

function described({ username, enabled, status, created, attributes }: User, member = 'Attributes') {
  const seconds = created.getTime() / 1000;
  return {
    Username: username,
    Enabled: enabled,
    UserStatus: status,
    UserCreateDate: seconds,
    UserLastModifiedDate: seconds,
    [member]: [...attributes].map(([Name, Value]) => ({ Name, Value })),
  };
}

const groups = ({ id, groups }: Pool) =>
  groups.map(({ name, roleArn }) => ({ GroupName: name, UserPoolId: id, ...(roleArn && { RoleArn: roleArn }) }));
