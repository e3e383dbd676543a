using ApprovalWorkflow.Functions.Mail;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Mail;

[Collection(nameof(Dynalite))]
public sealed class MailPaceTests(Dynalite dynalite)
{
    private readonly string _address = $"{Guid.NewGuid():N}@example.com";
    private readonly TestClock _clock = new();

    [Fact]
    public async Task No_two_of_many_functions_at_once_mail_an_address_at_the_same_time()
    {
        var turns = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => ReserveAsync(TimeSpan.FromMinutes(1))));
        Assert.Equal(
            Enumerable.Range(0, 40).Select(n => (DateTimeOffset?)_clock.Now + (n * MailPace.Interval)), turns.Order());
    }

    [Fact]
    public async Task An_address_that_had_no_mail_lately_gets_one_at_once()
    {
        await ReserveAsync(TimeSpan.Zero);
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(_clock.Now, await ReserveAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_wait_that_is_too_long_takes_nobodys_turn()
    {
        var wait = MailPace.Interval * 2.5;
        for (var n = 0; n < 3; n++) Assert.Equal(_clock.Now + (n * MailPace.Interval), await ReserveAsync(wait));
        for (var n = 0; n < 3; n++) Assert.Null(await ReserveAsync(wait));
        _clock.Now += MailPace.Interval;
        Assert.Equal(_clock.Now + (2 * MailPace.Interval), await ReserveAsync(wait));
    }

    [Fact]
    public async Task Addresses_do_not_wait_for_each_other()
    {
        var turns = await Pace(TimeSpan.Zero).ReserveAsync([_address, $"x{_address}"]);
        Assert.Equal([_clock.Now, _clock.Now], turns.Values);
    }

    private MailPace Pace(TimeSpan longestWait) => new(dynalite.Items, longestWait, _clock);

    private async Task<DateTimeOffset?> ReserveAsync(TimeSpan longestWait) =>
        (await Pace(longestWait).ReserveAsync([_address])).TryGetValue(_address, out var turn) ? turn : null;
}
