import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { apiOrigins } from './apigateway/api-gateway.ts';
import { directApis } from './apigateway/direct.ts';
import { Stacks } from './cloudformation/stacks.ts';
import { bucketOrigins } from './cloudfront/s3.ts';
import { website as websiteOf } from './cloudfront/website.ts';
import { startCognito } from './cognito/cognito.ts';
import { IdentityPools } from './cognito/identity-pools.ts';
import { userPoolsOf } from './cognito/user-pools.ts';
import type { LocalConfig } from './config.ts';
import { DynamoDb } from './dynamodb/dynamodb.ts';
import { AwsEndpoint } from './endpoint/endpoint.ts';
import { reserveEndpoints, writeEndpoints, type Account, type Endpoints } from './endpoints.ts';
import { EventBus } from './eventbridge/event-bus.ts';
import { rulesOf } from './eventbridge/rules.ts';
import { Faults } from './faults/faults.ts';
import { withFaults } from './faults/proxy.ts';
import { AsyncInvocations } from './lambda/async-invocations.ts';
import { eventConfigsOf } from './lambda/event-config.ts';
import { functionsOf } from './lambda/function.ts';
import { Functions } from './lambda/functions.ts';
import { runTriggers } from './lambda/triggers.ts';
import { startMailbox } from './mailbox/mailbox.ts';
import type { Options } from './options.ts';
import { serve } from './ports.ts';
import type { Progress } from './progress.ts';
import { clustersOf } from './rds-data/clusters.ts';
import { RdsData } from './rds-data/rds-data.ts';
import { CallRate } from './rekognition/call-rate.ts';
import { Rekognition } from './rekognition/rekognition.ts';
import { bucketsOf } from './s3/buckets.ts';
import { deployFiles } from './s3/deployment.ts';
import { Notifications } from './s3/notifications.ts';
import { S3 } from './s3/s3.ts';
import { localSecrets } from './secrets-manager/local-secrets.ts';
import { Secrets } from './secrets-manager/secrets.ts';
import { Ses } from './ses/ses.ts';
import { Slack } from './slack/slack.ts';
import { Topics } from './sns/topics.ts';
import { Queues } from './sqs/queues.ts';
import { readAssembly } from './stack/assembly.ts';
import { resolveStacks } from './stack/resolve.ts';
import { resourcesOf } from './stack/resources.ts';
import type { ResolvedResource, ResolvedStack } from './stack/types.ts';
import { stepFunctionsOf } from './stepfunctions/index.ts';
import { readMocks } from './stepfunctions/mocks.ts';
import { Sessions } from './sts/sessions.ts';
import { Sts } from './sts/sts.ts';
import { synthesize, withDefaults } from './synth.ts';
import { pagePath } from './webhooks/received.ts';
import { Receiver } from './webhooks/receiver.ts';

interface RunOptions {
  project: string;
  options: Options;
  config: LocalConfig;
  progress: Progress;
  /** Collects what must be stopped at the end. */
  scope: AsyncDisposableStack;
  /** Aborting it ends a start that is not finished. */
  signal: AbortSignal;
}

