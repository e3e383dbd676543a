import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { siteOf, json, startSite, text, type RunOptions } from '../cloudfront/testing/server.ts';
import { apiId, apiResource, stackOf, type StackParts } from '../cloudfront/testing/stack.ts';
import { AwsError } from '../endpoint/error.ts';
import { arn } from '../stack/arn.ts';

const escaped = (value: string): string => `$util.escapeJavaScript(${value}).replaceAll("\\\\'", "'")`;

/** The integration that the CDK app synthesizes. */
const requestTemplate = `#set($sub = ${escaped('$context.authorizer.claims.sub')})
#set($email = ${escaped('$context.authorizer.claims.email.toLowerCase()')})
#set($requester = ${escaped('$sub')})
#set($requestedBy = ${escaped('$email')})
#set($time = "$context.requestTimeEpoch")
{
#if($context.authorizer.claims.email_verified.equals("true"))
  "stateMachineArn": "arn:machine",
#end
  "name": "$time.substring(0, 8)$sub.substring(8)",
  "input": "{\\"requester\\":\\"$requester\\",\\"requestedBy\\":\\"$requestedBy\\"}"
}`;

const noStore = { 'method.response.header.Cache-Control': "'no-store'" };
const integration = {
  Credentials: 'arn:aws:iam::000000000000:role/r',
  IntegrationHttpMethod: 'POST',
  IntegrationResponses: [
    {
      ResponseParameters: noStore,
      ResponseTemplates: {
        'application/json':
          "#set($arn = $input.path('$.executionArn'))\n"
          + '#set($name = $arn.lastIndexOf(\':\') + 1)\n{"id": "$arn.substring($name)"}',
      },
      SelectionPattern: '200',
      StatusCode: '202',
    },
    {
      ResponseParameters: noStore,
      ResponseTemplates: {
        'application/json':
          '#if($input.path("$.__type").endsWith("ExecutionAlreadyExists"))\n{"message": "Made."}\n#else\n'
          + '#set($context.responseOverride.status = 503)\n{"message": "Refused."}\n#end\n',
      },
      SelectionPattern: '400',
      StatusCode: '409',
    },
    {
      ResponseParameters: noStore,
      ResponseTemplates: { 'application/json': '{"message": "Later."}' },
      StatusCode: '503',
    },
  ],
  PassthroughBehavior: 'NEVER',
  RequestTemplates: { 'application/json': requestTemplate },
  Type: 'AWS',
  Uri: 'arn:aws:apigateway:us-east-1:states:action/StartExecution',
};
const methodResponse = (StatusCode: string): object => ({
  StatusCode,
  ResponseParameters: { 'method.response.header.Cache-Control': true },
});

const parts = (more: object = {}, method: object = {}): StackParts => ({
  Pool: { type: 'AWS::Cognito::UserPool', ref: 'us-east-1_pool', properties: {} },
  SignedIn: {
    type: 'AWS::ApiGateway::Authorizer',
    ref: 'auth1',
    properties: {
      IdentitySource: 'method.request.header.Authorization',
      RestApiId: apiId,
      Type: 'COGNITO_USER_POOLS',
      ProviderARNs: [arn('cognito-idp', 'userpool/us-east-1_pool')],
    },
  },
  Reports: apiResource('r6', 'root0', 'reports'),
  ReportsPost: {
    type: 'AWS::ApiGateway::Method',
    properties: {
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizerId: 'auth1',
      HttpMethod: 'POST',
      ResourceId: 'r6',
      RestApiId: apiId,
      Integration: { ...integration, ...more },
      MethodResponses: [methodResponse('202'), methodResponse('409'), methodResponse('503')],
      ...method,
    },
  },
});

const sub = '5f2c1b1e-0000-4000-8000-00000000000a';
const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:m:0f3c';

interface Setting extends RunOptions {
  email?: string;
  verified?: boolean;
  integration?: object;
}

