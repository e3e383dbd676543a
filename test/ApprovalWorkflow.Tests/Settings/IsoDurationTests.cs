using FsCheck;
using FsCheck.Fluent;

namespace ApprovalWorkflow.Tests.Settings;

public class IsoDurationTests
{
    [Theory]
    [InlineData("PT1S", 1)]
    [InlineData("PT20M", 1200)]
    [InlineData("PT1H", 3600)]
    [InlineData("PT1H1M1S", 3661)]
    [InlineData("P1D", 86_400)]
    [InlineData("P1DT1S", 86_401)]
    [InlineData("P2W", 1_209_600)]
    [InlineData("P1W1DT1H", 694_800)]
    [InlineData("PT0S", 0)]
    public void A_duration_is_read(string text, long seconds)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("T1H")]
    [InlineData("1H")]
    [InlineData("P1H")]
    [InlineData("PT1D")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("P20M")]
    [InlineData("PT1.5H")]
    [InlineData("PT1M1H")]
    [InlineData("P-1D")]
    [InlineData("+P1D")]
    [InlineData("pt1h")]
    [InlineData("PT1H\n")]
    [InlineData(" PT1H")]
    [InlineData("PT١H")]
    [InlineData("P99999999999999999999D")]
    public void Any_other_text_is_refused(string text) => Assert.False(IsoDuration.TryParse(text, out _));

    [Fact]
    public void It_reads_what_it_writes() => Prop
        .ForAll<PositiveInt>(seconds =>
        {
            var duration = TimeSpan.FromSeconds(seconds.Get);
            return IsoDuration.TryParse(PropertyChecks.Text(duration), out var read) && read == duration;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void The_largest_numbers_do_not_overflow() =>
        Assert.True(IsoDuration.TryParse("P999999W999999DT9999999H99999999M999999999S", out _));
}
