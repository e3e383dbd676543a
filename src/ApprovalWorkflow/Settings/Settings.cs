using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace ApprovalWorkflow;

/// <summary>How a link in a mail decides.</summary>
public enum ClickMode
{
    /// <summary>
    /// The link opens a page, and a button there decides; so a mail scanner that opens links decides nothing.
    /// </summary>
    Review,

    /// <summary>Opening the link decides.</summary>
    OneClick,
}

/// <summary>What the stack is made for: the CDK context of cdk.json and <c>-c name=value</c>, checked.</summary>
public sealed record Settings
{
    private static readonly string[] Names =
    [
        "approvers", "clickMode", "remindAfter", "expireAfter", "keepFor", "detectionQuietPeriod",
        "strangerQuietPeriod", "mfa", "logRetentionDays", "removalPolicy", "architecture", "compilation", "target",
        "reports", .. ReportSettings.Names,
    ];

    /// <summary>
    /// An execution ends after a year whatever happens, and what follows an expiry takes time, too.
    /// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    /// </summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromDays(360);

    /// <summary>
    /// Mails about one request. Each has a key in the request's record, which holds 400 KB: the functions refuse every
    /// request that would need more.
    /// </summary>
    internal const int MailLimit = 500;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A state machine writes the record after the deadline, too, and then it must be there: DynamoDB would make a new
    /// one that has nothing but the outcome and never goes.
    /// </summary>
    private static readonly TimeSpan ShortestKeep = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestKeep = TimeSpan.FromDays(3650);

    /// <summary>The addresses of those who may decide, in lower case: 1 to 50.</summary>
    public required IReadOnlyList<string> Approvers { get; init; }

    /// <summary>How a link decides.</summary>
    public ClickMode ClickMode { get; init; } = ClickMode.Review;

    /// <summary>
    /// Time between two mails about a request. As long as <see cref="ExpireAfter"/> or longer, nobody is reminded.
    /// </summary>
    public TimeSpan RemindAfter { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Time to decide: at most 360 days.</summary>
    public TimeSpan ExpireAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long after its deadline a request stays in the table: 1 to 3650 days.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(90);

    /// <summary>
    /// After a mail that a known person was seen, how long there is no other one: at most 360 days.
    /// </summary>
    public TimeSpan DetectionQuietPeriod { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// After a stranger was rejected, how long nobody is asked about that face again: at most 360 days. So long the
    /// face is kept, too.
    /// </summary>
    public TimeSpan StrangerQuietPeriod { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Whether reviewers sign in with an authenticator app, too.</summary>
    public Mfa Mfa { get; init; } = Mfa.OPTIONAL;

    /// <summary>How long log events are kept.</summary>
    public RetentionDays LogRetention { get; init; } = RetentionDays.ONE_MONTH;

    /// <summary>What becomes of tables, buckets, user pool, known faces and logs when the stack is deleted.</summary>
    public RemovalPolicy RemovalPolicy { get; init; } = RemovalPolicy.RETAIN;

    /// <summary>The processors that the functions run on: x86_64, or Graviton.</summary>
    public Architecture Architecture { get; init; } = Architecture.X86_64;

    /// <summary>What the functions are compiled to.</summary>
    public Compilation Compilation { get; init; } = Compilation.Native;

    /// <summary>Where the functions run. The local runner gives it; deployments leave it.</summary>
    public Target Target { get; init; } = Target.Lambda;

    /// <summary>What reports are made of; null for none, and then there is no database, either.</summary>
    public ReportSettings? Reports { get; init; }

    /// <summary>Reads the settings of an app.</summary>
    /// <exception cref="SettingsException">
    /// A setting is missing, has a value that it cannot have, or is misspelt.
    /// </exception>
    public static Settings From(Node node)
    {
        var context = new SettingsContext(node);
        context.RejectMisspelt("report:", Names);

        var approvers = ApproverList.Parse(context.Find("approvers"));
        var remindAfter = context.Duration("remindAfter", "PT20M", Second, LongestWait);
        var expireAfter = context.Duration("expireAfter", "PT1H", Second, LongestWait);
        CheckMails(approvers.Count, remindAfter, expireAfter);

        return new Settings
        {
            Approvers = approvers,
            ClickMode = context.Choice("clickMode", ("review", ClickMode.Review), ("oneClick", ClickMode.OneClick)),
            RemindAfter = remindAfter,
            ExpireAfter = expireAfter,
            KeepFor = context.Duration("keepFor", "P90D", ShortestKeep, LongestKeep),
            DetectionQuietPeriod = context.Duration("detectionQuietPeriod", "PT1H", Second, LongestWait),
            StrangerQuietPeriod = context.Duration("strangerQuietPeriod", "P1D", Second, LongestWait),
            Mfa = context.Choice("mfa", ("optional", Mfa.OPTIONAL), ("required", Mfa.REQUIRED)),
            LogRetention = context.Choice("logRetentionDays", LogRetentionDays.Choices),
            RemovalPolicy = context.Choice(
                "removalPolicy",
                ("retain", RemovalPolicy.RETAIN),
                ("destroy", RemovalPolicy.DESTROY)),
            Architecture = context.Choice(
                "architecture", ("x86_64", Architecture.X86_64), ("arm64", Architecture.ARM_64)),
            Compilation = context.Choice(
                "compilation", ("native", Compilation.Native), ("managed", Compilation.Managed)),
            Target = context.Choice("target", ("lambda", Target.Lambda), ("thisMachine", Target.ThisMachine)),
            Reports = ReportSettings.From(context),
        };
    }

    private static void CheckMails(int approvers, TimeSpan remindAfter, TimeSpan expireAfter)
    {
        var toEach = (long)Math.Ceiling(expireAfter / remindAfter);
        if (toEach * approvers <= MailLimit) return;
        var longEnough = TimeSpan.FromSeconds(Math.Ceiling(expireAfter.TotalSeconds / (MailLimit / approvers)));
        throw new SettingsException(
            "remindAfter",
            IsoDuration.Format(remindAfter),
            $"makes {toEach * approvers} mails about each request, {toEach} to each of {approvers} approvers until " +
            $"expireAfter = \"{IsoDuration.Format(expireAfter)}\"; at most {MailLimit} are possible",
            $"Remind less often, such as -c remindAfter={IsoDuration.Format(longEnough)}, " +
            "or make expireAfter shorter, or name fewer approvers.");
    }
}
