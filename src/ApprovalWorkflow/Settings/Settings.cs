using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.Lambda;
using ApprovalWorkflow.Contract;
using Constructs;

namespace ApprovalWorkflow;

/// <summary>The validated settings: CDK context from cdk.json and <c>-c name=value</c>.</summary>
public sealed record Settings
{
    private static readonly string[] _names =
    [
        "approvers", "clickMode", "remindAfter", "expireAfter", "keepFor", "faces", "detectionQuietPeriod",
        "strangerQuietPeriod", "mfa", "logRetentionDays", "removalPolicy", "architecture", "compilation", "target",
        "alarmEmail", "alarmTopicArn", "deletionProtection", "webAclArn", "shareAs", "slack", "slackChannel", "teams",
        "webhook", "reports", .. MailSettings.Names, .. ReportSettings.Names,
    ];

    /// <summary>Approvals, without the reports that they may have.</summary>
    public required ApprovalsProps Approvals { get; init; }

    /// <summary>Whether tables, user pool and database are protected against deletion.</summary>
    public bool DeletionProtection { get; init; }

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
        return new Settings
        {
            Approvals = SettingsException.Rename(() => ReadApprovals(context)),
            Alarms = AlarmSettings.From(context),
            DeletionProtection = Protection(context),
            Reports = ReportSettings.From(context),
        };
    }

    private static ApprovalsProps ReadApprovals(SettingsContext context) => new()
    {
        Approvers = context.List("approvers") ?? [],
        ClickMode = context.Choice(
            "clickMode", (ClickModes.Review, ClickMode.Review), (ClickModes.OneClick, ClickMode.OneClick)),
        RemindAfter = context.Duration("remindAfter", "PT20M"),
        ExpireAfter = context.Duration("expireAfter", "PT1H"),
        KeepFor = context.Duration("keepFor", "P90D"),
        Ses = MailSettings.From(context),
        Faces = ReadFaces(context),
        Mfa = context.Choice("mfa", ("optional", Mfa.OPTIONAL), ("required", Mfa.REQUIRED)),
        WebAclArn = context.Find("webAclArn"),
        ShareAs = context.Find("shareAs"),
        Teams = context.Find("teams"),
        Webhook = context.Find("webhook"),
        Slack = context.Find("slack"),
        SlackChannel = context.Find("slackChannel"),
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
    };

    private static FaceOptions? ReadFaces(SettingsContext context) =>
        context.Choice("faces", ("true", true), ("false", false))
            ? new FaceOptions
            {
                DetectionQuietPeriod = context.Duration("detectionQuietPeriod", "PT1H"),
                StrangerQuietPeriod = context.Duration("strangerQuietPeriod", "P1D"),
            }
            : null;

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
}
