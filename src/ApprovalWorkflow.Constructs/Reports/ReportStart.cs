using Amazon.CDK.AWS.APIGateway;

namespace ApprovalWorkflow;

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

    /// <summary>Only a verified address counts: the report's link goes there.</summary>
    private const string IsVerified = """$context.authorizer.claims.email_verified.equals("true")""";

    /// <summary>Step Functions refuses with 400, whatever the reason.</summary>
    private const string Refused = $$"""
        #if({{IsVerified}})
        #if($input.path('$.__type').endsWith("ExecutionAlreadyExists"))
        {"message": "You requested a report less than two minutes ago. Wait a moment before you request another."}
        #else
        #set($context.responseOverride.status = 503)
        {{NotStarted}}
        #end
        #else
        #set($context.responseOverride.status = 403)
        {"message": "The email address of your account is not verified. Ask whoever runs this system to verify it."}
        #end
        """;

    public static IMethodResponse[] Responses => [Response("202"), Response("409"), Response("503")];

    /// <param name="starter">A role that may start executions.</param>
    /// <param name="stateMachineArn">The state machine to start.</param>
    /// <param name="websiteUrl">The website that mails name, without a slash at the end.</param>
    public static AwsIntegration Integration(IRole starter, string stateMachineArn, string websiteUrl) => new(
        new AwsIntegrationProps
        {
            Service = "states",
            Action = "StartExecution",
            Options = new IntegrationOptions
            {
                CredentialsRole = starter,
                PassthroughBehavior = PassthroughBehavior.NEVER,
                RequestTemplates = new Dictionary<string, string> { [Json] = Request(stateMachineArn, websiteUrl) },
                IntegrationResponses =
                [
                    Answer("200", "202", Started),
                    Answer("400", "409", Refused),
                    // Any other answer of Step Functions.
                    Answer(null, "503", NotStarted),
                ],
            },
        });

    /// <summary>
    /// The name is the user's <c>sub</c>, with the time in place of its first eight digits. It is the same for 100
    /// seconds, so a person has one execution in this time. Step Functions answers a repeated call with the running
    /// execution, and refuses the name once that has ended. For an address that is not verified, the call names no
    /// state machine, and Step Functions refuses it.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html</remarks>
    private static string Request(string stateMachineArn, string website) => $$"""
        #set($sub = $util.escapeJavaScript($context.authorizer.claims.sub){{Escaped}})
        #set($email = $util.escapeJavaScript($context.authorizer.claims.email.toLowerCase()){{Escaped}})
        #set($requester = $util.escapeJavaScript($sub){{Escaped}})
        #set($requestedBy = $util.escapeJavaScript($email){{Escaped}})
        #set($time = "$context.requestTimeEpoch")
        {
        #if({{IsVerified}})
          "stateMachineArn": "{{stateMachineArn}}",
        #end
          "name": "$time.substring(0, 8)$sub.substring(8)",
          "input": "{\"requester\":\"$requester\",\"requestedBy\":\"$requestedBy\",\"website\":\"{{website}}\"}"
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
