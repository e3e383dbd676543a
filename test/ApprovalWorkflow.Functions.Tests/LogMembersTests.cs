using System.Text.RegularExpressions;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests;

/// <summary>The members that functions add to their log lines.</summary>
public sealed partial class LogMembersTests
{
    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/csharp-logging.html</summary>
    private static readonly string[] _ofLambda =
    [
        "timestamp", "time", "level", "requestId", "traceId", "message", "type", "record", "errorType", "errorMessage",
        "stackTrace",
    ];

    [Fact]
    public void None_hides_a_member_of_Lambda()
    {
        var members = Directory
            .GetFiles(
                Path.Combine(Repository.Root, "src/ApprovalWorkflow.Functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => LogLine().Matches(File.ReadAllText(file)))
            .SelectMany(line => Member().Matches(line.Value))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();

        Assert.Contains("approvalId", members);
        Assert.Empty(members.Intersect(_ofLambda));
    }

    [GeneratedRegex(@"Logger\.Log\w+\([^;]*;")]
    private static partial Regex LogLine();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Member();
}
