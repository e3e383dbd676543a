using System.Globalization;
using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Mail;

/// <summary>
/// Some approvers already get as many mails a second as allowed. State machines match the class's name (<see
/// cref="ErrorNames.ApproversBusy"/>) and try again.
/// </summary>
public sealed class ApproversBusyException(IEnumerable<string> approvers)
    : Exception($"Other mails to {string.Join(", ", approvers)} go first.");

/// <summary>
/// Spaces the mails to one address, whichever function sends them: an item says when the next can go. SNS suspends a
/// subscription that gets more than 10 mails a second.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html</remarks>
/// <param name="longestWait">
/// An approver who would wait longer gets no turn, because a function should not wait for long.
/// </param>
public sealed class MailPace(ItemTable table, TimeSpan longestWait, TimeProvider clock)
{
    /// <summary>
    /// Half of SNS's limit: calls take different times to arrive, and the clocks of functions differ a little.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private const string NextAt = "nextAt";

    /// <summary>When each address can get a mail. An address that is too busy is not in it.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ReserveAsync(IReadOnlyList<string> addresses)
    {
        var turns = await Task.WhenAll(addresses.Select(ReserveAsync));
        return addresses.Zip(turns).Where(each => each.Second is not null)
            .ToDictionary(each => each.First, each => each.Second!.Value);
    }

    /// <summary>
    /// Takes the address's next time, or now if that is past, and moves the next time on, all in one update. Null if
    /// the address is too busy.
    /// </summary>
    private async Task<DateTimeOffset?> ReserveAsync(string address)
    {
        var now = clock.GetUtcNow();
        var step = (long)Interval.TotalMilliseconds;
        ItemUpdate Slot() => new ItemUpdate(MailKeys.Prefix + address).Set(
            ItemAttributes.PurgeAt, now.AddDays(1).ToUnixTimeSeconds());
        var item = await table.TryUpdateAsync(Slot()
                .RequireNoneOrAtMost(NextAt, now.ToUnixTimeMilliseconds())
                .Set(NextAt, now.ToUnixTimeMilliseconds() + step))
            ?? await table.TryUpdateAsync(Slot()
                .RequireAtMost(NextAt, (now + longestWait).ToUnixTimeMilliseconds())
                .Increase(NextAt, step));
        return item is null
            ? null
            : DateTimeOffset.FromUnixTimeMilliseconds(
                long.Parse(item[NextAt].N, CultureInfo.InvariantCulture) - step);
    }
}
