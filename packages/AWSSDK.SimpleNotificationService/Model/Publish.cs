using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

/// <summary>A request to Amazon SNS.</summary>
public class AmazonSimpleNotificationServiceRequest : AmazonWebServiceRequest
{
}

/// <summary>A message and where it goes.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class PublishRequest : AmazonSimpleNotificationServiceRequest
{
    /// <summary>The message: at most 262,144 bytes of UTF-8, attributes included. Required.</summary>
    public string Message { get; set; }

    /// <summary>Attributes that filter policies look at, by name; null for none.</summary>
    public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; } =
        AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The subject of the mail: ASCII, at most 99 characters, no line break; null for SNS's own.</summary>
    public string Subject { get; set; }

    /// <summary>The topic.</summary>
    public string TopicArn { get; set; }
}

/// <summary>An attribute of a message.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html</remarks>
public class MessageAttributeValue
{
    /// <summary><c>String</c>, <c>String.Array</c> or <c>Number</c>. Required.</summary>
    public string DataType { get; set; }

    /// <summary>The value.</summary>
    public string StringValue { get; set; }
}

/// <summary>The message was taken.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class PublishResponse : AmazonWebServiceResponse
{
    /// <summary>The message's id, at most 100 characters.</summary>
    public string MessageId { get; set; }

    /// <summary>The message's place in a FIFO topic, or null.</summary>
    public string SequenceNumber { get; set; }
}
