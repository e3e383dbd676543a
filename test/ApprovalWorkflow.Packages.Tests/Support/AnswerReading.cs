using System.Net;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using static ApprovalWorkflow.Packages.Tests.Support.SampleAnswer;

namespace ApprovalWorkflow.Packages.Tests.Support;

/// <summary>What a client must make of answers that are made of its service's model.</summary>
/// <param name="read">What a client makes of an operation's answer, whose request id is <c>r-1</c>.</param>
internal sealed class AnswerReading(Shapes shapes, Func<string, JsonNode, Task<AmazonWebServiceResponse>> read)
{
    public async Task AssertEveryMemberAsync(string operation)
    {
        var answer = shapes.Complete(shapes.Output(operation));

        AssertRead(answer, await read(operation, answer), operation);
    }

    /// <summary>What the model does not have is passed over.</summary>
    public async Task AssertNoOtherMemberAsync(string operation)
    {
        var answer = shapes.Complete(shapes.Output(operation));

        AssertRead(answer, await read(operation, WithMembersOfTomorrow(answer)!), operation);
    }

    /// <summary>What is null or not there is null.</summary>
    public async Task AssertNothingAsync(string operation)
    {
        var members = new JsonObject();
        foreach (var member in shapes.Members(shapes.Output(operation)))
            members[member.Name] = null;
        var none = await read(operation, new JsonObject());
        var nulls = await read(operation, members);

        Assert.All(members, member => Assert.Null(Value(none, member.Key)));
        Assert.All(members, member => Assert.Null(Value(nulls, member.Key)));
        Assert.Equal("r-1", none.ResponseMetadata.RequestId);
        Assert.Equal(HttpStatusCode.OK, none.HttpStatusCode);
    }
}
