using ApprovalWorkflow.Functions.Channels;

namespace ApprovalWorkflow.Functions;

/// <summary>
/// Connects to DynamoDB, or what else it calls, while Lambda initializes an API function, so that no approver waits for
/// the TLS handshake.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html</remarks>
public static class WarmUp
{
    // Lambda stops an initialization after 10 seconds. Without them, the first event must still get an answer.
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(2);

    /// <param name="read">A call that the function's role allows. Its result does not matter.</param>
    /// <returns>True: Lambda's initialization goes on.</returns>
    public static async Task<bool> ConnectAsync(Func<Task> read)
    {
        try
        {
            await read().WaitAsync(_limit);
        }
        catch (Exception error) when (AwsCalls.IsAwsFailure(error) || error is ChannelException)
        {
            // Ignored here: the first event fails the same way and can report it.
        }
        return true;
    }
}
