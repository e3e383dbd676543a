namespace ApprovalWorkflow.Functions;

public static class Invocations
{
    /// <summary>A margin for clocks that differ, and for a last call that is still on its way.</summary>
    private static readonly TimeSpan _slack = TimeSpan.FromSeconds(10);

    /// <summary>When an invocation has ended for certain: Lambda stops it at its time-out.</summary>
    public static DateTimeOffset EndAfter(this ILambdaContext context, DateTimeOffset now) =>
        now + context.RemainingTime + _slack;
}
