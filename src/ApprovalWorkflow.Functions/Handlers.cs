using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.S3Events;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Channels.Ses;
using ApprovalWorkflow.Functions.Channels.Slack;
using ApprovalWorkflow.Functions.Channels.Sns;
using ApprovalWorkflow.Functions.Channels.Teams;
using ApprovalWorkflow.Functions.Channels.Webhook;
using ApprovalWorkflow.Functions.Faces;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Items;
using ApprovalWorkflow.Functions.Mail;
using ApprovalWorkflow.Functions.Reports;
using static ApprovalWorkflow.Functions.EnvironmentSettings;
using ApiHandler = System.Func<Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest, Amazon.Lambda.Core.ILambdaContext,
    System.Threading.Tasks.Task<Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse>>;

namespace ApprovalWorkflow.Functions;

/// <summary>A handler: what it reads and writes as JSON, and what starts it with its clients and settings.</summary>
public sealed record Handler(Type Input, Type Output, Func<LambdaBootstrap> Start);

/// <summary>All handlers by their names. A handler is made when it is started: a process runs one of them.</summary>
public static class Handlers
{
    /// <summary>
    /// Short: Step Functions tries again, and many waiting functions would use up the account's concurrency.
    /// </summary>
    private static readonly TimeSpan _shortWait = TimeSpan.FromSeconds(2);

    /// <summary>Long: Lambda tries an event only twice again, a minute or more later.</summary>
    private static readonly TimeSpan _longWait = TimeSpan.FromSeconds(10);

    /// <summary>
    /// AWS does not document this time. A user reported that a second search soon after finds the face.
    /// </summary>
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(2);

