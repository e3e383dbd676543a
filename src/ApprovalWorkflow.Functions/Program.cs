using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using ApprovalWorkflow.Functions;
using ApprovalWorkflow.Functions.Approvals;
using static ApprovalWorkflow.Functions.EnvironmentSettings;

// One executable for every function. The managed .NET runtime takes the assembly's name from the function's handler
// setting (https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html), so which handler runs is a variable.
var bootstrap = Required("FUNCTION_HANDLER") switch
{
    nameof(OpenRequest) => Step<OpenRequestInput, ApprovalRounds>(
        new OpenRequest(Table(), OpenRequestSettings.FromEnvironment(), TimeProvider.System).HandleAsync),
    nameof(AskApprovers) => Step<AskApproversInput, NoResult>(
        new AskApprovers(Table(), Mailer(), Callback(), TimeProvider.System).HandleAsync),
    nameof(ProcessApproval) => Step<ApprovalOutcome, ProcessedOutcome>(ProcessApproval.HandleAsync),
    nameof(ProcessRejection) => Step<ApprovalOutcome, ProcessedOutcome>(ProcessRejection.HandleAsync),
    nameof(ProcessExpiry) => Step<ApprovalOutcome, ProcessedOutcome>(ProcessExpiry.HandleAsync),
    nameof(ViewRequest) => Route(table => new ViewRequest(table, TimeProvider.System).HandleAsync),
    nameof(DecideRequest) => Route(table => new DecideRequest(table, Callback(), TimeProvider.System).HandleAsync),
    var unknown => throw new InvalidOperationException($"FUNCTION_HANDLER names no handler here: {unknown}"),
};
await bootstrap.RunAsync();

static LambdaBootstrap Step<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler) =>
    LambdaBootstrapBuilder.Create(AwsCalls.ForTask(handler), Serializer()).Build();

// Somebody waits for the answer of a route, so it gets ready before the first call.
static LambdaBootstrap Route(Func<ApprovalTable, Func<ApiRequest, ILambdaContext, Task<ApiResponse>>> handler)
{
    var warmUp = new WarmUp();
    var table = Table();
    return LambdaBootstrapBuilder.Create(AwsCalls.ForApi(handler(table)), Serializer())
        .UseBootstrapHandler(() => warmUp.FinishAsync(table)).Build();
}

static SourceGeneratorLambdaJsonSerializer<FunctionsJson> Serializer() => new();

static ApprovalTable Table() => new(AwsClients.DynamoDb(), Required("TABLE_NAME"));

static ApproverMailer Mailer() => new(AwsClients.Sns(), Required("TOPIC_ARN"), ApprovalLinks.FromEnvironment());

static TaskCallback Callback() => new(AwsClients.StepFunctions());
