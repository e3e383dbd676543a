using System.Text.RegularExpressions;
using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.Lambda;
using ApprovalWorkflow.Api;
using ApprovalWorkflow.Approvals;
using ApprovalWorkflow.Contract;
using ApprovalWorkflow.Faces;
using ApprovalWorkflow.Lambda;
using ApprovalWorkflow.Operations;
using ApprovalWorkflow.Reports;
using Constructs;

namespace ApprovalWorkflow;

/// <summary>The validated settings: CDK context from cdk.json and <c>-c name=value</c>.</summary>
public sealed partial record Settings
{
    private static readonly string[] _names =
    [
        "approvers", "clickMode", "remindAfter", "expireAfter", "keepFor", "detectionQuietPeriod",
        "strangerQuietPeriod", "mfa", "logRetentionDays", "removalPolicy", "architecture", "compilation", "target",
        "alarmEmail", "alarmTopicArn", "deletionProtection", "webAclArn", "reports", .. ReportSettings.Names,
    ];

    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(Limits.WaitSeconds);

    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The state machine writes to the record after the deadline. If the record were gone by then, DynamoDB would
    /// create an item with only the outcome, which never expires.
    /// </summary>
    private static readonly TimeSpan _shortestKeep = TimeSpan.FromDays(1);

    private static readonly TimeSpan _longestKeep = TimeSpan.FromDays(3650);

    public required ApprovalOptions Approvals { get; init; }

    /// <summary>How often people are notified or asked about a face.</summary>
    public FaceOptions Faces { get; init; } = new();

    /// <summary>Whether reviewers must use an authenticator app, too.</summary>
    public Mfa Mfa { get; init; } = Mfa.OPTIONAL;

    /// <summary>Whether tables, user pool and database are protected against deletion.</summary>
    public bool DeletionProtection { get; init; }

    /// <summary>The web ACL in front of website and API; null for none.</summary>
    public string? WebAclArn { get; init; }

    /// <summary>How functions are compiled and run.</summary>
    public FunctionSettings Functions { get; init; } = new();

    /// <summary>Null for no alarms.</summary>
    public AlarmOptions? Alarms { get; init; }

    /// <summary>Null for neither reports nor a database.</summary>
    public ReportOptions? Reports { get; init; }

    /// <summary>Reads the settings of an app.</summary>
    /// <exception cref="SettingsException">A setting is missing, invalid or misspelt.</exception>
    public static Settings From(Node node)
    {
        var context = new SettingsContext(node);
        context.RejectMisspelt("report:", _names);

        var approvers = ApproverList.Parse(context.Find("approvers"));
        var remindAfter = context.Duration("remindAfter", "PT20M", _second, _longestWait);
        var expireAfter = context.Duration("expireAfter", "PT1H", _second, _longestWait);
        CheckMails(approvers.Count, remindAfter, expireAfter);

        return new Settings
        {
            Approvals = new()
            {
                Approvers = approvers,
                ClickMode = context.Choice(
                    "clickMode", (ClickModes.Review, ClickMode.Review), (ClickModes.OneClick, ClickMode.OneClick)),
                RemindAfter = remindAfter,
                ExpireAfter = expireAfter,
                KeepFor = context.Duration("keepFor", "P90D", _shortestKeep, _longestKeep),
            },
            Faces = new()
            {
                DetectionQuietPeriod = context.Duration("detectionQuietPeriod", "PT1H", _second, _longestWait),
                StrangerQuietPeriod = context.Duration("strangerQuietPeriod", "P1D", _second, _longestWait),
            },
            Mfa = context.Choice("mfa", ("optional", Mfa.OPTIONAL), ("required", Mfa.REQUIRED)),
            Functions = new()
            {
                Architecture = context.Choice(
                    "architecture", ("x86_64", Architecture.X86_64), ("arm64", Architecture.ARM_64)),
                Compilation = context.Choice(
                    "compilation", ("native", Compilation.Native), ("managed", Compilation.Managed)),
                Target = context.Choice("target", ("lambda", Target.Lambda), ("thisMachine", Target.ThisMachine)),
                LogRetention = context.Choice("logRetentionDays", LogRetentionDays.Choices),
                RemovalPolicy = context.Choice(
                    "removalPolicy",
                    ("retain", RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE),
                    ("destroy", RemovalPolicy.DESTROY)),
            },
            Alarms = AlarmSettings.From(context),
            DeletionProtection = Protection(context),
            WebAclArn = WebAcl(context),
            Reports = ReportSettings.From(context),
        };
    }

    private static bool Protection(SettingsContext context)
    {
        var isOn = context.Choice("deletionProtection", ("false", false), ("true", true));
        if (!isOn || context.Find("removalPolicy") != "destroy") return isOn;
        throw new SettingsException(
            "deletionProtection",
            "true",
            "protects what removalPolicy = \"destroy\" would delete",
            "Remove one of the two.");
    }

    /// <summary>CloudFront takes web ACLs of its own scope, which are in us-east-1.</summary>
    private static string? WebAcl(SettingsContext context) =>
        context.Find("webAclArn") is not { } arn || WebAclArnForm().IsMatch(arn)
            ? context.Find("webAclArn")
            : throw new SettingsException(
                "webAclArn",
                arn,
                "is not the ARN of a web ACL for CloudFront",
                "Create one in us-east-1 with the scope CLOUDFRONT, such as " +
                "-c webAclArn=arn:aws:wafv2:us-east-1:123456789012:global/webacl/NAME/ID");

    [GeneratedRegex(@"\Aarn:aws:wafv2:us-east-1:[0-9]{12}:global/webacl/[\w-]{1,128}/[0-9a-f-]{36}\z")]
    private static partial Regex WebAclArnForm();

    private static void CheckMails(int approvers, TimeSpan remindAfter, TimeSpan expireAfter)
    {
        var toEach = (long)Math.Ceiling(expireAfter / remindAfter);
        if (toEach * approvers <= Limits.MailsPerRequest) return;
        var longEnough = TimeSpan.FromSeconds(
            Math.Ceiling(expireAfter.TotalSeconds / (Limits.MailsPerRequest / approvers)));
        throw new SettingsException(
            "remindAfter",
            IsoDuration.Format(remindAfter),
            $"makes {toEach * approvers} mails about each request ({toEach} to each of {approvers} approvers before " +
            $"expireAfter = \"{IsoDuration.Format(expireAfter)}\"); at most {Limits.MailsPerRequest} are possible",
            $"Remind less often, such as -c remindAfter={IsoDuration.Format(longEnough)}, " +
            "or make expireAfter shorter, or name fewer approvers.");
    }
}
