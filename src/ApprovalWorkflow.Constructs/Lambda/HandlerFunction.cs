using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow;

/// <summary>
/// A Lambda function that runs one handler class of ApprovalWorkflow.Functions, with its own log group and role. The
/// role may write the log and send traces; callers allow the rest.
/// </summary>
internal sealed class HandlerFunction : Function
{
    /// <param name="handler">The handler's class name, and the construct's id.</param>
    /// <param name="timeout">
    /// How long an invocation may take: at most 15 minutes, and 29 seconds behind API Gateway.
    /// </param>
    /// <param name="environment">The environment variables of the handler.</param>
    /// <param name="events">How events invoke it. Default: a caller waits for the answer.</param>
    public HandlerFunction(
        Construct scope,
        string handler,
        Duration timeout,
        FunctionDefaults defaults,
        IDictionary<string, string>? environment = null,
        EventInvocation? events = null)
        : base(scope, handler, Props(scope, handler, timeout, defaults, environment, events))
    {
        IsInvokedByEvents = events is not null;
        Role!.AcknowledgeWildcards("X-Ray's actions that send traces have no narrower resource.", "*");
        if (events is null)
            this.Acknowledge(
                "Callers see a failure and retry; a schedule invokes it again.",
                "Serverless-LambdaDLQ");
        else
            this.Acknowledge(
                "Its dead-letter queue keeps the event itself, ready to be sent again.",
                "Serverless-LambdaAsyncFailureDestination");
    }

    /// <summary>Whether events invoke it. Otherwise a caller or a schedule does.</summary>
    internal bool IsInvokedByEvents { get; }

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
            AssumedBy = ServiceTrust.Of(ServiceTrust.Lambda, scope),
        });
        role.Allow(logGroup.LogGroupArn, "logs:CreateLogStream", "logs:PutLogEvents");

        return new FunctionProps
        {
            // Also for native code, as AWS documents. This runtime's bootstrap starts the executable of the handler's
            // name, and does not load the system's certificates twice. AWS patches its OpenSSL. The smaller
            // provided.al2023 gains nothing, because the executable loads nothing else of this runtime.
            // https://docs.aws.amazon.com/lambda/latest/dg/dotnet-native-aot.html
            Runtime = Runtime.DOTNET_10,
            Architecture = defaults.Architecture,
            Code = defaults.Code,
            Handler = FunctionsCode.Handler,
            Environment = new Dictionary<string, string>(environment ?? new Dictionary<string, string>())
            {
                // The executable runs the handler class of this name.
                [Variables.Handler] = handler,
                // Collects garbage after 4 MiB (in hexadecimal). The default depends on the processor's cache, and a
                // function would hold 100 MB. Only an environment variable can set this.
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
        };
    }
}
