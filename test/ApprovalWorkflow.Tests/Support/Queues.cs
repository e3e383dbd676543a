namespace ApprovalWorkflow.Tests.Support;

/// <summary>Properties of every dead-letter queue.</summary>
internal static class Queues
{
    public static void AssertKeepsForTwoWeeks(SynthesizedStack stack, string path)
    {
        var queue = stack.PropertiesAt(path);

        Assert.Equal(1_209_600, (int?)queue["MessageRetentionPeriod"]);
        Assert.True((bool)queue["SqsManagedSseEnabled"]!);
    }

    public static void AssertAsksForTls(SynthesizedStack stack, string path)
    {
        var statement = stack.PropertiesAt($"{path}/Policy")["PolicyDocument"]!["Statement"]![0]!;

        Assert.Equal("Deny sqs:*", $"{statement["Effect"]} {statement["Action"]}");
        Assert.Equal("""{"Bool":{"aws:SecureTransport":"false"}}""", statement["Condition"]!.ToJsonString());
    }
}