async function start(setting: Setting = {}) {
  const { email = 'ann@example.com', verified = true, integration: more = {}, ...options } = setting;
  const calls: [operation: string, input: object][] = [];
  const site = await startSite({
    stack: stackOf(parts(more)),
    tokens: { claimsOf: async token => (token === 'good' ? { sub, email, email_verified: verified } : 'invalid') },
    stepFunctions: async (operation, input) => {
      calls.push([operation, input]);
      return { executionArn, startDate: 1 };
    },
    ...options,
  });
  const post = (headers: object = {}, body: string | null = null): Promise<Response> =>
    // For bytes, unlike text, fetch does not add a media type.
    fetch(`${site.url}/api/reports`, {
      method: 'POST',
      headers: { authorization: 'good', ...headers },
      body: body && Buffer.from(body),
    });
  return { site, calls, post, [Symbol.asyncDispose]: () => site[Symbol.asyncDispose]() };
}

suite('the direct integration of Step Functions', () => {
  test('starts an execution: templates render its input and the answer', async () => {
    for (const email of ["O'Brien@Example.com", 'a"\\\'/"@x', '\u00e9\n\u0000@x']) {
      await using api = await start({ email });
      const answer = await api.post({}, '{"requester": "else"}');
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.equal(answer.headers.get('content-type'), 'application/json');
      assert.match(answer.headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/);
      assert.deepEqual(await json(answer), [202, { id: '0f3c' }]);
      const [[operation, input] = assert.fail()] = api.calls as [string, Record<string, string>][];
      assert.equal(operation, 'StartExecution');
      assert.match(input.name!, /^\d{8}-0000-4000-8000-00000000000a$/);
      assert.ok(Math.abs(Number(input.name!.slice(0, 8)) - Date.now() / 100_000) < 2, 'the name has the time');
      assert.deepEqual(
        { ...input, name: undefined, input: JSON.parse(input.input!) as unknown },
        {
          stateMachineArn: 'arn:machine',
          name: undefined,
          input: { requester: sub, requestedBy: email.toLowerCase() },
        },
      );
      assert.deepEqual([api.site.lines, api.site.events], [[], []]);
    }
  });

  test('leaves out what the template’s condition does not include', async () => {
    await using api = await start({ verified: false });
    await api.post();
    assert.deepEqual(
      api.calls.map(([, input]) => Object.keys(input)),
      [['name', 'input']],
    );
  });

  test('starts nothing for a caller who is not signed in', async () => {
    await using api = await start();
    assert.deepEqual(await json(await api.post({ authorization: 'bad' })), [401, { message: 'Unauthorized' }]);
    assert.deepEqual(api.calls, []);
  });

  test('answers what the service refuses by its status and by the template’s own, and tells the developer', async () => {
    const table: [name: string, status: number, answer: [status: number, body: object]][] = [
      ['ExecutionAlreadyExists', 400, [409, { message: 'Made.' }]],
      ['ThrottlingException', 400, [503, { message: 'Refused.' }]],
      ['InternalFailure', 500, [503, { message: 'Later.' }]],
    ];
    for (const [name, status, expected] of table) {
      const stepFunctions = async (): Promise<object> => {
        throw new AwsError(name, 'Not now', status);
      };
      await using api = await start({ stepFunctions });
      assert.deepEqual(await json(await api.post()), expected);
      assert.deepEqual(api.site.lines, [
        `POST /reports: Step Functions answered StartExecution with {"__type":"${name}","message":"Not now"}`,
      ]);
    }
  });

  test('accepts only media types with a template, unless it passes requests through', async () => {
    const refusal = [415, '{"message":"Unsupported Media Type"}'];
    const table: [behavior: string, type: string | undefined, passes: boolean][] = [
      ['NEVER', undefined, true],
      ['NEVER', 'application/json', true],
      ['NEVER', 'Application/JSON; charset=utf-8', true],
      ['NEVER', 'text/plain', false],
      ['WHEN_NO_TEMPLATES', 'application/xml', false],
      ['WHEN_NO_MATCH', 'application/xml', true],
    ];
    for (const [PassthroughBehavior, type, passes] of table) {
      await using api = await start({ integration: { PassthroughBehavior } });
      const answer = await api.post(type === undefined ? {} : { 'content-type': type }, type && '{"a":1}');
      if (passes) assert.equal(answer.status, 202, `${PassthroughBehavior} ${type}`);
      else assert.deepEqual(await text(answer), refusal);
      const passed = PassthroughBehavior === 'WHEN_NO_MATCH' ? [['StartExecution', { a: 1 }]] : api.calls;
      assert.deepEqual([api.calls.length, api.calls], [Number(passes), passed]);
    }
  });

  test('answers 400 if the template needs JSON and the body is something else', async () => {
    await using api = await start({
      integration: { RequestTemplates: { 'application/json': '{"input": $input.json("$.a")}' } },
    });
    assert.equal((await api.post({}, '{"a": 1}')).status, 202);
    const [status, message] = await text(await api.post({}, '{'));
    assert.equal(status, 400);
    assert.match(message, /^\{"message":"Could not parse request body into json: /);
  });

  test('answers 500 and logs the reason if a template fails or a status has no response', async () => {
    const internal = [500, { message: 'Internal server error' }];
    const cases: [integration: object, line: RegExp][] = [
      [
        { RequestTemplates: { 'application/json': '$context.none' } },
        /^POST \/reports: Error: \$context\.none is nothing$/,
      ],
      [{ IntegrationResponses: [{ StatusCode: '202', SelectionPattern: '4..' }] }, / no integration response .* 200$/],
      [
        { IntegrationResponses: [{ StatusCode: '202', ResponseTemplates: { 'application/json': '$context.x' } }] },
        /\$context\.x is nothing$/,
      ],
    ];
    for (const [more, line] of cases) {
      await using api = await start({ integration: more });
      assert.deepEqual(await json(await api.post()), internal);
      assert.equal(api.site.lines.length, 1);
      assert.match(api.site.lines[0]!, line);
    }
  });

  test('passes the service’s answer on if there is no template', async () => {
    await using api = await start({ integration: { IntegrationResponses: [{ StatusCode: '202' }] } });
    assert.deepEqual(await json(await api.post()), [202, { executionArn, startDate: 1 }]);
  });
});

suite('an unsupported direct integration is refused at start, by name', () => {
  const response = (more: object): StackParts =>
    parts({ IntegrationResponses: [{ ...integration.IntegrationResponses[0], ...more }] });
  const cases: [message: RegExp, parts: StackParts][] = [
    [
      /^ReportsPost .*: Integration\.Uri is .*:sqs:path\/q; the runner supports only actions of Step Functions/,
      parts({ Uri: 'arn:aws:apigateway:us-east-1:sqs:path/q' }),
    ],
    [/Integration\.Credentials is missing$/, parts({ Credentials: undefined })],
    [/Integration\.IntegrationHttpMethod must be POST$/, parts({ IntegrationHttpMethod: 'GET' })],
    [/Integration\.RequestParameters is not supported/, parts({ RequestParameters: { a: 'b' } })],
    [
      /Integration\.RequestTemplates uses #foreach,/,
      parts({ RequestTemplates: { 'application/json': '#foreach($x in $input.body)#end' } }),
    ],
    [/IntegrationResponses\[0\]\.ContentHandling is not/, response({ ContentHandling: 'CONVERT_TO_TEXT' })],
    [
      /IntegrationResponses\[0\]\.StatusCode is 200, for which the method has no response/,
      response({ StatusCode: '200' }),
    ],
    [
      /IntegrationResponses\[0\]\.ResponseParameters sets method\.response\.header\.X, which .* does not declare/,
      response({ ResponseParameters: { 'method.response.header.X': "'x'" } }),
    ],
    [
      /ResponseParameters sets .*Cache-Control to integration\.response\.header\.X; .* headers with fixed values/,
      response({ ResponseParameters: { 'method.response.header.Cache-Control': 'integration.response.header.X' } }),
    ],
    [
      /IntegrationResponses\[0\]\.ResponseTemplates has one for text\/html;/,
      response({ ResponseTemplates: { 'text/html': '<p>' } }),
    ],
    [
      /IntegrationResponses\[0\]\.ResponseTemplates uses \$x,/,
      response({ ResponseTemplates: { 'application/json': '$x' } }),
    ],
  ];
  for (const [message, all] of cases) {
    test(String(message), () => {
      assert.throws(() => siteOf(all), { name: 'Problem', message });
    });
  }
});
