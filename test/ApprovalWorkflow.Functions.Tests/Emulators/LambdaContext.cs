using System.Collections.Concurrent;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>An invocation whose log a test can read.</summary>
public sealed class LambdaContext : ILambdaContext, ILambdaLogger
{
    /// <summary>Message templates with their arguments, and exceptions.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    public string AwsRequestId => "test";
    public IClientContext ClientContext => null!;
    public string FunctionName => "Test";
    public string FunctionVersion => "$LATEST";
    public ICognitoIdentity Identity => null!;
    public string InvokedFunctionArn => "arn:aws:lambda:us-east-1:000000000000:function:Test";
    public ILambdaLogger Logger => this;
    public string LogGroupName => "test";
    public string LogStreamName => "test";
    public int MemoryLimitInMB => 512;
    public TimeSpan RemainingTime => TimeSpan.FromSeconds(10);

    public void Log(string message) => Lines.Enqueue(message);

    public void LogLine(string message) => Lines.Enqueue(message);

    public void Log(string level, string message, params object[] args) =>
        Lines.Enqueue($"{level} {message} {string.Join(' ', args)}");

    public void Log(string level, Exception exception, string message, params object[] args) =>
        Lines.Enqueue($"{level} {message} {string.Join(' ', args)} {exception}");
}
