namespace ApprovalWorkflow;

/// <summary>How many calls of a method API Gateway lets through. It answers others with 429, and bills none.</summary>
/// <param name="Rate">Calls a second, in the long run.</param>
/// <param name="Burst">Calls at once.</param>
internal sealed record MethodThrottle(int Rate, int Burst)
{
    /// <summary>
    /// For methods that anybody can call. The rate is enough for hundreds of approvers. It leaves room for other
    /// functions even in a new account, which runs ten at a time: a call takes about 30 ms.
    /// </summary>
    public static readonly MethodThrottle Open = new(20, 100);

    /// <summary>An open page makes two calls every few seconds.</summary>
    public static readonly MethodThrottle SignedIn = new(50, 100);

    public static readonly MethodThrottle Starter = new(2, 10);
}
