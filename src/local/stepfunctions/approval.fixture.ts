/* A state machine as the approval stack synthesizes it: the names and the shape of its states, by hand. */

const functionArn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

const retryService = {
  ErrorEquals: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
    'Lambda.Unknown',
  ],
  IntervalSeconds: 1,
  MaxAttempts: 5,
  BackoffRate: 2,
};

const invoke = (name: string, next: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: functionArn(name), 'Payload.$': '$' },
  OutputPath: '$.Payload',
  Retry: [retryService],
  ...next,
});

const record = (status: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::dynamodb:updateItem',
  Parameters: {
    TableName: 'Approvals',
    Key: { id: { 'S.$': '$.request.id' } },
    UpdateExpression:
      'SET #status = if_not_exists(outcome, :status), outcome = if_not_exists(outcome, :status), ' +
      'decidedBy = if_not_exists(decidedBy, :by), decidedAt = if_not_exists(decidedAt, :at), ' +
      '#comment = if_not_exists(#comment, :comment) REMOVE taskToken',
    ExpressionAttributeNames: { '#status': 'status', '#comment': 'comment' },
    ExpressionAttributeValues: {
      ':status': { S: status },
      ':by': { S: 'holder of the task token' },
      ':at': { 'S.$': '$$.State.EnteredTime' },
      ':comment': { S: '' },
    },
    ReturnValues: 'UPDATED_NEW',
  },
  ResultSelector: {
    'status.$': '$.Attributes.status.S',
    'decidedBy.$': '$.Attributes.decidedBy.S',
    'decidedAt.$': '$.Attributes.decidedAt.S',
    'comment.$': '$.Attributes.comment.S',
  },
  ResultPath: '$.decision',
  Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 }],
  Next: 'Outcome',
});

const answered = (value: boolean, next: string) => ({
  And: [
    { Variable: '$.callback.result', IsPresent: true },
    { Variable: '$.callback.result', IsBoolean: true },
    { Variable: '$.callback.result', BooleanEquals: value },
  ],
  Next: next,
});

export const approval = {
  StartAt: 'Identify request',
  States: {
    'Identify request': {
      Type: 'Pass',
      Parameters: { 'input.$': '$', request: { 'id.$': 'States.UUID()' } },
      Next: 'Open request',
    },
    'Open request': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: {
        FunctionName: functionArn('OpenRequest'),
        Payload: { 'id.$': '$.request.id', 'input.$': '$.input', 'executionArn.$': '$$.Execution.Id' },
      },
      ResultSelector: {
        'id.$': '$.Payload.id',
        'rounds.$': '$.Payload.rounds',
        'round.$': '$.Payload.round',
        'waitSeconds.$': '$.Payload.waitSeconds',
      },
      ResultPath: '$.request',
      Retry: [retryService],
      Next: 'Ask for approval',
    },
    'Ask for approval': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: {
        FunctionName: functionArn('AskApprovers'),
        Payload: {
          'taskToken.$': '$$.Task.Token',
          'id.$': '$.request.id',
          'round.$': '$.request.round',
          'rounds.$': '$.request.rounds',
        },
      },
      TimeoutSecondsPath: '$.request.waitSeconds',
      ResultPath: '$.callback',
      Retry: [retryService],
      Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'Next round' }],
      Next: 'Answer?',
    },
    'Next round': {
      Type: 'Pass',
      Parameters: {
        'input.$': '$.input',
        request: {
          'id.$': '$.request.id',
          'rounds.$': '$.request.rounds',
          'round.$': 'States.MathAdd($.request.round, 1)',
          'waitSeconds.$': 'States.ArrayGetItem($.request.rounds, States.MathAdd($.request.round, 1))',
        },
      },
      Next: 'Ask for approval',
    },
    'Answer?': {
      Type: 'Choice',
      Choices: [answered(true, 'Record approval'), answered(false, 'Record rejection')],
      Default: 'Ask for approval',
    },
    'Record approval': record('approved'),
    'Record rejection': record('rejected'),
    Outcome: {
      Type: 'Pass',
      Parameters: {
        'input.$': '$.input',
        approval: {
          'id.$': '$.request.id',
          'status.$': '$.decision.status',
          'decidedBy.$': '$.decision.decidedBy',
          'decidedAt.$': '$.decision.decidedAt',
          'comment.$': '$.decision.comment',
        },
      },
      Next: 'Approved?',
    },
    'Approved?': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.approval.status', StringEquals: 'approved', Next: 'Process Approval' },
        { Variable: '$.approval.status', StringEquals: 'rejected', Next: 'Process Rejection' },
      ],
      Default: 'Process Expiry',
    },
    'Process Approval': invoke('ProcessApproval', { End: true }),
    'Process Rejection': invoke('ProcessRejection', { End: true }),
    'Process Expiry': invoke('ProcessExpiry', { End: true }),
  },
};
