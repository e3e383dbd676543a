using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow.Lambda;

/// <summary>
/// A Lambda function that runs one handler class of ApprovalWorkflow.Functions. It has a log group and a role of its
/// own; the role may write that log and trace, and whatever else is added to it.
/// </summary>
public sealed class HandlerFunction : Function
{
    /// <param name="handler">The handler's class name, which is the construct's id, too.</param>
    /// <param name="timeout">
    /// How long an invocation may take, at most 15 minutes; behind API Gateway its integration time-out of 29 seconds
    /// is the limit.
    /// </param>
    /// <param name="environment">The environment variables of the handler.</param>
    /// <param name="events">How events invoke it. Default: somebody waits for its answer.</param>
    public HandlerFunction(
        Construct scope,
        string handler,
        Duration timeout,
        FunctionDefaults defaults,
        IDictionary<string, string>? environment = null,
        EventInvocation? events = null)
        : base(scope, handler, Props(scope, handler, timeout, defaults, environment, events))
    {
        Role!.AcknowledgeWildcards("X-Ray's actions that send traces have no narrower resource.", "*");
        if (events is null)
            this.Acknowledge(
                "Its caller waits, sees a failure and retries; a schedule invokes it again anyway.",
                "Serverless-LambdaDLQ");
        else
            this.Acknowledge(
                "It has a dead-letter queue, which gets the event itself, ready to be sent again.",
                "Serverless-LambdaAsyncFailureDestination");
    }

    private static FunctionProps Props(
        Construct scope,
        string handler,
        Duration timeout,
        FunctionDefaults defaults,
        IDictionary<string, string>? environment,
        EventInvocation? events)
    {
        var logGroup = new LogGroup(scope, $"{handler}Log", new LogGroupProps
        {
            Retention = defaults.LogRetention,
            RemovalPolicy = defaults.RemovalPolicy,
        });
        var role = new Role(scope, $"{handler}Role", new RoleProps
        {
            AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
        });
        role.Allow(logGroup.LogGroupArn, "logs:CreateLogStream", "logs:PutLogEvents");

        return new FunctionProps
        {
            // For native code, too, as AWS's documentation says: its bootstrap starts an executable of the handler's
            // name, without loading the system's certificates twice, and AWS patches its OpenSSL. The image of
            // provided.al2023 is smaller, but the executable loads nothing of what the other has more.
            // https://docs.aws.amazon.com/lambda/latest/dg/dotnet-native-aot.html
            Runtime = Runtime.DOTNET_10,
            Architecture = defaults.Architecture,
            Code = defaults.Code,
            Handler = FunctionsCode.Handler,
            Environment = new Dictionary<string, string>(environment ?? new Dictionary<string, string>())
            {
                // The executable runs the handler class of this name.
                [Variables.Handler] = handler,
                // How much is allocated before garbage is collected: 4 MiB, in hexadecimal. By itself .NET goes by the
                // processor's cache, and a function would hold 100 MB. Only a variable can say it.
                // https://learn.microsoft.com/dotnet/core/runtime-config/garbage-collector
                ["DOTNET_GCgen0size"] = "400000",
            },
            MemorySize = defaults.MemoryMegabytes,
            Timeout = timeout,
            Role = role,
            Tracing = Tracing.ACTIVE,
            LogGroup = logGroup,
            LoggingFormat = LoggingFormat.JSON,
            DeadLetterQueue = events?.DeadLetters,
            RetryAttempts = events?.Retries,
            MaxEventAge = events?.MaxAge,
            ReservedConcurrentExecutions = events?.Concurrency,
        };
    }
}
