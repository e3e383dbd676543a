namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// The event that a REST API of API Gateway sends to a Lambda proxy integration. This class has only the members that
/// the functions read. A member that the event lacks is null.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
/// </remarks>
public class APIGatewayProxyRequest
{
    /// <summary>The matched resource with the names of its path parameters, such as <c>/requests/{id}</c>.</summary>
    public string Resource { get; set; }

    /// <summary>The path of the request, without the stage.</summary>
    public string Path { get; set; }

    /// <summary>The HTTP method.</summary>
    public string HttpMethod { get; set; }

    /// <summary>The headers, in the client's case; of a repeated header, the last value.</summary>
    public IDictionary<string, string> Headers { get; set; }

    /// <summary>The query string, decoded; of a repeated parameter, the last value. Null if there is none.</summary>
    public IDictionary<string, string> QueryStringParameters { get; set; }

    /// <summary>The path parameters by name, or null if the resource has none.</summary>
    public IDictionary<string, string> PathParameters { get; set; }

    /// <summary>API Gateway's facts about the request.</summary>
    public ProxyRequestContext RequestContext { get; set; }

    /// <summary>The body, or null; in base64 if <see cref="IsBase64Encoded"/> is true.</summary>
    public string Body { get; set; }

    /// <summary>Whether <see cref="Body"/> is base64. It is for the API's binary media types.</summary>
    public bool IsBase64Encoded { get; set; }

    /// <summary>API Gateway's facts about a request.</summary>
    public class ProxyRequestContext
    {
        /// <summary>The authorizer's facts about the caller, or null if the method has no authorizer.</summary>
        public APIGatewayCustomAuthorizerContext Authorizer { get; set; }
    }
}