    /// <exception cref="InvalidOperationException">No handler has the name.</exception>
    public static Handler Named(string name) => name switch
    {
        nameof(OpenRequest) => Step<OpenRequestInput, ApprovalRounds>(() =>
            new OpenRequest(Table(), OpenRequestSettings.FromEnvironment(), Clock).HandleAsync),
        nameof(AskApprovers) => Step<AskApproversInput, NoResult>(() =>
            new AskApprovers(
                Table(),
                ApproverChannel(),
                ApprovalLinks.FromEnvironment(),
                Callback(),
                new RequestAnnouncer(AwsClients.EventBridge(), Required(Variables.WebsiteUrl)),
                Clock).HandleAsync),
        "NotifyByMail" => Notifier(OutcomeMails.Notices, told => new OutcomeMails(
            SesMails(), told, Required(Variables.WebsiteUrl), Optional(Variables.NotifyRequester) is not null)),
        nameof(RecordMailEvent) => Step<MailEvent, NoResult>(() => new RecordMailEvent(Table(), Clock).HandleAsync),
        nameof(RecordAnswer) => Step<AnswerInput, RecordedOutcome>(() => new RecordAnswer(Table()).HandleAsync),
        nameof(FindRequests) => Step<EndedExecution, FoundRequests>(() => new FindRequests(Indexes()).HandleAsync),
        nameof(WithdrawRequest) => Step<WithdrawalInput, Withdrawal>(() =>
            new WithdrawRequest(Table(), Required(Variables.WebsiteUrl), Clock).HandleAsync),
        "NotifyTeams" => Posting(
            "Teams", Variables.TeamsSecret, HttpPoster.Address, "an address of https", TeamsCard.Of),
        "NotifyWebhook" => Posting(
            "Webhook", Variables.WebhookSecret, WebhookSecret.Parse, WebhookSecret.Example, WebhookMessage.Of),
        nameof(ProcessApproval) => Step<ApprovalOutcome, ProcessedOutcome>(() => ProcessApproval.HandleAsync),
        nameof(ProcessRejection) => Step<ApprovalOutcome, ProcessedOutcome>(() => ProcessRejection.HandleAsync),
        nameof(ProcessExpiry) => Step<ApprovalOutcome, ProcessedOutcome>(() => ProcessExpiry.HandleAsync),
        nameof(ViewRequest) => TableRoute(table =>
            new ViewRequest(table, ImageLinks(), Reviewers(), Clock).HandleAsync),
        nameof(DecideRequest) => TableRoute(table =>
            new DecideRequest(table, Callback(), Reviewers(), Clock).HandleAsync),
        nameof(ListRequests) => IndexRoute(indexes => new ListRequests(indexes, Reviewers(), Clock).HandleAsync),
        "NotifySlack" => Notifier("slack", told =>
        {
            var slack = Slack(SlackKeys(), TimeSpan.FromSeconds(5), Task.Delay);
            return new SlackChannel(
                slack, new(slack), Table(), told, Optional(Variables.SlackChannel), Required(Variables.WebsiteUrl));
        }),
        nameof(SlackInteractions) => Route(() =>
        {
            // Slack waits for 3 seconds.
            var (keys, table) = (SlackKeys(), Table());
            var slack = Slack(keys, TimeSpan.FromSeconds(2), pause: null);
            var people = new SlackPeople(slack);
            var decider = new Decider(table, Callback(), Clock);
            return WarmedUp(
                new SlackInteractions(table, decider, slack, people, keys, Clock).HandleAsync,
                () => Task.WhenAll(table.FindAsync("warm-up"), people.OwnTeamAsync()));
        }),
        nameof(RecognizeFace) => Step<S3Event, NoResult>(() =>
            new RecognizeFace(People(), PeopleTable(), KnownFaces(), StrangeFaces(), Clock).HandleAsync),
        nameof(EnrollFace) => Step<ApprovalOutcome, ProcessedOutcome>(() =>
            new EnrollFace(People(), Strangers(), PeopleTable(), Images(), Clock).HandleAsync),
        nameof(DismissFace) => Step<ApprovalOutcome, ProcessedOutcome>(() => new DismissFace(
            Strangers(), PeopleTable(), Time(Variables.StrangerQuietPeriod), Clock).HandleAsync),
        nameof(ForgetStrangers) => Step<JsonElement, NoResult>(() =>
            new ForgetStrangers(People(), Strangers(), PeopleTable(), Clock).HandleAsync),
        nameof(ListPeople) => PlainRoute(() => new ListPeople(PeopleTable(), Reviewers()).HandleAsync),
        nameof(RenamePerson) => PlainRoute(() => new RenamePerson(PeopleTable(), Reviewers()).HandleAsync),
        nameof(RemovePerson) => PlainRoute(() =>
            new RemovePerson(PeopleTable(), People(), Images(), Reviewers()).HandleAsync),
        nameof(OpenReport) => Step<OpenReportInput, OpenedReport>(() =>
            new OpenReport(ReportsTable(), Time(Variables.KeepFor)).HandleAsync),
        nameof(GetReportData) => Step<ReportInput, ReportData>(() => new GetReportData(
            Database(), Required(Variables.ReportQuery), Rows(), Clock).HandleAsync),
        nameof(RenderReport) => Step<RenderReportInput, RenderedReport>(() => new RenderReport(
            Rows(), AwsClients.S3(), Required(Variables.ReportsBucket), ReportLayout.FromEnvironment()).HandleAsync),
        nameof(CreateReportLink) => Step<ReportInput, ReportLink>(() => new CreateReportLink(
            AwsClients.Sts(), AwsClients.S3, Required(Variables.ReportsBucket), Required(Variables.LinkRole),
            Time(Variables.LinkLifetime), Clock).HandleAsync),
        nameof(ViewReport) => PlainRoute(() => new ViewReport(
            ReportsTable(), AwsClients.StepFunctions(), Required(Variables.ReportStateMachine), AwsClients.S3(),
            Required(Variables.ReportsBucket), Clock).HandleAsync),
        nameof(ListReports) => PlainRoute(() => new ListReports(ReportsTable()).HandleAsync),
        nameof(CheckSubscriptions) => Step<JsonElement, NoResult>(() => new CheckSubscriptions(
            AwsClients.Sns(), List(Variables.Topics), List(Variables.Approvers)).HandleAsync),
        nameof(MigrateSampleData) => Step<JsonElement, NoResult>(() =>
            new MigrateSampleData(
                Database(), new(AwsClients.Secrets(), Required(Variables.DatabaseReader)), Task.Delay).HandleAsync),
        var unknown => throw new InvalidOperationException($"{Variables.Handler} names no handler here: {unknown}"),
    };

    private static Handler Step<TInput, TOutput>(Func<Func<TInput, ILambdaContext, Task<TOutput>>> handler) =>
        new(typeof(TInput), typeof(TOutput), () => Bootstrap(AwsCalls.ForTask(handler())).Build());

    private static Handler Posting<T>(
        string channel,
        string secretVariable,
        Func<string, T?> parse,
        string example,
        Func<RequestNews, T, string, HttpPost> write)
        where T : class => Notifier(channel, told =>
        {
            var secret = new CachedSecret<T>(
                AwsClients.Secrets(), Required(secretVariable), parse, example, Clock);
            var website = Required(Variables.WebsiteUrl);
            return new PostingChannel<T>(
                channel, secret, (news, read) => write(news, read, website), told, new HttpPoster(_longWait));
        });

    /// <param name="name">Part of the items that say what it has told.</param>
    /// <param name="channel">Makes the channel, which is given what it has told so far.</param>
    private static Handler Notifier(string name, Func<ToldNotices, IRequestChannel> channel) =>
        Step<RequestAnnouncement, NoResult>(() =>
        {
            var told = new ToldNotices(Items(Variables.RequestsTable), name);
            return new RequestNotifier(Table(), channel(told), told, Clock).HandleAsync;
        });

