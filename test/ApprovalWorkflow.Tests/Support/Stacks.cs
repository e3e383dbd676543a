namespace ApprovalWorkflow.Tests.Support;

/// <summary>The app's stack for the settings that change it, each synthesized once for all tests.</summary>
internal static class Stacks
{
    private static readonly Lazy<SynthesizedStack> Review = new(() => Synthesize());

    private static readonly Lazy<SynthesizedStack> OneClickAndDestroy = new(() => Synthesize(
        ("clickMode", "oneClick"),
        ("removalPolicy", "destroy"),
        ("remindAfter", "PT1H"),
        ("expireAfter", "P2DT1S"),
        ("keepFor", "P1W"),
        ("detectionQuietPeriod", "PT5M"),
        ("strangerQuietPeriod", "P3D"),
        ("logRetentionDays", 14)));

    /// <summary>The defaults of cdk.json, with two approvers.</summary>
    public static SynthesizedStack Default => Review.Value;

    /// <summary>No setting has its default.</summary>
    public static SynthesizedStack Changed => OneClickAndDestroy.Value;

    private static SynthesizedStack Synthesize(params (string Name, object? Value)[] settings)
    {
        using var test = TestApp.Create([("approvers", "Ann@example.com, bob@example.com"), .. settings]);
        return new SynthesizedStack(test.ApprovalWorkflow());
    }
}
