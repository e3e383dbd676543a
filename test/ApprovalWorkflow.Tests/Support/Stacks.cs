namespace ApprovalWorkflow.Tests.Support;

/// <summary>The app's stack for different settings, each synthesized once for all tests.</summary>
internal static class Stacks
{
    public const string WebAcl =
        "arn:aws:wafv2:us-east-1:123456789012:global/webacl/approvals/a1b2c3d4-5678-90ab-cdef-111111111111";

    private static readonly Lazy<SynthesizedStack> _review = new(() => Synthesize());

    private static readonly Lazy<SynthesizedStack> _oneClickAndDestroy = new(() => Synthesize(
        ("clickMode", "oneClick"),
        ("removalPolicy", "destroy"),
        ("remindAfter", "PT1H"),
        ("expireAfter", "P2DT1S"),
        ("keepFor", "P1W"),
        ("detectionQuietPeriod", "PT5M"),
        ("strangerQuietPeriod", "P3D"),
        ("webAclArn", WebAcl),
        ("architecture", "arm64"),
        ("logRetentionDays", 14),
        ("teams", "approvals/teams"),
        ("webhook", "approvals/webhook"),
        ("alarmTopicArn", "arn:aws:sns:eu-west-1:123456789012:alarms")));

    private static readonly Lazy<SynthesizedStack> _withSes = new(() => Synthesize(
        ("mail", "ses"), ("mailFrom", "Approvals@example.com"), ("alarmEmail", "ops@example.com")));

    private static readonly Lazy<SynthesizedStack> _withoutFaces = new(() => Synthesize(("faces", false)));

    private static readonly Lazy<SynthesizedStack> _withSlack = new(() => Synthesize(("slack", "approvals/slack")));

    private static readonly Lazy<(SynthesizedStack Reports, SynthesizedStack Workflow)> _both = new(
        () => SynthesizeBoth());

    private static readonly Lazy<(SynthesizedStack Reports, SynthesizedStack Workflow)> _alarms = new(
        () => SynthesizeBoth(("alarmEmail", "Ops@example.com")));

    private static readonly Lazy<(SynthesizedStack Reports, SynthesizedStack Workflow)> _protected = new(
        () => SynthesizeBoth(("deletionProtection", "true")));

    private static readonly Lazy<SynthesizedStack> _sampleToDestroy = new(() => SynthesizeReports(
        ("removalPolicy", "destroy")));

    private static readonly Lazy<SynthesizedStack> _ownDatabaseToDestroy = new(() => SynthesizeReports(
        ("removalPolicy", "destroy"),
        ("logRetentionDays", 14),
        ("report:title", "Sales"),
        ("report:query", "SELECT * FROM orders ORDER BY id"),
        ("report:groupBy", "Region"),
        ("report:totals", "Net, Gross"),
        ("report:linkLifetime", "PT15M"),
        ("report:keepFor", "P1DT1S"),
        ("report:clusterArn", "arn:aws:rds:eu-west-1:123456789012:cluster:sales"),
        ("report:secretArn", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:sales-AbCdEf"),
        ("report:database", "sales")));

    /// <summary>The defaults of cdk.json, with two approvers.</summary>
    public static SynthesizedStack Default => _review.Value;

    /// <summary>Every setting differs from its default.</summary>
    public static SynthesizedStack Changed => _oneClickAndDestroy.Value;

    /// <summary>The app's stack with mails by SES, and alarms; otherwise like <see cref="Default"/>.</summary>
    public static SynthesizedStack WithSes => _withSes.Value;

    /// <summary>The app's stack without faces; otherwise like <see cref="Default"/>.</summary>
    public static SynthesizedStack WithoutFaces => _withoutFaces.Value;

    /// <summary>The app's stack with Slack; otherwise like <see cref="Default"/>.</summary>
    public static SynthesizedStack WithSlack => _withSlack.Value;

    /// <summary>The stack of reports with the defaults of cdk.json, and so with the sample database.</summary>
    public static SynthesizedStack Reports => _both.Value.Reports;

    /// <summary>The app's stack with reports; otherwise like <see cref="Default"/>.</summary>
    public static SynthesizedStack WithReports => _both.Value.Workflow;

    /// <summary>The app's stack with reports and mails of alarms; otherwise like <see cref="Default"/>.</summary>
    public static SynthesizedStack WithAlarms => _alarms.Value.Workflow;

    /// <summary>Both stacks with deletion protection.</summary>
    public static (SynthesizedStack Reports, SynthesizedStack Workflow) Protected => _protected.Value;

    /// <summary>The stack of reports that is deleted with all its data.</summary>
    public static SynthesizedStack ReportsDestroyed => _sampleToDestroy.Value;

    /// <summary>The stack of reports for an existing database. Every setting differs from its default.</summary>
    public static SynthesizedStack ReportsChanged => _ownDatabaseToDestroy.Value;

    private static SynthesizedStack Synthesize(params (string Name, object? Value)[] settings)
    {
        using var test = Create(settings);
        return new SynthesizedStack(test.ApprovalWorkflow());
    }

    private static SynthesizedStack SynthesizeReports(params (string Name, object? Value)[] settings)
    {
        using var test = Create([("reports", true), .. settings]);
        return new SynthesizedStack(test.ApprovalReports());
    }

    private static (SynthesizedStack Reports, SynthesizedStack Workflow) SynthesizeBoth(
        params (string Name, object? Value)[] settings)
    {
        using var test = Create([("reports", true), .. settings]);
        var reports = test.ApprovalReports();
        var workflow = test.ApprovalWorkflow(reports);
        var producer = new SynthesizedStack(reports);
        return (producer, new SynthesizedStack(workflow, producer));
    }

    private static TestApp Create(params (string Name, object? Value)[] settings) =>
        TestApp.Create([("approvers", "Ann@example.com, bob@example.com"), .. settings]);
}