export async function run({ project, options, config, progress, scope, signal }: RunOptions): Promise<Endpoints> {
  const file = resolve(project, options.endpoints);
  scope.defer(await reserveEndpoints(file));
  // Ports come next: a taken one fails at once, and their numbers go into the stack.
  const website = await serve('website', options.ports.website, scope);
  const aws = await serve('aws', options.ports.aws, scope);
  const signIn = await serve('cognito', options.ports.cognito, scope);
  const print = (line: string) => progress.line(line);
  const faults = options.faults && new Faults(options.faults);
  const functionsAws = faults ? await serve('aws', 0, scope) : aws;
  if (faults) {
    print(`Calls of AWS fail as ${JSON.stringify(options.faults)} says`);
    scope.defer(() => faults.summary().forEach(print));
  }
  const around = faults ? faults.around.bind(faults) : <T>(_: string, call: () => Promise<T>) => call();
  const mailbox = scope.adopt(await startMailbox(options.ports.mailbox, print), each => each.stop());

  const output = resolve(project, options.output);
  if (options.app.length === 0) {
    const { context, notes } = withDefaults(project, options.context, config.context);
    notes.forEach(print);
    await progress.step('Building and synthesizing the stack (cdk synth)', at =>
      synthesize({ root: project, context, output, at, signal }),
    );
  }

  return progress.step('Starting the stack', async at => {
    const apps = options.app.length === 0 ? [output] : options.app.map(app => resolve(project, app));
    const assembly = readAssembly(apps, options.stack);
    const hosts = {
      websiteHost: `localhost:${website.port}`,
      cognitoHost: `localhost:${signIn.port}`,
      awsHost: `localhost:${aws.port}`,
    };
    const stack = resolveStacks(assembly.stacks, hosts);
    const pools = userPoolsOf(stack);
    const account = pools.length === 0 ? undefined : accountOf(stack, config);
    const dynamodb = scope.adopt(new DynamoDb(), each => each.stop());
    await dynamodb.createTables(stack);
    const cognito = await startCognito(hosts.cognitoHost, pools, account, print);
    signIn.answerWith(cognito.answer);
    const topics = new Topics(stack, { send: mail => mailbox.send(mail), print });
    const described = functionsOf(stack, assembly.asset);
    const given = textsOf(config.secrets ?? {});
    const slackSecret = described.find(({ environment }) => environment.SLACK_SECRET)?.environment.SLACK_SECRET;
    const slack =
      slackSecret === undefined
        ? undefined
        : new Slack({
            origin: `http://${hosts.awsHost}`,
            secret: given[slackSecret],
            interactionsUrl: stack.outputs.SlackInteractionsUrl,
            print,
          });
    const functions = scope.adopt(
      new Functions({
        functions: described.map(fn => slack?.lead(fn) ?? fn),
        // By name, not by address: the website's content security policy must match the URLs that functions presign.
        awsEndpoint: `http://localhost:${functionsAws.port}`,
        maxWorkers: options.workers,
        print,
        killAfterMs: () => faults?.killAfterMs(),
      }),
      each => each.stop(),
    );
    const events = new EventBus({ print });
    const stepFunctions = scope.adopt(
      stepFunctionsOf(
        stack,
        {
          lambda: { invoke: (name, payload) => around('lambda', () => functions.invoke(name, payload)) },
          dynamodb: (operation, input) => around('dynamodb', () => dynamodb.call(operation, input)),
          events: (operation, input) => around('events', () => events.handle(operation, input)),
          publish: parameters => around('sns', async () => topics.publish(parameters)),
        },
        events,
        options.mocks === undefined ? undefined : readMocks(resolve(project, options.mocks)),
      ),
      each => each.stop(),
    );
    const queues = new Queues(stack, `http://${hosts.awsHost}`);
    const invocations = scope.adopt(
      new AsyncInvocations(functions, { configs: eventConfigsOf(stack, queues), print }),
      each => each.stop(),
    );
    events.addRules(
      rulesOf(
        stack,
        {
          startExecution: (stateMachineArn, name, input) =>
            stepFunctions.handle('StartExecution', { stateMachineArn, name, input }),
          invokeAsynchronously: (functionName, input) => invocations.accept(functionName, input),
        },
        queues,
      ),
    );
    // Events stop before the rest, because they would start executions and functions.
    scope.defer(() => events.stop());
    const apis = apiOrigins(stack, {
      backends: { lambda: functions, stepFunctions: (operation, input) => stepFunctions.handle(operation, input) },
      tokens: cognito.tokens,
      log: print,
    });
    const buckets = bucketsOf(stack);
    const notifications = new Notifications(buckets, (functionArn, event) => invocations.accept(functionArn, event));
    const sessions = new Sessions();
    const s3 = scope.adopt(new S3(buckets, object => notifications.send(object), sessions), each => each.stop());
    deployFiles(stack, assembly.asset, hosts, s3.store);
    const site = websiteOf({ stack, origins: [apis, bucketOrigins(stack, s3.store)], log: print });
    const rekognition = scope.adopt(
      new Rekognition(
        stack,
        (bucket, key, version) => s3.readObject(bucket, key, version),
        new CallRate(options.rekognitionCalls),
      ),
      each => each.stop(),
    );
    const key = `whsec_${randomBytes(24).toString('base64')}`;
    const receiver = new Receiver(key);
    const named = localSecrets(described, {
      ...(slack && { SLACK_SECRET: slack.secret }),
      TEAMS_SECRET: `http://${hosts.awsHost}/_aws/teams`,
      WEBHOOK_SECRET: JSON.stringify({ url: `http://${hosts.awsHost}/_aws/webhook`, key }),
    });
    const usesWebhooks = described.some(fn => fn.environment.TEAMS_SECRET ?? fn.environment.WEBHOOK_SECRET);
    const secrets = new Secrets(stack, { ...named, ...given });
    const rdsData = scope.adopt(
      new RdsData({
        clusters: clustersOf(stack),
        mysqlUrl: process.env.MYSQL_URL,
        secretText: arn => secrets.textOf(arn),
      }),
      each => each.stop(),
    );
    await rdsData.createDatabases();
    const services = [
      stepFunctions,
      dynamodb,
      topics,
      new Ses(stack, { send: mail => mailbox.send(mail), put: event => events.put(event), print }),
      events,
      queues,
      rekognition,
      rdsData,
      secrets,
      new Sts(stack, sessions),
      new Stacks(stack.outputsByStack),
      cognito,
      new IdentityPools(stack, hosts.cognitoHost, cognito.tokens),
    ].map(({ service }) => service);
    const endpoint = new AwsEndpoint({ services, s3, sessions });
    const isForApi = directApis(apis, print);
    aws.answerWith((request, response) => {
      const isForPages = receiver.handle(request, response) || (slack?.handle(request, response) ?? false);
      if (!isForPages && !isForApi(request, response)) endpoint.handle(request, response);
    });
    if (faults) functionsAws.answerWith(withFaults(faults, (request, response) => endpoint.handle(request, response)));
    website.answerWith(site);
    signal.throwIfAborted();
    await runTriggers(stack, { functions, at, signal });
    faults?.startKilling();
    rdsData.pause(options.pausedCalls);
    const endpoints = {
      website: `http://${hosts.websiteHost}`,
      mailbox: mailbox.url,
      cognito: `http://${hosts.cognitoHost}`,
      aws: `http://${hosts.awsHost}`,
      slack: slack?.url,
      webhooks: usesWebhooks ? `http://${hosts.awsHost}${pagePath}` : undefined,
      account,
      outputs: stack.outputs,
    };
    const told = config.endpoints?.(endpoints) ?? endpoints;
    await writeEndpoints(file, told);
    return endpoints;
  });
}

/** Who can sign in: by the configuration, else the first who gets mails. The password keeps to any policy. */
function accountOf(stack: ResolvedStack, config: LocalConfig): Account {
  const isEmail = ({ properties }: ResolvedResource) => properties.Protocol === 'email';
  const subscription = resourcesOf(stack, 'AWS::SNS::Subscription').find(isEmail);
  return (
    config.account?.(type => resourcesOf(stack, type)) ?? {
      name: String(subscription?.properties.Endpoint ?? 'you@example.com'),
      password: 'Only-on-this-machine-1',
    }
  );
}

/** Secrets as Secrets Manager has them: objects are JSON. */
const textsOf = (secrets: Record<string, string | object>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(secrets).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
