import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { Account } from '../endpoints.ts';
import { MemoryStore } from './memory-store.ts';
import type { PoolUser, TokenGenerator } from './tokens.ts';
import type { UserPool } from './user-pools.ts';

interface Pool {
  getUserByUsername(context: object, username: string): Promise<PoolUser | null>;
  saveAppClient(context: object, client: object): Promise<void>;
}

interface CognitoService {
  userPools: Pool[];
  createUserPool(context: object, pool: object): Promise<object>;
  getUserPool(context: object, id: string): Promise<Pool>;
  getUserPoolForClientId(context: object, id: string): Promise<Pool>;
}

/** A request whose body is read and parsed, as Express wants it then. */
export type ParsedRequest = IncomingMessage & { body: unknown };

type Application = ((request: ParsedRequest, response: ServerResponse) => void) & {
  set(setting: string, value: unknown): void;
};
type Constructor<T = object> = new (...args: unknown[]) => T;
type Call = (context: object, input: object) => Promise<unknown>;

/** The parts of cognito-local that are used, by their files. */
interface Parts {
  'server/Router': { Router(services: object): (operation: string) => Call };
  'server/server': {
    createServer(router: object, logger: object, options: object, services: object): { application: Application };
  };
  'services/clock': { DateClock: Constructor<{ get(): Date }> };
  'services/cognitoService': { CognitoServiceImpl: Constructor<CognitoService> };
  'services/messages': { MessagesService: Constructor };
  'services/otp': { otp(): string };
  'services/userPoolService': { UserPoolServiceFactoryImpl: Constructor };
}

const require = createRequire(import.meta.url);
const part = <Name extends keyof Parts>(name: Name): Parts[Name] => require(`cognito-local/lib/${name}`) as Parts[Name];

/** Loads what takes a while before it is needed. */
export function preload(): void {
  part('server/server');
  part('server/Router');
}

/**
 * The users, groups and clients of user pools: cognito-local, put together from its parts. What its package starts by
 * itself keeps its data in the working directory, makes up the ids of pools and clients, and loads the AWS SDK for
 * triggers, which the runner does not have.
 */
export class Directory {
  /** Answers requests of the API and of `/oauth2/…`. */
  readonly handle: (request: ParsedRequest, response: ServerResponse) => void;
  readonly #service: CognitoService;
  readonly #route: (operation: string) => Call;
  readonly #context: object;

  private constructor(tokenGenerator: TokenGenerator, print: (line: string) => void) {
    const pino = createRequire(require.resolve('cognito-local'))('pino') as (options: object) => object;
    const logger = pino({ level: 'silent' });
    this.#context = { logger };
    const clock = new (part('services/clock').DateClock)();
    const stores = { create: (_: object, __: string, defaults: object) => Promise.resolve(new MemoryStore(defaults)) };
    const { CognitoServiceImpl } = part('services/cognitoService');
    const { UserPoolServiceFactoryImpl } = part('services/userPoolService');
    this.#service = new CognitoServiceImpl(
      undefined,
      new MemoryStore({ Clients: {} }),
      {},
      new UserPoolServiceFactoryImpl(clock, stores),
    );
    // Its `init` would look for pools of earlier runs in a folder.
    this.#service.userPools = [];
    const triggers = { enabled: () => false };
    const delivery = {
      deliver: (_: object, { Username }: PoolUser, __: object, { __code }: { __code: string }) => {
        print(`Cognito: the code for ${Username} is ${__code}`);
        return Promise.resolve();
      },
    };
    const services = {
      clock,
      cognito: this.#service,
      config: {},
      otp: part('services/otp').otp,
      tokenGenerator,
      triggers,
      messages: new (part('services/messages').MessagesService)(triggers, delivery),
    };
    this.#route = part('server/Router').Router(services);
    const { application } = part('server/server').createServer(this.#route, logger, {}, services);
    // It always says 3600.
    application.set('json replacer', (key: string, value: unknown) =>
      key === 'expires_in' ? (tokenGenerator.secondsOfAccessToken() ?? value) : value,
    );
    this.handle = application;
  }

  static async create(
    pools: UserPool[],
    account: Account | undefined,
    tokens: TokenGenerator,
    print: (line: string) => void,
  ): Promise<Directory> {
    const directory = new Directory(tokens, print);
    for (const pool of pools) {
      await directory.#add(pool);
      if (account) await directory.#addAccount(account, pool);
    }
    return directory;
  }

  /** Calls an operation of the user pools' API. */
  async call(operation: string, input: object): Promise<unknown> {
    return this.#route(operation)(this.#context, input);
  }

  /** The user of a client's pool with this name or alias. */
  async user(clientId: string, name: string): Promise<PoolUser | undefined> {
    const pool = await this.#service.getUserPoolForClientId(this.#context, clientId);
    return (await pool.getUserByUsername(this.#context, name)) ?? undefined;
  }

  async #add({ id, usernameAttributes, groups, clients }: UserPool): Promise<void> {
    await this.#service.createUserPool(this.#context, { Id: id, UsernameAttributes: usernameAttributes });
    for (const { name, roleArn } of groups)
      await this.call('CreateGroup', { UserPoolId: id, GroupName: name, RoleArn: roleArn });
    const pool = await this.#service.getUserPool(this.#context, id);
    for (const client of clients) {
      await pool.saveAppClient(this.#context, {
        UserPoolId: id,
        ClientId: client.id,
        ClientName: client.name,
        CallbackURLs: client.callbackUrls,
        LogoutURLs: client.logoutUrls,
        AllowedOAuthScopes: client.scopes,
        CreationDate: new Date(),
        LastModifiedDate: new Date(),
      });
    }
  }

  async #addAccount({ name, password }: Account, { id, groups }: UserPool): Promise<void> {
    const user = { UserPoolId: id, Username: name };
    const UserAttributes = [
      { Name: 'email', Value: name },
      { Name: 'email_verified', Value: 'true' },
    ];
    await this.call('AdminCreateUser', { ...user, UserAttributes, MessageAction: 'SUPPRESS' });
    await this.call('AdminSetUserPassword', { ...user, Password: password, Permanent: true });
    for (const group of groups) await this.call('AdminAddUserToGroup', { ...user, GroupName: group.name });
  }
}
