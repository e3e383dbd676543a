using System.Reflection;
using Amazon.Runtime;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Official;

/// <summary>A generated client sends and reads the same as the official one.</summary>
public class WireTests
{
    public static TheoryData<string, string> Operations => ClientPair.Operations;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_call_is_the_official_one(string service, string operation)
    {
        var pair = ClientPair.Of(service);
        var answer = Answered(pair, 200, pair.SpeaksXml ? "<r/>" : "{}");

        await AssertAlikeAsync(pair, operation, [(null, answer), (1, answer), (2, answer), (3, answer), (4, answer)]);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_answer_is_read_as_officially(string service, string operation)
    {
        var pair = ClientPair.Of(service);
        var (_, method) = pair.Methods.Single(it => it.Method.Name == operation);
        var response = method.ReturnType.GetGenericArguments()[0];
        var name = operation[..^"Async".Length];
        var lowerFirst = service == "SSOOIDC";
        string[] bodies = pair.SpeaksXml
            ?
            [
                Result(name, Samples.Xml(response, new Random(1))), Result(name, Samples.Xml(response, new Random(2))),
                Result(name, ""), Result(name, "<New>1</New>"), $"<{name}Response/>",
                "<html><body>Sign in</body></html>", "not xml", "", $"<{name}Response><{name}Result><A",
            ]
            :
            [
                Samples.Json(response, lowerFirst, new Random(1))!.ToJsonString(),
                Samples.Json(response, lowerFirst, new Random(2))!.ToJsonString(),
                "{}", """{"new":{"a":[{"b":null}]},"New":1}""", "null", "[]", "3", "\"text\"",
                "<html>Sign in</html>", "", "{\"a\":",
            ];

        await AssertAlikeAsync(pair, operation, bodies.Select(body => ((int?)null, Answered(pair, 200, body))));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_error_is_the_official_exception(string service, string operation)
    {
        var pair = ClientPair.Of(service);
        var modelled = from error in pair.Generated.Assembly.GetExportedTypes()
                       where error.Namespace == $"Compared.{service}.Model" && typeof(Exception).IsAssignableFrom(error)
                       from code in new[] { error.Name, error.Name[..^"Exception".Length] }
                       select Failed(pair, error, code);
        Answer[] others =
        [
            Answered(pair, 400, "{}"), Answered(pair, 403, ""), Answered(pair, 500, "<html>Oops</html>"),
            Answered(pair, 503, "null"),
        ];

        await AssertAlikeAsync(pair, operation, modelled.Concat(others).Select(it => ((int?)null, it)));
    }

    private static Answer Answered(ClientPair pair, int status, string body) => pair.SpeaksXml
        ? Answer.Xml(status, body)
        : Answer.Json(status, body, ("x-amzn-RequestId", "r-1"));

    private static string Result(string name, string members) =>
        $"<{name}Response xmlns=\"https://a/\"><{name}Result>{members}</{name}Result>" +
        $"<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></{name}Response>";

    private static Answer Failed(ClientPair pair, Type error, string code)
    {
        if (pair.SpeaksXml)
        {
            return Answer.Xml(400,
                $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>Because.</Message>" +
                $"{Samples.Xml(error, new Random(1))}</Error><RequestId>r-1</RequestId></ErrorResponse>");
        }
        var body = Samples.Json(error, pair.Service == "SSOOIDC", new Random(1))!.AsObject();
        body["__type"] = $"com.amazonaws#{code}";
        body["message"] = "Because.";
        return Answered(pair, 400, body.ToJsonString());
    }

    /// <summary>Has both clients send requests, empty or filled by the seed, and compares the results.</summary>
    private static async Task AssertAlikeAsync(
        ClientPair pair, string operation, IEnumerable<(int? Seed, Answer Answer)> calls)
    {
        var answer = Answer.Drop;
        await using var server = new LoopbackServer(_ => answer);
        using var official = pair.ClientAt(server.Url, official: true);
        using var generated = pair.ClientAt(server.Url, official: false);
        foreach (var (seed, next) in calls)
        {
            answer = next;
            Assert.Equal(
                await OutcomeAsync(pair, operation, seed, server, official),
                await OutcomeAsync(pair, operation, seed, server, generated));
        }
    }

    private static async Task<string> OutcomeAsync(
        ClientPair pair, string operation, int? seed, LoopbackServer server, AmazonServiceClient client)
    {
        server.Requests.Clear();
        var (like, generated) = pair.Methods.Single(it => it.Method.Name == operation);
        var type = client.GetType() == pair.Official ? pair.OfficialOf(like)! : like;
        var request = seed is { } filled
            ? Samples.Filled(type, like, new Random(filled))
            : Activator.CreateInstance(type);
        var method = client.GetType().GetMethod(operation, [type, typeof(CancellationToken)])!;
        string outcome;
        try
        {
            var call = (Task)method.Invoke(client, [request, CancellationToken.None])!;
            await call;
            var response = (AmazonWebServiceResponse)call.GetType().GetProperty("Result")!.GetValue(call)!;
            outcome = $"{response.ResponseMetadata?.RequestId} " +
                Description.Of(response, generated.ReturnType.GetGenericArguments()[0]);
        }
        catch (Exception e) when (e is not TargetInvocationException)
        {
            var error = pair.Generated.Assembly.GetType($"Compared.{pair.Service}.Model.{e.GetType().Name}");
            outcome = Description.Of(e, error);
        }
        return string.Join('\n', [.. server.Requests.Select(Description.Of), outcome]);
    }
}
