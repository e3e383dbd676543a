using System.Text;
using System.Text.Json;
using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions;

/// <summary>
/// Makes a function behind the REST API ready for a click. .NET loads, and in part compiles, code when it is first
/// used; here that happens while Lambda initializes the function, on two threads, instead of during the first event.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html</remarks>
public sealed class WarmUp
{
    private static readonly byte[] _event = Encoding.UTF8.GetBytes("""
        {"httpMethod":"POST","headers":{},"pathParameters":{},"requestContext":{"identity":{}},"isBase64Encoded":false}
        """);

    // Lambda ends an initialization of 10 seconds, and without DynamoDB the first event should still be answered.
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(2);

    private readonly Task _json = OnItsOwnThread(ReadAndWriteJson);

    /// <summary>
    /// Reads from the table, which gets the SDK ready, and the connection to DynamoDB. A failure is left to the first
    /// event, which meets it again and can answer it.
    /// </summary>
    /// <param name="read">A call that the function's role allows; what it finds does not matter.</param>
    /// <returns>True, with which Lambda's initialization goes on.</returns>
    public async Task<bool> FinishAsync(Func<Task> read)
    {
        try
        {
            await OnItsOwnThread(() => read().GetAwaiter().GetResult()).WaitAsync(_limit);
        }
        catch (Exception error) when (AwsCalls.IsAwsFailure(error))
        {
            await Console.Error.WriteLineAsync($"Warming up failed: {error.Message}");
        }
        await _json;
        return true;
    }

    private static Task OnItsOwnThread(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void ReadAndWriteJson()
    {
        LinkKey.Hash(LinkKey.New());
        LambdaJson.Serializer.Deserialize<ApiRequest>(new MemoryStream(_event));
        LambdaJson.Serializer.Serialize(Api.Message(200, ""), new MemoryStream());
        JsonSerializer.Deserialize("{}", FunctionsJson.Default.DecisionBody);
        JsonSerializer.Serialize(
            DecisionCallback.Of(new Decision("", "", DateTimeOffset.UnixEpoch, "")),
            FunctionsJson.Default.DecisionCallback);
    }
}
