using Amazon.DynamoDBv2;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.SimpleNotificationService;
using Amazon.StepFunctions;
using ApprovalWorkflow.Functions;
using ApprovalWorkflow.Functions.Approvals;
using static ApprovalWorkflow.Functions.EnvironmentSettings;

// One executable for every function. The managed .NET runtime takes the assembly's name from the function's handler
// setting (https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html), so which handler runs is a variable.
var bootstrap = Required("FUNCTION_HANDLER") switch
{
    nameof(OpenRequest) => Handle<OpenRequestInput, ApprovalRounds>(
        new OpenRequest(Table(), OpenRequestSettings.FromEnvironment(), TimeProvider.System).HandleAsync),
    nameof(AskApprovers) => Handle<AskApproversInput, NoResult>(
        new AskApprovers(Table(), Mailer(), Callback(), TimeProvider.System).HandleAsync),
    nameof(ViewRequest) => Handle<ApiRequest, ApiResponse>(
        new ViewRequest(Table(), TimeProvider.System).HandleAsync),
    nameof(DecideRequest) => Handle<ApiRequest, ApiResponse>(
        new DecideRequest(Table(), Callback(), TimeProvider.System).HandleAsync),
    nameof(ProcessApproval) => Handle<ApprovalOutcome, ProcessedOutcome>(ProcessApproval.HandleAsync),
    nameof(ProcessRejection) => Handle<ApprovalOutcome, ProcessedOutcome>(ProcessRejection.HandleAsync),
    nameof(ProcessExpiry) => Handle<ApprovalOutcome, ProcessedOutcome>(ProcessExpiry.HandleAsync),
    var unknown => throw new InvalidOperationException($"FUNCTION_HANDLER names no handler of this executable: {unknown}"),
};
await bootstrap.RunAsync();

static LambdaBootstrap Handle<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler) =>
    LambdaBootstrapBuilder.Create(AwsCalls.Wrap(handler), new SourceGeneratorLambdaJsonSerializer<FunctionsJson>()).Build();

static ApprovalTable Table() => new(new AmazonDynamoDBClient(), Required("TABLE_NAME"));

static ApproverMailer Mailer() =>
    new(new AmazonSimpleNotificationServiceClient(), Required("TOPIC_ARN"), ApprovalLinks.FromEnvironment());

static TaskCallback Callback() => new(new AmazonStepFunctionsClient());
