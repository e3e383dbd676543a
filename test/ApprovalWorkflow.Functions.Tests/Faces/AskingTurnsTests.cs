using ApprovalWorkflow.Functions.Faces;

namespace ApprovalWorkflow.Functions.Tests.Faces;

public class AskingTurnsTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private static readonly AskingTurns _both =
        AskingTurns.None.With("a", _now, _now.AddMinutes(1)).With("b", _now, _now.AddMinutes(2));

    [Fact]
    public void A_face_knows_the_turns_before_its_own()
    {
        Assert.Empty(_both.Before("a", _now));
        Assert.Equal("a", Assert.Single(_both.Before("b", _now)).Key);
        Assert.Equal(["a", "b"], _both.Before("c", _now).Keys.Order());
    }

    [Fact]
    public void A_function_that_starts_again_keeps_its_turn_as_others_wait_for_it()
    {
        var again = _both.With("a", _now.AddSeconds(50), _now.AddMinutes(3));
        Assert.Empty(again.Before("a", _now));
        Assert.Equal("a", Assert.Single(again.Before("b", _now)).Key);
    }

    [Fact]
    public void A_turn_ends_when_its_function_gives_it_back_or_has_ended()
    {
        Assert.Empty(_both.Without("a", _now).Before("b", _now));
        Assert.Empty(_both.Before("b", _now.AddMinutes(1)));
        Assert.Equal("c", Assert.Single(_both.With("c", _now.AddMinutes(2), _now.AddMinutes(3)).Turns).Key);
    }
}
