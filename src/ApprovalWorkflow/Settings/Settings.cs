using Amazon.CDK;
using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow;

public enum ClickMode { Review, OneClick }

public sealed class SettingsException(string message) : Exception(message);

public sealed record Settings(IReadOnlyList<string> Approvers, ClickMode ClickMode, TimeSpan RemindAfter, TimeSpan ExpireAfter, TimeSpan KeepFor, RetentionDays LogRetention, RemovalPolicy RemovalPolicy)
{
    public static Settings From(Constructs.Node node) => new(
        ((string?)node.TryGetContext("approvers") ?? throw new SettingsException("approvers missing")).Split(','),
        (string)node.TryGetContext("clickMode") == "oneClick" ? ClickMode.OneClick : ClickMode.Review,
        TimeSpan.FromMinutes(20), TimeSpan.FromHours(1), TimeSpan.FromDays(90), RetentionDays.ONE_MONTH, RemovalPolicy.RETAIN);
}
