using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Web;
using Amazon.EventBridge;
using Amazon.SimpleNotificationService;
using Amazon.StepFunctions;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Channels.Sns;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>
/// Answers for Step Functions and SNS on the wire, for handlers with real clients. A test can make calls fail.
/// </summary>
public sealed class AwsStub : WireStub
{
    private readonly ConcurrentDictionary<string, string> _answered = new();
    private readonly ConcurrentDictionary<string, bool> _endedTasks = new();

    private static readonly (int, string) _failure = (500, """
        <ErrorResponse><Error>
          <Type>Receiver</Type><Code>InternalError</Code><Message>made by the test</Message>
        </Error></ErrorResponse>
        """);

    /// <summary>The outputs of answered tasks, by task token. Each token is answered once.</summary>
    public IReadOnlyDictionary<string, string> Answered => _answered;

    /// <summary>The published messages' form fields.</summary>
    public ConcurrentQueue<NameValueCollection> Mails { get; } = new();

    /// <summary>How many of the next SendTaskSuccess calls fail with a 500.</summary>
    public int FailingCallbacks { get; set; }

    /// <summary>How many of the next Publish calls fail with a 500.</summary>
    public int FailingPublishes { get; set; }

    public string ExecutionStatus { get; set; } = "RUNNING";

    /// <summary>The entries of PutEvents.</summary>
    public ConcurrentQueue<JsonElement> Events { get; } = new();

    /// <summary>Whether PutEvents fails with a 500.</summary>
    public bool FailsEvents { get; set; }

    public RequestAnnouncer Announcer() => new(
        new AmazonEventBridgeClient(Credentials, Here(new AmazonEventBridgeConfig())), "https://site.example");

    public TaskCallback Callback() =>
        new(new AmazonStepFunctionsClient(Credentials, Here(new AmazonStepFunctionsConfig())));

    /// <summary>The subscriptions of each topic: the address, and the ARN or what SNS writes in its place.</summary>
    public List<(string Endpoint, string Arn)> Subscriptions { get; } =
        [("a@example.com", "arn:1"), ("b@example.com", "arn:2"), ("c@example.com", "arn:3")];

    /// <summary>How many of the next ListSubscriptionsByTopic calls fail with a 500.</summary>
    public int FailingLists { get; set; }

    public IAmazonSimpleNotificationService Sns() =>
        new AmazonSimpleNotificationServiceClient(Credentials, Here(new AmazonSimpleNotificationServiceConfig()));

    public ApproverTopic Topic(Dynalite dynalite) => new(
        Sns(),
        "arn:aws:sns:us-east-1:000000000000:Approvals",
        new MailPace(dynalite.Items, TimeSpan.FromSeconds(2), TimeProvider.System),
        TimeProvider.System);

    public IApproverChannel Channel(Dynalite dynalite) => new SnsChannel(Topic(dynalite));

    /// <summary>Ends a task like a time-out or a stopped execution.</summary>
    public void EndTask(string taskToken) => _endedTasks[taskToken] = true;

    protected override (int Status, string Body) Answer(HttpListenerRequest request, string body) =>
        request.Headers["X-Amz-Target"] switch
        {
            "AWSStepFunctions.SendTaskSuccess" => SendTaskSuccess(JsonDocument.Parse(body).RootElement),
            "AWSStepFunctions.DescribeExecution" => DescribeExecution(),
            "AWSEvents.PutEvents" => PutEvents(JsonDocument.Parse(body).RootElement),
            null when HttpUtility.ParseQueryString(body) is var form => form["Action"] == "Publish"
                ? Publish(form)
                : ListSubscriptions(form),
            var target => (400, $$"""{"__type":"UnknownOperationException","message":"{{target}}"}"""),
        };

    private (int, string) SendTaskSuccess(JsonElement request)
    {
        lock (_answered)
        {
            if (FailingCallbacks > 0)
            {
                FailingCallbacks--;
                return (500, """{"__type":"InternalFailure","message":"made by the test"}""");
            }
        }
        var token = request.GetProperty("taskToken").GetString()!;
        return !_endedTasks.ContainsKey(token) && _answered.TryAdd(token, request.GetProperty("output").GetString()!)
            ? (200, "{}")
            : (400, """
                {
                  "__type": "com.amazonaws.swf.service.v2.model#TaskTimedOut",
                  "message": "Task Timed Out: 'Provided task does not exist anymore'"
                }
                """);
    }

    private (int, string) PutEvents(JsonElement request)
    {
        if (FailsEvents) return (500, """{"__type":"InternalException","message":"made by the test"}""");
        foreach (var entry in request.GetProperty("Entries").EnumerateArray()) Events.Enqueue(entry);
        return (200, """{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}""");
    }

    private (int, string) DescribeExecution() => (200, string.Create(CultureInfo.InvariantCulture,
        $$"""{"executionArn":"arn","stateMachineArn":"arn","startDate":1.0,"status":"{{ExecutionStatus}}"}"""));

    /// <summary>SNS lists 100 at once.</summary>
    private (int, string) ListSubscriptions(NameValueCollection form)
    {
        if (FailingLists > 0 && FailingLists-- > 0) return _failure;
        var start = int.Parse(form["NextToken"] ?? "0", CultureInfo.InvariantCulture);
        var end = Math.Min(start + 100, Subscriptions.Count);
        var members = Subscriptions[start..end].Select(each =>
            $"<member><Endpoint>{each.Endpoint}</Endpoint><SubscriptionArn>{each.Arn}</SubscriptionArn></member>");
        var next = end < Subscriptions.Count ? $"<NextToken>{end}</NextToken>" : "";
        return (200, $"""
            <ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
              <ListSubscriptionsByTopicResult>
                <Subscriptions>{string.Concat(members)}</Subscriptions>{next}
              </ListSubscriptionsByTopicResult>
            </ListSubscriptionsByTopicResponse>
            """);
    }

    private (int, string) Publish(NameValueCollection form)
    {
        lock (Mails)
        {
            if (FailingPublishes > 0 && FailingPublishes-- > 0)
                return _failure;
            Mails.Enqueue(form);
        }
        return (200, """
            <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
              <PublishResult><MessageId>1</MessageId></PublishResult>
            </PublishResponse>
            """);
    }
}
