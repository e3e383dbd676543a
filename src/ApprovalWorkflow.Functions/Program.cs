using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;
using ApprovalWorkflow.Functions;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Faces;
using ApprovalWorkflow.Functions.Reports;
using static ApprovalWorkflow.Functions.EnvironmentSettings;
using ApiHandler = System.Func<Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest, Amazon.Lambda.Core.ILambdaContext,
    System.Threading.Tasks.Task<Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse>>;

// One executable for every function. The managed .NET runtime takes the assembly's name from the function's handler
// setting (https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html), so which handler runs is a variable.
var bootstrap = Required("FUNCTION_HANDLER") switch
{
    nameof(OpenRequest) => Step<OpenRequestInput, ApprovalRounds>(
        new OpenRequest(Table(), OpenRequestSettings.FromEnvironment(), TimeProvider.System).HandleAsync),
    nameof(AskApprovers) => Step<AskApproversInput, NoResult>(
        new AskApprovers(
            Table(), Topic(), ApprovalLinks.FromEnvironment(), Callback(), TimeProvider.System).HandleAsync),
    nameof(FindRequests) => Step<EndedExecution, FoundRequests>(new FindRequests(Indexes()).HandleAsync),
    nameof(WithdrawRequest) => Step<WithdrawalInput, Withdrawal>(
        new WithdrawRequest(Table(), Required("WEBSITE_URL"), TimeProvider.System).HandleAsync),
    nameof(ProcessApproval) => Step<ApprovalOutcome, ProcessedOutcome>(ProcessApproval.HandleAsync),
    nameof(ProcessRejection) => Step<ApprovalOutcome, ProcessedOutcome>(ProcessRejection.HandleAsync),
    nameof(ProcessExpiry) => Step<ApprovalOutcome, ProcessedOutcome>(ProcessExpiry.HandleAsync),
    nameof(ViewRequest) => TableRoute(table =>
        new ViewRequest(table, ImageLinks(), Reviewers(), TimeProvider.System).HandleAsync),
    nameof(DecideRequest) => TableRoute(table =>
        new DecideRequest(table, Callback(), Reviewers(), TimeProvider.System).HandleAsync),
    nameof(ListRequests) => IndexRoute(indexes =>
        new ListRequests(indexes, Reviewers(), TimeProvider.System).HandleAsync),
    nameof(RecognizeFace) => Step<S3Event, NoResult>(
        new RecognizeFace(People(), KnownFaces(), StrangeFaces()).HandleAsync),
    nameof(EnrollFace) => Step<ApprovalOutcome, ProcessedOutcome>(
        new EnrollFace(People(), Strangers(), PeopleTable(), Images(), TimeProvider.System).HandleAsync),
    nameof(DismissFace) => Step<ApprovalOutcome, ProcessedOutcome>(new DismissFace(
        Strangers(), PeopleTable(), Time("STRANGER_QUIET_SECONDS"), TimeProvider.System).HandleAsync),
    nameof(ForgetStrangers) => Step<JsonElement, NoResult>(
        new ForgetStrangers(People(), Strangers(), PeopleTable(), TimeProvider.System).HandleAsync),
    nameof(ListPeople) => PlainRoute(new ListPeople(PeopleTable(), Reviewers()).HandleAsync),
    nameof(RenamePerson) => PlainRoute(new RenamePerson(PeopleTable(), Reviewers()).HandleAsync),
    nameof(RemovePerson) => PlainRoute(
        new RemovePerson(PeopleTable(), People(), Images(), Reviewers()).HandleAsync),
    nameof(OpenReport) => Step<OpenReportInput, OpenedReport>(
        new OpenReport(ReportsTable(), Time("KEEP_SECONDS")).HandleAsync),
    nameof(GetReportData) => Step<GetReportDataInput, ReportData>(new GetReportData(
        Database(), Required("REPORT_QUERY"), Rows(), TimeProvider.System).HandleAsync),
    nameof(RenderReport) => Step<RenderReportInput, RenderedReport>(new RenderReport(
        Rows(), AwsClients.S3(), Required("REPORTS_BUCKET"), ReportLayout.FromEnvironment()).HandleAsync),
    nameof(CreateReportLink) => Step<CreateReportLinkInput, ReportLink>(new CreateReportLink(
        AwsClients.Sts(), AwsClients.S3, Required("REPORTS_BUCKET"), Required("LINK_ROLE_ARN"), Time("LINK_SECONDS"),
        TimeProvider.System).HandleAsync),
    nameof(ViewReport) => PlainRoute(new ViewReport(
        ReportsTable(), AwsClients.StepFunctions(), Required("REPORT_STATE_MACHINE_ARN"), AwsClients.S3(),
        Required("REPORTS_BUCKET"), TimeProvider.System).HandleAsync),
    nameof(ListReports) => PlainRoute(new ListReports(ReportsTable()).HandleAsync),
    nameof(MigrateSampleData) => Step<JsonElement, NoResult>(
        new MigrateSampleData(Database(), Task.Delay).HandleAsync),
    var unknown => throw new InvalidOperationException($"FUNCTION_HANDLER names no handler here: {unknown}"),
};
await bootstrap.RunAsync();

