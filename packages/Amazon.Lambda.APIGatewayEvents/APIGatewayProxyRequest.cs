namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// The event that a REST API of API Gateway hands to a Lambda proxy integration. Of its members these are the ones that
/// the functions read; one that the event lacks or has as null is null.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
/// </remarks>
public class APIGatewayProxyRequest
{
    /// <summary>The resource that matched, with its path parameters by name, as <c>/requests/{id}</c>.</summary>
    public string Resource { get; set; }

    /// <summary>The path of the request, without the stage.</summary>
    public string Path { get; set; }

    /// <summary>The HTTP method.</summary>
    public string HttpMethod { get; set; }

    /// <summary>The headers, named as the client wrote them; of a repeated header, the last value.</summary>
    public IDictionary<string, string> Headers { get; set; }

    /// <summary>The query string, decoded; of a repeated parameter, the last value. Null if there is none.</summary>
    public IDictionary<string, string> QueryStringParameters { get; set; }

    /// <summary>The path parameters by name, or null if the resource has none.</summary>
    public IDictionary<string, string> PathParameters { get; set; }

    /// <summary>What API Gateway knows about the request.</summary>
    public ProxyRequestContext RequestContext { get; set; }

    /// <summary>The body, or null; base64 where <see cref="IsBase64Encoded"/> is true.</summary>
    public string Body { get; set; }

    /// <summary>Whether <see cref="Body"/> is base64, as it is for the API's binary media types.</summary>
    public bool IsBase64Encoded { get; set; }

    /// <summary>What API Gateway knows about a request.</summary>
    public class ProxyRequestContext
    {
        /// <summary>What the method's authorizer said, or null if it has none.</summary>
        public APIGatewayCustomAuthorizerContext Authorizer { get; set; }
    }
}
