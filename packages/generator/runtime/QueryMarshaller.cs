namespace Amazon.Runtime.StandIn;

/// <summary>Makes a request of the query protocol. Its members are form fields.</summary>
/// <remarks>https://smithy.io/2.0/aws/protocols/aws-query-protocol.html</remarks>
/// <param name="write">Adds the members, with this prefix in their names.</param>
internal sealed class QueryMarshaller<T>(
    string service,
    string apiVersion,
    string action,
    Action<ParameterCollection, string, T> write) : IMarshaller<IRequest, AmazonWebServiceRequest>
    where T : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service);
        request.Parameters.Add("Action", action);
        request.Parameters.Add("Version", apiVersion);
        write(request.ParameterCollection, "", (T)input);
        return request;
    }
}
