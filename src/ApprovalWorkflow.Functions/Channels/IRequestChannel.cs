using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Channels;

/// <summary>What a channel tells of a request, as its record says.</summary>
/// <param name="Type">One of <see cref="EventTypes"/>. A request that is asked or reminded of is pending.</param>
/// <param name="Reminder">From 1; 0 if it does not remind.</param>
/// <param name="Reminders">How many reminders there are in all; 0 if it does not remind.</param>
/// <param name="At">Now (UTC).</param>
public sealed record RequestNews(
    ApprovalRequest Request, string Type, int Reminder, int Reminders, DateTimeOffset At)
{
    /// <summary>When the approvers were reminded so far (UTC).</summary>
    public IReadOnlyList<DateTimeOffset> RemindedAt =>
        [.. Request.History.Where(each => each.Event == RequestEvents.Reminded).Select(each => each.At)];

    /// <summary>Names what is told among all that is told of the request.</summary>
    public string Key => Reminder > 0 ? $"{Type}-{Reminder}" : Type;
}

/// <summary>
/// The other side refused, or did not answer. The message is for the history: it names the problem and nothing secret.
/// </summary>
public class ChannelException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// A way to tell of requests beside the mail with the links. It has no keys: who decides there is known by other means.
/// Each is a folder below <c>Channels</c>.
/// </summary>
public interface IRequestChannel
{
    /// <summary>For the history, such as <c>Slack</c>.</summary>
    string Name { get; }

    /// <summary>Tells of a request. Events come twice at times, so what was told before is left out.</summary>
    /// <exception cref="ChannelException">Somebody could not be told. The call is repeated.</exception>
    Task TellAsync(RequestNews news, ILambdaContext context);
}
