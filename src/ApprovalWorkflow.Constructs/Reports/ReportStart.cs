using Amazon.CDK.AWS.APIGateway;

namespace ApprovalWorkflow.Reports;

/// <summary>
/// API Gateway starts an execution itself. Who asks is in the claims of the ID token that it has checked; the body of
/// the request is not used.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
/// </remarks>
internal static class ReportStart
{
    private const string Json = "application/json";
    private const string CacheControl = "method.response.header.Cache-Control";

    /// <summary>
    /// The input is JSON in a JSON string, so what is in it is escaped twice. escapeJavaScript makes <c>\'</c> of an
    /// apostrophe, which an address may have and JSON may not.
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
    /// <param name="stateMachineArn">Of which state machine.</param>
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
                // Whatever else Step Functions answers.
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
        new IntegrationResponse
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