    private static Handler TableRoute(Func<ApprovalTable, ApiHandler> handler) => Route(() =>
    {
        var table = Table();
        return WarmedUp(handler(table), () => table.FindAsync("warm-up"));
    });

    private static Handler IndexRoute(Func<ApprovalIndexes, ApiHandler> handler) => Route(() =>
    {
        var indexes = Indexes();
        return WarmedUp(handler(indexes), () => indexes.OfStatusAsync("warm-up", null, 1));
    });

    private static Handler PlainRoute(Func<ApiHandler> handler) =>
        Route(() => Bootstrap(AwsCalls.ForApi(handler())).Build());

    private static Handler Route(Func<LambdaBootstrap> start) => new(typeof(ApiRequest), typeof(ApiResponse), start);

    private static LambdaBootstrap WarmedUp(ApiHandler handler, Func<Task> read) =>
        Bootstrap(AwsCalls.ForApi(handler)).UseBootstrapHandler(() => WarmUp.ConnectAsync(read)).Build();

    private static LambdaBootstrapBuilder Bootstrap<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler) =>
        LambdaBootstrapBuilder.Create(handler, LambdaJson.Serializer);

    private static ItemTable Items(string nameVariable) => new(AwsClients.DynamoDb(), Required(nameVariable));

    private static ApprovalTable Table() => new(Items(Variables.RequestsTable));

    private static ApprovalIndexes Indexes() => new(Items(Variables.RequestsTable));

    private static string Reviewers() => Required(Variables.ReviewerGroup);

    private static IApproverChannel ApproverChannel() => SendsBySes
        ? new SesChannel(SesMails(), new ImageFiles(AwsClients.S3, Optional(Variables.FramesBucket)))
        : new SnsChannel(Topic(_shortWait));

    private static bool SendsBySes => Optional(Variables.MailFrom) is not null;

    private static SesMails SesMails() => new(AwsClients.Ses(), SesSettings.FromEnvironment(), Clock);

    private static ApproverTopic Topic(TimeSpan longestWait) => new(
        AwsClients.Sns(),
        Required(Variables.Topic),
        new MailPace(Items(Variables.RequestsTable), longestWait, Clock),
        Clock);

    private static ImageLinks ImageLinks() => new(AwsClients.S3, Optional(Variables.FramesBucket), Clock);

    private static TaskCallback Callback() => new(AwsClients.StepFunctions());

    private static CachedSecret<SlackSecret> SlackKeys() => new(
        AwsClients.Secrets(),
        Required(Variables.SlackSecret),
        text => JsonSerializer.Deserialize(text, FunctionsJson.Default.SlackSecret),
        SlackSecret.Example,
        Clock);

    private static SlackApi Slack(CachedSecret<SlackSecret> keys, TimeSpan timeout, Func<TimeSpan, Task>? pause) => new(
        HttpPoster.Client(timeout, new Uri(Optional(Variables.SlackApiUrl) ?? SlackApi.Address)),
        keys,
        pause);

    private static PeopleTable PeopleTable() => new(Items(Variables.PeopleTable));

    private static FaceCollection People() => Collection(Variables.PeopleCollection);

    private static FaceCollection Strangers() => Collection(Variables.StrangersCollection);

    private static FaceCollection Collection(string idVariable) =>
        new(AwsClients.Rekognition(), Required(idVariable), _settling);

    private static ImageCopies Images() => new(AwsClients.S3());

    private static KnownFaces KnownFaces() => new(
        People(),
        PeopleTable(),
        new DetectionMailer(
            SendsBySes ? SesMails() : Topic(_longWait), List(Variables.Approvers), Required(Variables.WebsiteUrl)),
        Time(Variables.DetectionQuietPeriod),
        Clock);

    private static StrangeFaces StrangeFaces() => new(
        Strangers(),
        PeopleTable(),
        new StrangersInTurn(
            Strangers(),
            PeopleTable(),
            AwsClients.StepFunctions(),
            Required(Variables.FaceStateMachine),
            Clock),
        Images(),
        AwsClients.StepFunctions(),
        Required(Variables.FaceStateMachine),
        Time(Variables.ExpireAfter),
        Clock);

    private static ReportsTable ReportsTable() => new(Items(Variables.ReportsTable), Clock);

    private static DatabaseClient Database() =>
        new(AwsClients.DataApi(), Required(Variables.DatabaseCluster), Required(Variables.DatabaseSecret),
            Required(Variables.DatabaseName));

    private static RowPages Rows() => new(AwsClients.S3(), Required(Variables.ReportsBucket));

    private static TimeProvider Clock => TimeProvider.System;

    private static string[] List(string variable) => Required(variable).Split(',');

    private static TimeSpan Time(string secondsVariable) => TimeSpan.FromSeconds(RequiredSeconds(secondsVariable));
}
