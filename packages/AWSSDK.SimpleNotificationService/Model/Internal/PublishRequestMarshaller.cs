using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.SimpleNotificationService.Model.Internal;

/// <summary>Writes a <see cref="PublishRequest"/> in the AWS query protocol.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/CommonParameters.html</remarks>
internal sealed class PublishRequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly PublishRequestMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var publish = (PublishRequest)input;
        var request = new DefaultRequest(publish, "Amazon.SimpleNotificationService");
        Add(request, "Action", "Publish");
        Add(request, "Version", "2010-03-31");
        Add(request, "TopicArn", publish.TopicArn);
        Add(request, "Message", publish.Message);
        Add(request, "Subject", publish.Subject);
        if (publish.MessageAttributes is null)
            return request;
        var index = 0;
        foreach (var (name, value) in publish.MessageAttributes)
        {
            index++;
            var prefix = string.Create(CultureInfo.InvariantCulture, $"MessageAttributes.entry.{index}.");
            Add(request, prefix + "Name", name);
            Add(request, prefix + "Value.DataType", value.DataType);
            Add(request, prefix + "Value.StringValue", value.StringValue);
        }
        return request;
    }

    private static void Add(DefaultRequest request, string name, string value)
    {
        if (value is not null)
            request.Parameters.Add(name, value);
    }
}
