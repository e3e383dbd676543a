using Amazon.CDK.AWS.APIGateway;

namespace ApprovalWorkflow.Reports;

/// <summary>
/// API Gateway itself starts an execution for the requester in the checked ID token. The request's body is ignored.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
/// </remarks>
internal static class ReportStart
{
    private const string Json = "application/json";
    private const string CacheControl = "method.response.header.Cache-Control";

    /// <summary>
    /// JSON in a JSON string is escaped twice. JSON does not allow the <c>\'</c> that escapeJavaScript makes of an
    /// apostrophe.
    /// </summary>
    private const string Escaped = """.replaceAll("\\'", "'")""";

    private const string Started = """
        #set($arn = $input.path('$.executionArn'))
        #set($name = $arn.lastIndexOf(':') + 1)
        {"id": "$arn.substring($name)"}
        """;

    private const string NotStarted = """{"message": "The report could not be started. Try again in a moment."}""";

    public static IMethodResponse[] Responses => [Response("202"), Response("503")];

    /// <param name="starter">A role that may start executions.</param>
    /// <param name="stateMachineArn">The state machine to start.</param>
    public static AwsIntegration Integration(IRole starter, string stateMachineArn) => new(new AwsIntegrationProps
    {
        Service = "states",
        Action = "StartExecution",
        Options = new IntegrationOptions
        {
            CredentialsRole = starter,
            PassthroughBehavior = PassthroughBehavior.NEVER,
            RequestTemplates = new Dictionary<string, string> { [Json] = Request(stateMachineArn) },
            IntegrationResponses =
            [
                Answer("200", "202", Started),
                // Any other answer of Step Functions.
                Answer(null, "503", NotStarted),
            ],
        },
    });

    private static string Request(string stateMachineArn) => $$"""
        #set($sub = $util.escapeJavaScript($context.authorizer.claims.sub){{Escaped}})
        #set($email = $util.escapeJavaScript($context.authorizer.claims.email.toLowerCase()){{Escaped}})
        #set($requester = $util.escapeJavaScript($sub){{Escaped}})
        #set($requestedBy = $util.escapeJavaScript($email){{Escaped}})
        {
          "stateMachineArn": "{{stateMachineArn}}",
          "input": "{\"requester\":\"$requester\",\"requestedBy\":\"$requestedBy\"}"
        }
        """;

    private static IntegrationResponse Answer(string? pattern, string status, string template) =>
        new()
        {
            SelectionPattern = pattern,
            StatusCode = status,
            ResponseTemplates = new Dictionary<string, string> { [Json] = template },
            ResponseParameters = new Dictionary<string, string> { [CacheControl] = "'no-store'" },
        };

    private static MethodResponse Response(string status) => new()
    {
        StatusCode = status,
        ResponseParameters = new Dictionary<string, bool> { [CacheControl] = true },
    };
}
