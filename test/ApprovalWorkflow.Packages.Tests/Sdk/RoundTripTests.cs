using System.Text;
using ApprovalWorkflow.Packages.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ApprovalWorkflow.Packages.Tests.Sdk;

/// <summary>Every text arrives at the service unchanged.</summary>
public class RoundTripTests
{
    /// <summary>
    /// Text of all of Unicode, without half surrogate pairs, with more of the characters that encodings treat
    /// specially.
    /// </summary>
    private static readonly Arbitrary<string> _text = Gen
        .Frequency(
            (4, Gen.Choose(0x20, 0x7E)),
            (2, Gen.Elements("&=+% ~*\"\\/<'\n\r\t\0\u007f\u0085\u2028\ufeff".ToCharArray()).Select(it => (int)it)),
            (2, Gen.Choose(0xA0, 0xD7FF)),
            (1, Gen.Choose(0xE000, 0xFFFD)),
            (2, Gen.Choose(0x10000, 0x10FFFF)))
        .Select(code => new Rune(code).ToString())
        .ArrayOf()
        .Select(string.Concat)
        .ToArbitrary();

    private static readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(200).WithQuietOnSuccess(true);

    [Fact]
    public async Task SendTaskSuccess_carries_any_output()
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, "{}"));
        using var client = Clients.StepFunctions(server.Url);

        Check.One(_config, Prop.ForAll(_text, output =>
        {
            client.SendTaskSuccessAsync(new() { TaskToken = "t", Output = output }).GetAwaiter().GetResult();
            Assert.True(server.Requests.TryDequeue(out var request));
            Assert.Equal(output, request.Json.GetProperty("output").GetString());
        }));
    }

    [Fact]
    public async Task StartExecution_carries_any_input()
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, "{}"));
        using var client = Clients.StepFunctions(server.Url);

        Check.One(_config, Prop.ForAll(_text, input =>
        {
            client.StartExecutionAsync(new() { StateMachineArn = "arn:s", Input = input }).GetAwaiter().GetResult();
            Assert.True(server.Requests.TryDequeue(out var request));
            Assert.Equal(input, request.Json.GetProperty("input").GetString());
        }));
    }

    [Fact]
    public async Task DetectFaces_carries_any_key()
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, "{}"));
        using var client = Clients.Rekognition(server.Url);

        Check.One(_config, Prop.ForAll(_text, key =>
        {
            client.DetectFacesAsync(new() { Image = new() { S3Object = new() { Name = key } } })
                .GetAwaiter().GetResult();
            Assert.True(server.Requests.TryDequeue(out var request));
            var source = request.Json.GetProperty("Image").GetProperty("S3Object");
            Assert.Equal(key, source.GetProperty("Name").GetString());
        }));
    }

    [Fact]
    public async Task Publish_carries_any_message_and_attribute()
    {
        await using var server = new LoopbackServer(_ => Answer.Xml(200, "<PublishResponse/>"));
        using var client = Clients.Sns(server.Url);

        Check.One(_config, Prop.ForAll(_text, _text, (message, attribute) =>
        {
            client.PublishAsync(new()
            {
                TopicArn = "arn:aws:sns:us-east-1:123456789012:approvals",
                Message = message,
                MessageAttributes = new() { ["approver"] = new() { DataType = "String", StringValue = attribute } },
            }).GetAwaiter().GetResult();
            Assert.True(server.Requests.TryDequeue(out var request));
            Assert.Equal(message, request.Form["Message"]);
            Assert.Equal(attribute, request.Form["MessageAttributes.entry.1.Value.StringValue"]);
        }));
    }
}