static LambdaBootstrap Step<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler) =>
    LambdaBootstrapBuilder.Create(AwsCalls.ForTask(handler), Serializer()).Build();

static LambdaBootstrap TableRoute(Func<ApprovalTable, ApiHandler> handler)
{
    var table = Table();
    return Route(handler(table), () => table.FindAsync("warm-up"));
}

static LambdaBootstrap IndexRoute(Func<ApprovalIndexes, ApiHandler> handler)
{
    var indexes = Indexes();
    return Route(handler(indexes), () => indexes.OfStatusAsync("warm-up", null, 1));
}

// Somebody waits for the answer of a route, so it gets ready before the first call.
static LambdaBootstrap Route(ApiHandler handler, Func<Task> warmingRead)
{
    var warmUp = new WarmUp();
    return LambdaBootstrapBuilder.Create(AwsCalls.ForApi(handler), Serializer())
        .UseBootstrapHandler(() => warmUp.FinishAsync(warmingRead)).Build();
}

static LambdaBootstrap PlainRoute(ApiHandler handler) =>
    LambdaBootstrapBuilder.Create(AwsCalls.ForApi(handler), Serializer()).Build();

static SourceGeneratorLambdaJsonSerializer<FunctionsJson> Serializer() => new();

static ApprovalTable Table() => new(AwsClients.DynamoDb(), Required("TABLE_NAME"));

static ApprovalIndexes Indexes() => new(AwsClients.DynamoDb(), Required("TABLE_NAME"));

static string Reviewers() => Required("REVIEWER_GROUP");

static ApproverTopic Topic() => new(AwsClients.Sns(), Required("TOPIC_ARN"));

static ImageLinks ImageLinks() => new(AwsClients.S3, Required("FRAMES_BUCKET"), TimeProvider.System);

static TaskCallback Callback() => new(AwsClients.StepFunctions());

static PeopleTable PeopleTable() => new(AwsClients.DynamoDb(), Required("PEOPLE_TABLE_NAME"));

static FaceCollection People() => new(AwsClients.Rekognition(), Required("PEOPLE_COLLECTION_ID"));

static FaceCollection Strangers() => new(AwsClients.Rekognition(), Required("STRANGERS_COLLECTION_ID"));

static FaceImages Images() => new(AwsClients.S3());

static KnownFaces KnownFaces() => new(
    People(),
    PeopleTable(),
    new DetectionMailer(Topic(), [.. Required("APPROVERS").Split(',')], Required("WEBSITE_URL")),
    Time("DETECTION_QUIET_SECONDS"),
    TimeProvider.System);

static StrangeFaces StrangeFaces() => new(
    Strangers(),
    PeopleTable(),
    Images(),
    AwsClients.StepFunctions(),
    Required("FACE_STATE_MACHINE_ARN"),
    Time("EXPIRE_AFTER_SECONDS"),
    TimeProvider.System);

static ReportsTable ReportsTable() =>
    new(AwsClients.DynamoDb(), Required("REPORTS_TABLE_NAME"), TimeProvider.System);

static ReportDatabase Database() =>
    new(AwsClients.DataApi(), Required("CLUSTER_ARN"), Required("SECRET_ARN"), Required("DATABASE"));

static RowPages Rows() => new(AwsClients.S3(), Required("REPORTS_BUCKET"));

static TimeSpan Time(string secondsVariable) => TimeSpan.FromSeconds(RequiredSeconds(secondsVariable));
